import fc from 'fast-check';
import { stringify } from 'yaml';
import { readYamlDocuments } from './readYamlDocuments';

const only = (text: string) => {
  const { documents, unreadable } = readYamlDocuments(text);
  expect(unreadable).toEqual([]);
  expect(documents).toHaveLength(1);
  return documents[0];
};

const refusal = (text: string) => {
  const { documents, unreadable } = readYamlDocuments(text);
  expect(documents).toEqual([]);
  expect(unreadable).toHaveLength(1);
  return unreadable[0];
};

describe('readYamlDocuments', () => {
  it('reads several documents and passes over empty ones and a byte order mark', () => {
    const { documents, unreadable } = readYamlDocuments(
      '\uFEFFa: 1\n---\n---\n# nothing\n---\n- b\n- 2022-01-01 12:00:00\n...\n',
    );
    expect(unreadable).toEqual([]);
    expect(documents.map(document => document.data)).toEqual([
      { a: 1 },
      ['b', '2022-01-01 12:00:00'],
    ]);
  });

  it('keeps the good documents of a text with a broken one, and gives its place and text', () => {
    const { documents, unreadable } = readYamlDocuments(
      "a: 1\n---\nkind: SLO\nb: 'x\n---\nc: 2\n",
    );
    expect(documents[0].data).toEqual({ a: 1 });
    expect(unreadable[0]).toMatchObject({ line: expect.any(Number) });
    expect(unreadable[0].line).toBeGreaterThanOrEqual(4);
    expect(unreadable[0].text).toContain('kind: SLO');
  });

  it('resolves aliases and merge keys, with own keys first', () => {
    expect(
      only('base: &b {x: 1, y: 2}\nown:\n  <<: *b\n  y: 3\nlist: [*b]\n').data,
    ).toEqual({
      base: { x: 1, y: 2 },
      own: { y: 3, x: 1 },
      list: [{ x: 1, y: 2 }],
    });
    expect(
      only('a: &a {x: 1}\nb: &b {x: 2, z: 3}\nc:\n  <<: [*a, *b]\n').data,
    ).toMatchObject({ c: { x: 1, z: 3 } });
    expect(only('"<<": plain').data).toEqual({ '<<': 'plain' });
  });

  it.each([
    ['a key twice', 'a: 1\nb: 2\na: 3\n', /a is there twice/, 3],
    ['a prototype key', 'a:\n  __proto__:\n    polluted: 1\n', /__proto__/, 2],
    ['a prototype key in JSON', '{"a":{"constructor":1}}', /constructor/, 1],
    ['a mapping as key', 'a: {{ .Values.name }}\n', /key/i, 1],
    ['a merge of text', 'a:\n  <<: text\n', /merge key/, 2],
    ['an alias without anchor', 'a: *nowhere\n', /alias/i, 1],
    ['a cycle', 'a: &a\n  b: *a\n', /nested/, 2],
    ['a tab as indentation', 'a:\n\tb: 1\n', /tab/i, 2],
  ])('refuses %s', (_, text, message, line) => {
    const refused = refusal(text);
    expect(refused.message).toMatch(message);
    expect(refused.line).toBe(line);
  });

  it('refuses aliases that would grow without end, quickly', () => {
    const levels = Array.from({ length: 12 }, (_, i) =>
      i === 0
        ? 'l0: &l0 [x, x, x, x, x, x, x, x, x, x]'
        : `l${i}: &l${i} [${Array(10)
            .fill(`*l${i - 1}`)
            .join(', ')}]`,
    ).join('\n');
    const merges = Array.from({ length: 30 }, (_, i) =>
      i === 0
        ? 'm0: &m0 {x: 1}'
        : `m${i}: &m${i}\n  <<: [*m${i - 1}, *m${i - 1}, *m${i - 1}]`,
    ).join('\n');
    const began = process.cpuUsage().user;
    expect(refusal(levels).message).toMatch(/more than 100000 values/);
    expect(refusal(merges).message).toMatch(/more than 100000 values/);
    expect((process.cpuUsage().user - began) / 1_000).toBeLessThan(5_000);
  });

  it('refuses what is nested too deeply, in YAML and in JSON', () => {
    const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
    expect(refusal(deep).message).toMatch(/nested/);
    expect(refusal('- '.repeat(20_000)).message).toMatch(/nested/);
    expect(
      refusal(`${'{"a":'.repeat(100)}1${'}'.repeat(100)}`).message,
    ).toMatch(/nested more than 64 levels/);
  });

  it('holds to its bounds of size and number', () => {
    const { documents, unreadable } = readYamlDocuments(
      'a: 1\n---\n'.repeat(9),
      {
        documents: 3,
      },
    );
    expect(documents).toHaveLength(3);
    expect(unreadable[0].message).toMatch(/more than 3 documents/);
    expect(
      readYamlDocuments('a: 1', { characters: 3 }).unreadable[0],
    ).toMatchObject({
      message: expect.stringMatching(/3 characters/),
      line: 1,
    });
    expect(
      readYamlDocuments('[1,2,3]', { nodes: 3 }).unreadable[0].message,
    ).toMatch(/more than 3 values/);
  });

  it('takes many keys in time that grows with their number', () => {
    const text = Array.from({ length: 60_000 }, (_, i) => `k${i}: 1`).join(
      '\n',
    );
    const began = process.cpuUsage().user;
    expect(Object.keys(only(text).data as object)).toHaveLength(60_000);
    expect((process.cpuUsage().user - began) / 1_000).toBeLessThan(8_000);
  });

  it('gives numbers that JSON cannot hold, and dates, as they are written', () => {
    expect(
      only('%YAML 1.1\n---\na: .inf\nb: .nan\nc: 2022-01-01\nd: 1e999\n').data,
    ).toEqual({ a: '.inf', b: '.nan', c: '2022-01-01', d: '1e999' });
  });

  it('knows the place of a value, of a missing one by what is around it, and in JSON', () => {
    const document = only('a:\n  - b: 1\n    c:\n      d: x\n  - e: 2\n');
    expect(document.placeOf(['a', 0, 'b'])).toEqual({ line: 2, column: 8 });
    expect(document.placeOf(['a', 0, 'c'])).toEqual({ line: 3, column: 5 });
    expect(document.placeOf(['a', 0, 'c', 'd'])).toEqual({
      line: 4,
      column: 10,
    });
    expect(document.placeOf(['a', 0, 'c', 'missing'])).toEqual({
      line: 3,
      column: 5,
    });
    expect(document.placeOf(['a', 1, 'e', 'deeper'])).toEqual({
      line: 5,
      column: 8,
    });
    expect(document.placeOf([])).toEqual({ line: 1, column: 1 });
    expect(only('{\n  "a": [\n    {"b": 1}]}').placeOf(['a', 0, 'b'])).toEqual({
      line: 3,
      column: 11,
    });
    const dense = only(`{"a": [${'1,'.repeat(99)}1],\n "b": 2}`);
    expect(dense.placeOf(['b'])).toEqual({ line: 2, column: 7 });
  });

  it('gives back what was written, for any JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), value => {
        fc.pre(
          value !== null &&
            !/__proto__|constructor|prototype/.test(JSON.stringify(value)),
        );
        const plain = JSON.parse(JSON.stringify(value));
        expect(only(`x: ${JSON.stringify(value)}`).data).toEqual({ x: plain });
        expect(only(stringify({ x: plain }, { version: '1.2' })).data).toEqual({
          x: plain,
        });
      }),
      { numRuns: 200 },
    );
  });

  it('never throws, whatever the text', () => {
    const piece = fc.constantFrom(
      ...[
        '---\n',
        'a: ',
        '- ',
        '[',
        ']',
        '{',
        '}',
        '&a ',
        '*a',
        '<<: ',
        '!!map ',
      ],
      ...[
        '"',
        "'",
        '|\n',
        '\n',
        '  ',
        '\t',
        '? ',
        ': ',
        '%YAML 1.1\n',
        '...\n',
        '#',
      ],
    );
    fc.assert(
      fc.property(
        fc.array(fc.oneof(piece, fc.string({ maxLength: 4 })), {
          maxLength: 40,
        }),
        pieces => {
          const { documents, unreadable } = readYamlDocuments(pieces.join(''));
          for (const document of documents) {
            expect(JSON.parse(JSON.stringify(document.data))).toEqual(
              document.data,
            );
          }
          for (const refused of unreadable) {
            expect(refused.line).toBeGreaterThan(0);
            expect(refused.column).toBeGreaterThan(0);
            expect(refused.message).not.toBe('');
          }
        },
      ),
      { numRuns: 2_000 },
    );
  });
});
