import { Composer, CST } from 'yaml';
import { parseYamlWithin, YamlExcess } from './parseYamlWithin';

function parse(text: string, nesting = 20) {
  const limits = { nesting, documents: 5, tokens: 5_000 };
  const lineStarts: number[] = [];
  const parsing = parseYamlWithin(text, limits, at => lineStarts.push(at));
  const tokens: CST.Token[] = [];
  let step = parsing.next();
  while (!step.done) {
    tokens.push(step.value);
    step = parsing.next();
  }
  const excess: YamlExcess | null = step.value;
  return { tokens, excess, lineStarts };
}

/** Lists and mappings within each other in a tree, counted without recursion. */
function depthOf(tokens: CST.Token[]): number {
  const open = tokens.map(token => ({ token, depth: 0 }));
  let deepest = 0;
  for (let next = open.pop(); next; next = open.pop()) {
    const { token, depth } = next;
    deepest = Math.max(deepest, depth);
    if (token.type === 'document' && token.value) {
      open.push({ token: token.value, depth });
    }
    if ('items' in token) {
      for (const { key, value } of token.items) {
        for (const child of [key, value]) {
          if (child) {
            open.push({ token: child, depth: depth + 1 });
          }
        }
      }
    }
  }
  return deepest;
}

describe('parseYamlWithin', () => {
  it('gives the composer what it needs, and the beginning of each line', () => {
    const { tokens, excess, lineStarts } = parse(
      '# text\na: [1, {b: c}]\n---\n- |\n  x\n',
    );
    expect(excess).toBeNull();
    expect(lineStarts).toEqual([0, 7, 22, 26, 30, 34]);
    const documents = [...new Composer().compose(tokens)];
    expect(documents.map(document => document.toJS())).toEqual([
      { a: [1, { b: 'c' }] },
      ['x\n'],
    ]);
  });

  it('gives the documents before the one that is too much', () => {
    const { tokens, excess } = parse(`a\n---\nb\n---\n${'['.repeat(30)}`);
    expect(excess).toEqual({ offset: 32, limit: 'nesting' });
    const documents = [...new Composer().compose(tokens)];
    expect(documents.map(document => document.toJS())).toEqual(['a', 'b']);
  });

  it('gives no tree that is deeper than the limit, whatever makes the levels', () => {
    const parts = [
      ...['a: ', '"a": ', '- ', '? ', ': ', '[', ']', '{', '}', ', ', '*a : '],
      ...['&a ', '!t ', '|\n', '\n', '\n ', '\n  ', '\n   ', '---\n', '...\n'],
    ];
    let state = 7;
    const draw = (below: number) => {
      state = (state * 48_271) % 2_147_483_647;
      return state % below;
    };
    let stopped = 0;
    for (let run = 0; run < 3_000; run++) {
      const motif = Array.from(
        { length: 1 + draw(4) },
        () => parts[draw(parts.length)],
      ).join('');
      const text = [parts[draw(parts.length)], motif.repeat(40)].join('');
      const { tokens, excess } = parse(text);
      // A value in twenty lists has a depth of twenty.
      expect({ text, isDeeper: depthOf(tokens) > 20 }).toEqual({
        text,
        isDeeper: false,
      });
      stopped += excess?.limit === 'nesting' ? 1 : 0;
    }
    expect(stopped).toBeGreaterThan(500);
  });
});
