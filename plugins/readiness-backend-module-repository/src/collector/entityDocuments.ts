import { Entity } from '@backstage/catalog-model';
import { readinessAnnotations } from '@team-readiness/backstage-plugin-readiness-common';
import { EntityFile } from '@team-readiness/backstage-plugin-readiness-node';

/**
 * Which files are an entity's README, runbooks and architecture overview.
 *
 * Default paths are compared without regard to case; annotated ones as they are written. Markdown, AsciiDoc
 * and reStructuredText are documents; a README may be plain text, too. Paths without wildcards come first,
 * because some hosts can answer for those alone; for the same reason only the most common ones are.
 */

const markups = ['.md', '.markdown', '.adoc', '.asciidoc', '.rst'];
const isMarkup = /\.(?:md|markdown|adoc|asciidoc|rst)$/i;

/** Is it, by its name, a document of a kind that is read? */
export function isMarkupPath(path: string): boolean {
  return isMarkup.test(path);
}

function inAll(directories: string[], name: string, endings = markups) {
  return directories.flatMap(directory =>
    endings.map(ending => `${directory}${name}${ending}`),
  );
}

const readmePaths = inAll(['', '.github/', 'docs/', 'doc/'], 'readme', [
  ...markups,
  '.org',
  '.txt',
  '',
]);
const runbookPaths = inAll(['docs/', '', 'doc/'], 'runbook');
const runbookDirectories = ['docs/runbooks/', 'doc/runbooks/', 'runbooks/'];
const architecturePaths = [
  ...inAll(['docs/', '', 'doc/'], 'architecture'),
  ...['overview', 'index', 'readme'].flatMap(name =>
    inAll(['docs/architecture/', 'doc/architecture/'], name),
  ),
];

const defaultGlobs = [
  'README.md',
  'readme.md',
  'RUNBOOK.md',
  'runbook.md',
  'docs/runbook.md',
  'ARCHITECTURE.md',
  'docs/architecture.md',
  ...['', 'docs/', 'doc/'].flatMap(directory =>
    ['md', 'MD', 'markdown', 'adoc', 'asciidoc', 'rst'].map(
      ending => `${directory}*.${ending}`,
    ),
  ),
  ...['', '.github/', 'docs/', 'doc/'].flatMap(directory =>
    ['README*', 'Readme*', 'readme*'].map(name => directory + name),
  ),
  ...runbookDirectories.flatMap(directory =>
    ['md', 'markdown', 'adoc', 'asciidoc', 'rst'].map(
      ending => `${directory}**/*.${ending}`,
    ),
  ),
  'docs/architecture/*',
  'doc/architecture/*',
];

/** The annotations that name documents. An http(s) URL is a link, which the catalog collector reads. */
export interface AnnotatedPaths {
  runbook?: string;
  architecture?: string;
}

/** The files of each sort, best guess first. */
export interface EntityDocuments {
  readme?: EntityFile;
  runbooks: EntityFile[];
  architecture?: EntityFile;
  /** Annotations that name nothing that is there, with the path as written. */
  missing: Array<{ annotation: string; path: string }>;
}

function readPath(entity: Entity, annotation: string): string | undefined {
  const text: unknown = entity.metadata.annotations?.[annotation];
  if (typeof text !== 'string' || /^https?:/i.test(text.trim())) {
    return undefined;
  }
  return (
    text
      .trim()
      .replace(/^(?:\.\/)+/, '')
      .replace(/\/+$/, '')
      .slice(0, 301) || undefined
  );
}

/** Reads the annotations that name documents. */
export function readAnnotatedPaths(entity: Entity): AnnotatedPaths {
  return {
    runbook: readPath(entity, readinessAnnotations.runbook),
    architecture: readPath(entity, readinessAnnotations.architecture),
  };
}

/**
 * The globs under which all documents of an entity are found. An annotated path may be a directory,
 * unless it leads out: then it is passed on alone, for the reader of files to refuse by its name.
 */
export function documentGlobs(annotated: AnnotatedPaths): string[] {
  const own = [annotated.runbook, annotated.architecture].flatMap(path => {
    if (path === undefined) {
      return [];
    }
    const single =
      isMarkupPath(path) || path.startsWith('/') || path.includes('..');
    return single
      ? [path]
      : [path, ...markups.map(ending => `${path}/*${ending}`)];
  });
  return [...new Set([...own, ...defaultGlobs])];
}

/** Is it one of the paths that this collector looks for, so that a problem with it is worth telling? */
export function isDocumentPath(
  path: string,
  annotated: AnnotatedPaths,
): boolean {
  const lower = path.toLowerCase();
  return (
    readmePaths.includes(lower) ||
    runbookPaths.includes(lower) ||
    architecturePaths.includes(lower) ||
    runbookDirectories.some(it => `${lower}/`.startsWith(it)) ||
    ['.', 'docs', 'doc'].includes(lower) ||
    [annotated.runbook, annotated.architecture].some(
      named => named !== undefined && `${path}/`.startsWith(`${named}/`),
    )
  );
}

/** A document of which an entity has one, or the best of several. */
export type DocumentSort = 'readme' | 'runbook' | 'architecture';

/**
 * Which documents may be there although none was read, in order.
 *
 * @param options.missed - paths that could not be listed or read; `.` or a directory where what is in it is not known
 */
export function mayBeThere(options: {
  missed: readonly string[];
  annotated: AnnotatedPaths;
}): DocumentSort[] {
  const missed = options.missed.map(path => path.toLowerCase());
  // A path that leads out is refused, not missed.
  const own = (path: string | undefined) =>
    path && !path.startsWith('/') && !path.includes('..') ? [path] : [];
  const sorts: Array<[DocumentSort, string[]]> = [
    ['readme', readmePaths],
    [
      'runbook',
      [
        ...runbookPaths,
        ...runbookDirectories,
        ...own(options.annotated.runbook),
      ],
    ],
    [
      'architecture',
      [...architecturePaths, ...own(options.annotated.architecture)],
    ],
  ];
  return sorts
    .filter(([, places]) =>
      places.some(place =>
        missed.some(
          path =>
            path === '.' ||
            path === place.toLowerCase() ||
            place.toLowerCase().startsWith(`${path}/`) ||
            (place.endsWith('/') && path.startsWith(place)) ||
            path.startsWith(`${place.toLowerCase()}/`),
        ),
      ),
    )
    .map(([sort]) => sort);
}

/** Templates that lie beside the runbooks are none. */
function isTemplate(path: string): boolean {
  return /(?:^|\/)(?:_[^/]*|template\.[a-z]+)$/i.test(path);
}

function annotatedFiles(files: EntityFile[], path: string): EntityFile[] {
  const exact = files.filter(file => file.path === path);
  return exact.length > 0
    ? exact
    : files.filter(
        file =>
          file.path.startsWith(`${path}/`) &&
          isMarkupPath(file.path) &&
          !isTemplate(file.path),
      );
}

function atDefault(files: EntityFile[], paths: string[]): EntityFile[] {
  return paths.flatMap(path =>
    files.filter(file => file.path.toLowerCase() === path),
  );
}

/**
 * Sorts files into documents.
 *
 * @param files - of a listing by {@link documentGlobs}
 */
export function entityDocuments(
  files: EntityFile[],
  annotated: AnnotatedPaths,
): EntityDocuments {
  const missing: EntityDocuments['missing'] = [];
  const own = (sort: 'runbook' | 'architecture'): EntityFile[] => {
    const path = annotated[sort];
    if (path === undefined) {
      return [];
    }
    const found = annotatedFiles(files, path);
    if (found.length === 0) {
      missing.push({ annotation: readinessAnnotations[sort], path });
    }
    return found;
  };
  const ownRunbooks = own('runbook');
  const runbooks = [
    ...atDefault(files, runbookPaths),
    ...files.filter(
      file =>
        runbookDirectories.some(directory =>
          file.path.toLowerCase().startsWith(directory),
        ) &&
        isMarkupPath(file.path) &&
        !isTemplate(file.path),
    ),
  ];
  return {
    readme: atDefault(files, readmePaths)[0],
    runbooks: ownRunbooks.length > 0 ? ownRunbooks : runbooks,
    architecture: [
      ...own('architecture'),
      ...atDefault(files, architecturePaths),
    ][0],
    missing,
  };
}
