/**
 * Saves a text as a file on the reader's machine.
 *
 * @param name - of the file
 * @param text - its content
 * @param type - media type, e.g. "text/csv"
 */
export function saveText(name: string, text: string, type: string): void {
  const url = URL.createObjectURL(
    new Blob([text], { type: `${type};charset=utf-8` }),
  );
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
