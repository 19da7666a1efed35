/**
 * Which files are postmortems: the documents in their directories that are, by their names, no index and no
 * template. Forms that nobody has filled in are told by their text (readPostmortem.ts).
 */

/**
 * Where postmortems are looked for, with everything below, relative to the directory of the entity.
 *
 * @public
 */
export const postmortemDirectories: readonly string[] = [
  'docs/postmortems',
  'docs/post-mortems',
  'docs/postmortem',
  'docs/post-mortem',
  'docs/incidents',
  'docs/incident-reports',
  'docs/incident-reviews',
  'doc/postmortems',
  'doc/post-mortems',
  'doc/incidents',
  'postmortems',
  'post-mortems',
];

const endings = ['md', 'MD', 'markdown', 'adoc', 'asciidoc', 'rst'];
const markup = /\.(?:md|markdown|adoc|asciidoc|rst)$/i;
const indexName =
  /^(?:index|readme|summary|toc|overview|contributing|changelog|_.*)$/i;
const subject =
  '(?:incident|incidents|post[-_ ]?mortems?|pm|pir|rca|coe|report|review|analysis)';
/** `template`, `PMyyyy-nnn - Postmortem template`, `postmortem-template-azure`; not `2026-01-31-template-engine-down`. */
const templateName = new RegExp(
  `(?:^|[-_. ])template$|^(?:${subject}[-_. ]+)*templates?(?:[-_. ].*)?$`,
  'i',
);
const templateDirectory = /^[_.]?templates?$/i;

/** The globs under which all postmortems of an entity are found. */
export const postmortemGlobs: readonly string[] = postmortemDirectories.flatMap(
  directory => endings.map(ending => `${directory}/**/*.${ending}`),
);

/** Is it a postmortem, by its name? */
export function isPostmortemPath(path: string): boolean {
  const directory = postmortemDirectories.find(each =>
    path.startsWith(`${each}/`),
  );
  if (directory === undefined) {
    return false;
  }
  const segments = path.slice(directory.length + 1).split('/');
  const file = segments.pop() ?? '';
  const name = file.replace(markup, '');
  return (
    markup.test(file) &&
    !indexName.test(name) &&
    !templateName.test(name) &&
    !segments.some(segment => templateDirectory.test(segment))
  );
}
