import { englishReader } from '../__testUtils__/englishReader';
import { excerptWords, placeWords } from './ProblemsTable';

describe('placeWords', () => {
  it.each([
    [{ source: 'a.yaml', line: 3, column: 7 }, 'a.yaml:3:7'],
    [{ source: 'a.csv', line: 3, column: null }, 'a.csv:3'],
    [{ source: 'a.csv', line: null, column: 7 }, 'a.csv'],
    [{ source: null, line: 3, column: null }, 'line 3'],
    [{ source: null, line: null, column: null }, ''],
  ])('%j is %s', (place, words) => {
    expect(placeWords(englishReader().t, place)).toBe(words);
  });
});

describe('excerptWords', () => {
  it.each([
    ['    wieght: 2\n      ^^', 'wieght: 2\n  ^^'],
    ['a: 1\n^', 'a: 1\n^'],
    ['', ''],
  ])('%j is %j', (excerpt, words) => {
    expect(excerptWords(excerpt)).toBe(words);
  });
});
