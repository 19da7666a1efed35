/** One column of a table. */
export interface CsvColumn<T> {
  header: string;
  value: (item: T) => string | number | boolean | null;
}

/**
 * Characters at the start of a cell that make a spreadsheet take it for a formula,
 * see https://owasp.org/www-community/attacks/CSV_Injection.
 */
const formulaStart = /^[=+\-@\t\r\n]/;

function formatCell(value: string | number | boolean | null): string {
  if (value === null) {
    return '';
  }
  if (typeof value !== 'string') {
    return String(value);
  }
  const text = formulaStart.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * One record as of RFC 4180, with its line end. A text that a spreadsheet would
 * run as a formula gets an apostrophe in front.
 */
export function formatCsvRow(
  cells: Array<string | number | boolean | null>,
): string {
  return `${cells.map(formatCell).join(',')}\r\n`;
}
