import { overlay } from './overlay';

describe('overlay', () => {
  it('merges objects, replaces everything else, and changes neither', () => {
    const base = { a: { b: 1, c: [1, 2] }, d: 'x' };
    const before = structuredClone(base);
    expect(overlay(base, { a: { c: [3] }, d: null, e: { f: 1 } })).toEqual({
      a: { b: 1, c: [3] },
      d: null,
      e: { f: 1 },
    });
    expect(base).toEqual(before);
    expect(overlay(base, undefined)).toBe(base);
  });

  it('takes keys away where null says so', () => {
    expect(
      overlay(
        { a: 1, b: { c: 1 } },
        { a: null, b: { c: null } },
        {
          nullRemoves: true,
        },
      ),
    ).toEqual({ b: {} });
  });

  it('changes the items of a list that are named by their positions', () => {
    const base = { rows: [{ a: 1, b: 1 }, { a: 2, b: 2 }, 'x'] };
    expect(overlay(base, { rows: { '1': { a: 3 }, '2': 'y' } })).toEqual({
      rows: [{ a: 1, b: 1 }, { a: 3, b: 2 }, 'y'],
    });
    expect(base.rows).toEqual([{ a: 1, b: 1 }, { a: 2, b: 2 }, 'x']);
  });

  it.each([
    ['a position that is not there', { '3': 1 }],
    ['something else than a position', { '0': 1, length: 2 }],
    ['another way to write a position', { '00': 1 }],
    ['nothing', {}],
  ])('lets an object with %s replace the list', (_name, change) => {
    expect(overlay({ rows: [1, 2, 3] }, { rows: change })).toEqual({
      rows: change,
    });
  });
});
