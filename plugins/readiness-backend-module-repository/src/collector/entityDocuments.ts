import { Entity } from '@backstage/catalog-model';
import { readinessAnnotations } from '@team-readiness/backstage-plugin-readiness-common';
import { EntityFile } from '@team-readiness/backstage-plugin-readiness-node';

/**
 * Which files are an entity's README, runbooks and architecture overview.
 *
 * Default paths are compared without regard to case; annotated ones as they are written. Paths
 * without wildcards come first, because some hosts can answer for those alone.
 */

const readmePath = 'readme.md';
const runbookPaths = ['docs/runbook.md', 'runbook.md'];
const runbookDirectory = 'docs/runbooks/';
const architecturePaths = ['docs/architecture.md', 'architecture.md'];

const defaultGlobs = [
  'README.md',
  'readme.md',
  'RUNBOOK.md',
  'runbook.md',
  'docs/runbook.md',
  'ARCHITECTURE.md',
  'docs/architecture.md',
  '*.md',
  '*.MD',
  'docs/*.md',
  'docs/*.MD',
  'docs/runbooks/**/*.md',
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
      /\.md$/i.test(path) || path.startsWith('/') || path.includes('..');
    return single ? [path] : [path, `${path}/*.md`];
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
    lower === readmePath ||
    runbookPaths.includes(lower) ||
    architecturePaths.includes(lower) ||
    `${lower}/`.startsWith(runbookDirectory) ||
    ['.', 'docs'].includes(lower) ||
    [annotated.runbook, annotated.architecture].some(
      named => named !== undefined && `${path}/`.startsWith(`${named}/`),
    )
  );
}

/** Templates that lie beside the runbooks are none. */
function isTemplate(path: string): boolean {
  return /(?:^|\/)(?:_[^/]*|template\.md)$/i.test(path);
}

function annotatedFiles(files: EntityFile[], path: string): EntityFile[] {
  const exact = files.filter(file => file.path === path);
  return exact.length > 0
    ? exact
    : files.filter(
        file =>
          file.path.startsWith(`${path}/`) &&
          /\.md$/i.test(file.path) &&
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
        file.path.toLowerCase().startsWith(runbookDirectory) &&
        /\.md$/i.test(file.path) &&
        !isTemplate(file.path),
    ),
  ];
  return {
    readme: atDefault(files, [readmePath])[0],
    runbooks: ownRunbooks.length > 0 ? ownRunbooks : runbooks,
    architecture: [
      ...own('architecture'),
      ...atDefault(files, architecturePaths),
    ][0],
    missing,
  };
}
