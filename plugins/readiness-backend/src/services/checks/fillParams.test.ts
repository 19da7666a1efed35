import { fillParams } from './fillParams';

const params = {
  days: 30,
  floor: 0.5,
  words: 'two',
  list: ['a', 'b'],
  empty: [],
  long: Array.from({ length: 21 }, () => 'a'),
};

describe('fillParams', () => {
  it.each([
    ['Within {{ params.days }} days.', 'Within 30 days.'],
    ['{{params.floor}} and {{ params.words }}', '0.5 and two'],
    ['One of {{ params.list }}.', 'One of a, b.'],
    ['{{ params.empty }} {{ params.long }}', null],
    ['{{ params.toString }} {{ params.constructor }} {{ params.none }}', null],
    ['{{ entity.metadata.name }} {{ size(params.list) }} {{', null],
  ])('%s', (text, filled) => {
    expect(fillParams(text, params)).toBe(filled ?? text);
  });
});
