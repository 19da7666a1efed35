import { Block } from './markdownBlocks';

/** The cells of each row of the tables among blocks, in order; heads are rows too. */
export function tableRows(blocks: readonly Block[]): Block[][] {
  const rows = new Map<number, Block[]>();
  for (const block of blocks) {
    if (block.cell) {
      const row = rows.get(block.cell.row) ?? [];
      row.push(block);
      rows.set(block.cell.row, row);
    }
  }
  return [...rows.values()];
}
