import fc from 'fast-check';
import { readConfigDocuments } from './readConfigDocuments';

/** Objects and lists whose scalars are all different numbers, and the path of each. */
const documents = fc
  .letrec(tie => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.constant(null),
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(
        fc.constantFrom('spec', 'a b', 'x.y', '"', '[', 'kind: [', '\\'),
        tie('value'),
        { maxKeys: 4 },
      ),
    ),
  }))
  .value.map(shape => {
    const paths: string[] = [];
    const number = (value: unknown, path: string): unknown => {
      if (Array.isArray(value)) {
        return value.map((item, i) => number(item, `${path}[${i}]`));
      }
      if (typeof value === 'object' && value !== null) {
        return Object.fromEntries(
          Object.entries(value).map(([key, item]) => [
            key,
            number(item, path ? `${path}.${key}` : key),
          ]),
        );
      }
      paths.push(path);
      return 1_000 + paths.length - 1;
    };
    return { document: number({ root: shape }, '') as never, paths };
  });

describe('readConfigDocuments', () => {
  it('names documents by their place in the configuration', () => {
    const read = readConfigDocuments([{ kind: 'Scorecard' }, 'no document']);
    expect(read.map(({ source, origin }) => [source, origin])).toEqual([
      ['readiness.definitions.documents[0]', 'config'],
      ['readiness.definitions.documents[1]', 'config'],
    ]);
    expect(JSON.parse(read[0].text)).toEqual({ kind: 'Scorecard' });
    expect(read[1].keyAt?.(1)).toBe('');
  });

  it('knows the key on every line', () => {
    fc.assert(
      fc.property(documents, ({ document, paths }) => {
        const [{ text, keyAt }] = readConfigDocuments([document]);
        const lines = text.split('\n');
        for (const [i, path] of paths.entries()) {
          const line = lines.findIndex(content =>
            new RegExp(`(^|: )\\s*${1_000 + i},?$`).test(content),
          );
          expect(keyAt?.(line + 1)).toBe(path);
        }
      }),
    );
  });

  it('knows where a list or an object begins', () => {
    const [{ keyAt }] = readConfigDocuments([
      { spec: { checks: [{ id: 'a' }, { id: 'b', messages: {} }] } },
    ]);
    expect([1, 2, 3, 4, 5, 7, 8, 9].map(line => keyAt?.(line))).toEqual([
      '',
      'spec',
      'spec.checks',
      'spec.checks[0]',
      'spec.checks[0].id',
      'spec.checks[1]',
      'spec.checks[1].id',
      'spec.checks[1].messages',
    ]);
  });
});
