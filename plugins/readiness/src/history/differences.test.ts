import { differencesOf } from './differences';

describe('differencesOf', () => {
  it('tells values that differ, by their place', () => {
    expect(
      differencesOf(
        { slos: [{ name: 'a', days: 7 }], broken: 0, same: 'x' },
        {
          slos: [{ name: 'a', days: 28 }, { name: 'b' }],
          broken: 0,
          same: 'x',
        },
      ),
    ).toEqual([
      { path: 'slos[0].days', before: '7', after: '28' },
      { path: 'slos[1]', before: undefined, after: '{"name":"b"}' },
    ]);
  });

  it('tells what was empty as a whole, and what was not there', () => {
    expect(differencesOf({ slos: [] }, { slos: [1] })).toEqual([
      { path: 'slos', before: '[]', after: '[1]' },
    ]);
    expect(differencesOf(undefined, { slos: [] })).toEqual([
      { path: '', before: undefined, after: '{"slos":[]}' },
    ]);
    expect(differencesOf([1], { a: 1 })).toHaveLength(1);
  });

  it('finds none where nothing differs', () => {
    expect(differencesOf({ a: [1, null] }, { a: [1, null] })).toEqual([]);
  });
});
