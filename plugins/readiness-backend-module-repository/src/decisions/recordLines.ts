import { Block, DocumentOutline, normalizeText, tableRows } from '../documents';

/**
 * What a record says of itself in single lines at its top: `Status: Accepted`, `* Date: 2026-01-31`, a row of
 * a table, or a section of that name.
 */

/** Parts at the top are looked at, so that an example further below is no status. */
const metadataTitles = new Set(['metadata', 'meta', 'meta data', 'info']);
const maxBlocks = 40;

/** What follows a label in a line: `Accepted` of `Status: Accepted`. */
function afterLabel(line: string, labels: ReadonlySet<string>) {
  const colon = line.indexOf(':');
  return colon > 0 &&
    colon < 40 &&
    labels.has(normalizeText(line.slice(0, colon)))
    ? line.slice(colon + 1).trim()
    : undefined;
}

/** The values of a table with a label in its first column, or at the head of a column. */
function inTables(blocks: readonly Block[], labels: ReadonlySet<string>) {
  const rows = tableRows(blocks);
  const heads = new Map(
    rows.flatMap(row =>
      row
        .filter(
          ({ cell, text }) => cell?.head && labels.has(normalizeText(text)),
        )
        .map(({ cell }) => [cell?.table, cell?.column]),
    ),
  );
  return rows.flatMap(row => {
    const [first, second] = row;
    const isLabel = labels.has(normalizeText(first.text));
    const beside = isLabel && second ? [second.text] : [];
    const column = heads.get(first.cell?.table);
    const value = row.find(
      ({ cell }) => cell?.column === column && !cell?.head,
    );
    if (column === undefined || !value) {
      return beside;
    }
    // The other cells may hold the day of this state.
    const cells = [value, ...row.filter(it => it !== value)];
    return [...beside, cells.map(it => it.text).join(' ')];
  });
}

/**
 * The values that a record gives for one of the labels, in order.
 *
 * @param labels - in lower case, without punctuation
 */
export function valuesOf(
  outline: DocumentOutline,
  labels: readonly string[],
): string[] {
  const names = new Set(labels);
  const top = outline.parts
    .filter(
      (part, index) =>
        part.level === 0 ||
        index === 1 ||
        metadataTitles.has(normalizeText(part.title)),
    )
    .flatMap(part => part.blocks.slice(0, maxBlocks));
  const sections = outline.parts
    .filter(part => names.has(normalizeText(part.title)))
    .flatMap(part => part.blocks.slice(0, maxBlocks));
  const titles = outline.parts.flatMap(
    ({ title }) => afterLabel(title, names) ?? [],
  );
  return [
    ...top
      .filter(block => !block.cell)
      .flatMap(block => block.text.split('\n'))
      .flatMap(line => afterLabel(line, names) ?? []),
    ...inTables(top, names),
    ...titles,
    ...inTables(sections, names),
    ...sections
      .filter(block => !block.cell)
      .flatMap(block => block.text.split('\n')),
  ].filter(value => value.trim() !== '');
}
