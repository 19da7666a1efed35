import { findYamlExcess } from './findYamlExcess';

const limits = { nesting: 20, documents: 3, tokens: 2_000 };

describe('findYamlExcess', () => {
  it.each([
    ['nothing', ''],
    [
      'a document',
      'a:\n  - b: [1, {c: d}]\n    e: |\n      [[[[[[[[[[[[[[[[[[[[[[[[\n',
    ],
    ['brackets in quotes', `a: "${'['.repeat(50)}"\nb: '${'{'.repeat(50)}'`],
    ['brackets in comments', `a: 1 # ${'['.repeat(50)}`],
    ['many brackets side by side', 'a: [1, [2]]\n'.repeat(100)],
    ['deep indentation in a block', `a: |\n  x\n${' '.repeat(60)}y\n`],
    ['twenty brackets', '['.repeat(20)],
    ['three documents', 'a\n---\nb\n---\nc\n'],
  ])('lets %s pass', (_name, text) => {
    expect(findYamlExcess(text, limits)).toBeNull();
  });

  it.each([
    ['lists', '['.repeat(21), 20, 'nesting'],
    ['maps', '{a: '.repeat(21), 80, 'nesting'],
    ['compact lists', '- '.repeat(21), 20, 'nesting'],
    ['compact keys', '? '.repeat(21), 20, 'nesting'],
    ['lists after a marker', `--- ${'- '.repeat(21)}`, 23, 'nesting'],
    ['indentation', `a:\n${' '.repeat(21)}b: 1`, 3, 'nesting'],
    ['values', '- a\n'.repeat(1_000), expect.any(Number), 'tokens'],
    ['documents', '---\na\n'.repeat(4), 12, 'documents'],
  ])('finds too many %s', (_name, text, offset, limit) => {
    expect(findYamlExcess(text, limits)).toEqual({ offset, limit });
  });

  it.each([
    '[',
    '{a: ',
    '- ',
    '? ',
    '---\n',
    '"',
    '\u0000',
    ': ',
    '&a ',
    '!t ',
  ])('takes a megabyte of %j in its stride', part => {
    const text = part.repeat(1_000_000 / part.length);
    const start = performance.now();
    findYamlExcess(text, {
      nesting: Infinity,
      documents: Infinity,
      tokens: Infinity,
    });
    expect(performance.now() - start).toBeLessThan(4_000);
  });
});
