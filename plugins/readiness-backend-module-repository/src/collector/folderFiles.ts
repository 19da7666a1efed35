/**
 * Documents of one folder, each of which is one thing that was done: reviews, impact entries, drills.
 */

const markdown = /\.(?:md|markdown)$/i;
const noEntry = /^(?:index|readme|template|.*[-_ ]template|_.*)$/i;

/** The globs under which the Markdown files of a folder are found. */
export function folderGlobs(folder: string): string[] {
  return [`${folder}/**/*.md`, `${folder}/**/*.MD`, `${folder}/**/*.markdown`];
}

/** Is it a Markdown file of the folder that is no index and no template? */
export function isFolderFile(path: string, folder: string): boolean {
  const name = path.split('/').at(-1) ?? '';
  return (
    path.startsWith(`${folder}/`) &&
    markdown.test(name) &&
    !noEntry.test(name.replace(markdown, ''))
  );
}

/** By code unit, so that the order is the same on every machine. */
export function compareText(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}
