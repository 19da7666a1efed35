import { findYamlExcess } from './findYamlExcess';

const indented = (levels: number) =>
  Array.from({ length: levels }, (_, i) => `${' '.repeat(i)}a:\n`).join('');
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
    ['three documents that all begin with a marker', '---\na\n'.repeat(3)],
    ['a comment far to the right', `a: 1\n${' '.repeat(60)}# about b\nb: 2`],
    ['a value far to the right', `a:\n${' '.repeat(60)}b: 1`],
    ['twenty keys within each other', indented(20)],
  ])('lets %s pass', (_name, text) => {
    expect(findYamlExcess(text, limits)).toBeNull();
  });

  it.each([
    ['lists', '['.repeat(21), 20, 'nesting'],
    ['maps', '{a: '.repeat(21), 80, 'nesting'],
    ['compact lists', '- '.repeat(21), 40, 'nesting'],
    ['compact keys', '? '.repeat(21), 40, 'nesting'],
    ['lists after a key', `a:\n  ${'- '.repeat(20)}`, 43, 'nesting'],
    ['keys in one line', 'a: '.repeat(21), 61, 'nesting'],
    ['quoted keys in one line', '"a": '.repeat(21), 103, 'nesting'],
    ['keys after brackets', `a: [\n${'b: '.repeat(21)}`, 66, 'nesting'],
    ['levels of indentation', indented(21), indented(21).length - 2, 'nesting'],
    ['values', '- a\n'.repeat(1_000), expect.any(Number), 'tokens'],
    ['documents', '---\na\n'.repeat(4), 18, 'documents'],
  ])('finds too many %s', (_name, text, offset, limit) => {
    expect(findYamlExcess(text, limits)).toEqual({ offset, limit });
  });

  it.each([
    '[',
    '- ',
    '---\n',
    '"',
    '\u0000',
    ',',
    '[],',
    '}',
    '- a\n',
    'k: v\n',
    '|\n',
    '&a ',
    '!t ',
  ])('takes a megabyte of %j in its stride', part => {
    const text = `a: [${part.repeat(1_000_000 / part.length)}`;
    const start = process.cpuUsage().user;
    findYamlExcess(text, {
      nesting: 200,
      documents: Infinity,
      tokens: Infinity,
    });
    expect((process.cpuUsage().user - start) / 1_000).toBeLessThan(8_000);
  });
});
