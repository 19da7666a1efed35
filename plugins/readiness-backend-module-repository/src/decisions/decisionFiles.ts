import { Entity } from '@backstage/catalog-model';

/**
 * Which files are decision records: the documents in their directories that are no index, template or
 * picture.
 */

/** The convention of others that says where the records of an entity are. */
export const adrLocationAnnotation = 'backstage.io/adr-location';

/**
 * Where records are looked for, with everything below.
 *
 * @public
 */
export const decisionDirectories: readonly string[] = [
  'docs/adr',
  'docs/adrs',
  'docs/decisions',
  'docs/architecture-decisions',
  'docs/architecture/decisions',
  'docs/architecture/adr',
  'docs/arch/adr',
  'doc/adr',
  'doc/adrs',
  'doc/decisions',
  'doc/architecture/decisions',
  'adr',
  'adrs',
  'decisions',
];

const endings = ['md', 'MD', 'markdown', 'adoc', 'asciidoc', 'rst'];
const markdown = /\.(?:md|markdown|adoc|asciidoc|rst)$/i;
const indexName =
  /^(?:index|readme|summary|toc|overview|log|adr-log|changelog|contributing|_.*)$/i;
const templateName =
  /^(?:(?:adr|madr|rfc|nygard|decision|record|decision-record|architecture-decision-record)[-_ ]?)*0*[-_ ]?template(?:[-_ ](?:adr|bare|minimal|short|long|full|basic|madr|nygard|example))*$/i;
const templateDirectory = /^_?templates?$/i;

/**
 * Is it a record, by its name?
 *
 * @param path - below the directory of the records
 */
export function isRecordPath(path: string): boolean {
  const segments = path.split('/');
  const file = segments.pop() ?? '';
  const name = file.replace(markdown, '');
  return (
    markdown.test(file) &&
    !indexName.test(name) &&
    !templateName.test(name) &&
    !segments.some(segment => templateDirectory.test(segment))
  );
}

/** Where an annotation says that the records are. */
export type AdrLocation =
  | { type: 'default' }
  | { type: 'directory'; path: string }
  | { type: 'url'; url: string }
  | { type: 'refused'; message: string };

/** Reads `backstage.io/adr-location`: a path relative to the entity's directory, or an http(s) address. */
export function readAdrLocation(entity: Entity): AdrLocation {
  const value: unknown = entity.metadata.annotations?.[adrLocationAnnotation];
  if (value === undefined || value === '') {
    return { type: 'default' };
  }
  const text = typeof value === 'string' ? value.trim() : '';
  if (
    /^https?:\/\//i.test(text) &&
    URL.canParse(text) &&
    text.length <= 1_000
  ) {
    return { type: 'url', url: text };
  }
  const names = text.split('/').filter(name => name !== '' && name !== '.');
  const isPath =
    text !== '' &&
    text.length <= 250 &&
    !/^(?:\/|~|[a-z][a-z\d+.-]*:)/i.test(text) &&
    !/[\\*?\p{Cc}]/u.test(text) &&
    !names.includes('..');
  return isPath
    ? { type: 'directory', path: names.join('/') }
    : {
        type: 'refused',
        message: `The annotation ${adrLocationAnnotation} must hold a directory below the entity's own, such as docs/adr, or an http(s) address; the default directories were read.`,
      };
}

/** The globs under which all records of an entity's own directory are found. */
export function decisionGlobs(location: AdrLocation): string[] {
  const directories = [
    ...(location.type === 'directory' ? [location.path] : []),
    ...decisionDirectories,
  ];
  return [...new Set(directories)].flatMap(directory => {
    const prefix = directory === '' ? '' : `${directory}/`;
    return endings.map(ending => `${prefix}**/*.${ending}`);
  });
}

/** The path below one of the directories, or undefined. */
export function pathBelow(
  path: string,
  directories: readonly string[],
): string | undefined {
  const directory = directories.find(
    each => each === '' || path.startsWith(`${each}/`),
  );
  return directory === undefined
    ? undefined
    : path.slice(directory === '' ? 0 : directory.length + 1);
}
