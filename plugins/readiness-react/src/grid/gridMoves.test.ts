import { gridMove } from './gridMoves';

const extent = { rows: 5, columns: 3, titles: false, pageRows: () => 2 };
const plain = (key: string) => ({ key, ctrlKey: false });

describe('gridMove', () => {
  it('stops at the edges', () => {
    const corner = { row: 0, column: 0 };
    expect(gridMove(plain('ArrowUp'), corner, extent)).toEqual(corner);
    expect(gridMove(plain('ArrowLeft'), corner, extent)).toEqual(corner);
    expect(gridMove(plain('PageUp'), corner, extent)).toEqual(corner);
    const end = { row: 4, column: 2 };
    expect(gridMove(plain('ArrowDown'), end, extent)).toEqual(end);
    expect(gridMove(plain('PageDown'), { row: 3, column: 1 }, extent)).toEqual({
      row: 4,
      column: 1,
    });
  });

  it('comes to the titles only where they can be used, and not by pages', () => {
    const titled = { ...extent, titles: true };
    expect(gridMove(plain('ArrowUp'), { row: 0, column: 1 }, titled)).toEqual({
      row: -1,
      column: 1,
    });
    expect(gridMove(plain('PageUp'), { row: 1, column: 1 }, titled)).toEqual({
      row: 0,
      column: 1,
    });
  });

  it('leaves other keys to others', () => {
    expect(
      gridMove(plain('Tab'), { row: 0, column: 0 }, extent),
    ).toBeUndefined();
  });

  it('stays where there is no row', () => {
    const empty = { ...extent, rows: 0 };
    expect(gridMove(plain('ArrowDown'), { row: 0, column: 0 }, empty)).toEqual({
      row: 0,
      column: 0,
    });
  });
});
