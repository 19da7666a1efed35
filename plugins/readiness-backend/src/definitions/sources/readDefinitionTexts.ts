/**
 * Where scorecard documents come from: the built-in ones that are on, and files.
 *
 * Names that people see are short and never absolute: the last directory of a pattern that holds
 * no wildcard, and what follows (`scorecards/shop.yaml`).
 */
import { ScorecardSource } from '@team-readiness/backstage-plugin-readiness-engine';
import { readYamlDocuments } from '@team-readiness/backstage-plugin-readiness-node';
import { glob, stat, readFile } from 'fs/promises';
import path from 'path';
import { DefinitionsConfig } from '../config';

/** The largest document file, in bytes. */
export const maxDefinitionBytes = 1_048_576;
/** The most files that one pattern may match. */
export const maxDefinitionFiles = 500;

/** Something that could not be read. */
export interface UnreadSource {
  /** A file, or a directory if it ends with a slash: everything in it. */
  source: string;
  message: string;
}

/** What was read. */
export interface DefinitionTexts {
  builtIn: ScorecardSource[];
  own: ScorecardSource[];
  unread: UnreadSource[];
  /** Names of scorecards in the order of pages: built-in ones as configured, then as they come. */
  names: string[];
  /** Sources that speak of a scorecard, by its name; a complete document and its extensions. */
  sourcesByName: ReadonlyMap<string, readonly string[]>;
}

/**
 * Reads all documents. Never throws: what cannot be read is in `unread`.
 *
 * @param config - What is on, and where files are.
 * @param builtInScorecards - Reads those that ship with the product.
 */
export async function readDefinitionTexts(
  config: DefinitionsConfig,
  builtInScorecards: () => Promise<ScorecardSource[]>,
): Promise<DefinitionTexts> {
  const unread: UnreadSource[] = [];
  const builtIn = await readBuiltIn(config.builtIn, builtInScorecards, unread);
  const own = new Map<string, ScorecardSource>();
  for (const pattern of config.files) {
    for (const source of await readPattern(pattern, unread)) {
      own.set(source.source, source);
    }
  }
  const sourcesByName = new Map<string, string[]>();
  for (const source of [...builtIn, ...own.values()]) {
    for (const name of declaredNames(source.text)) {
      const sources = sourcesByName.get(name) ?? [];
      sourcesByName.set(name, [...sources, source.source]);
    }
  }
  return {
    builtIn,
    own: [...own.values()],
    unread,
    names: [...sourcesByName.keys()],
    sourcesByName,
  };
}

async function readBuiltIn(
  names: readonly string[],
  builtInScorecards: () => Promise<ScorecardSource[]>,
  unread: UnreadSource[],
): Promise<ScorecardSource[]> {
  if (!names.length) {
    return [];
  }
  let shipped: ScorecardSource[] = [];
  try {
    shipped = await builtInScorecards();
  } catch {
    unread.push({
      source: 'readiness-standards/',
      message: 'The built-in scorecards cannot be read.',
    });
    return [];
  }
  return names.flatMap(name => {
    const source = shipped.find(({ text }) =>
      declaredNames(text).includes(name),
    );
    if (!source) {
      unread.push({
        source: 'readiness.definitions.builtIn',
        message: `There is no built-in scorecard '${name}'.`,
      });
    }
    return source ?? [];
  });
}

async function readPattern(
  pattern: string,
  unread: UnreadSource[],
): Promise<ScorecardSource[]> {
  const base = fixedDirectory(pattern);
  const label = (file: string) =>
    [path.basename(base), path.relative(base, file)]
      .filter(Boolean)
      .join('/')
      .split(path.sep)
      .join('/');
  const isGlob = hasWildcard(pattern);
  const files: string[] = [];
  try {
    if (isGlob) {
      for await (const file of glob(pattern)) {
        files.push(path.resolve(file));
        if (files.length > maxDefinitionFiles) {
          break;
        }
      }
    } else {
      files.push(path.resolve(pattern));
    }
  } catch {
    files.length = 0;
  }
  files.sort();
  if (!files.length) {
    unread.push({
      source: `${path.basename(base)}/`,
      message: 'No file matches the configured pattern.',
    });
  }
  if (files.length > maxDefinitionFiles) {
    unread.push({
      source: `${path.basename(base)}/`,
      message: `The pattern matches more than ${maxDefinitionFiles} files; the rest is left out.`,
    });
    files.length = maxDefinitionFiles;
  }
  const sources: ScorecardSource[] = [];
  for (const file of files) {
    const source = label(file);
    try {
      sources.push({ source, text: await readBounded(file) });
    } catch (error) {
      unread.push({ source, message: reason(error) });
    }
  }
  return sources;
}

async function readBounded(file: string): Promise<string> {
  const { size } = await stat(file);
  if (size > maxDefinitionBytes) {
    throw new RangeError(`The file has more than ${maxDefinitionBytes} bytes.`);
  }
  return await readFile(file, 'utf8');
}

// Messages of the file system hold absolute paths; its codes do not.
function reason(error: unknown): string {
  if (error instanceof RangeError) {
    return error.message;
  }
  switch ((error as { code?: unknown }).code) {
    case 'ENOENT':
      return 'There is no such file.';
    case 'EACCES':
    case 'EPERM':
      return 'The file may not be read.';
    case 'EISDIR':
      return 'This is a directory; add /*.yaml to read what is in it.';
    default:
      return 'The file cannot be read.';
  }
}

function hasWildcard(pattern: string): boolean {
  return /[*?[\]{}]/.test(pattern);
}

function fixedDirectory(pattern: string): string {
  const segments = path.resolve(pattern).split(path.sep);
  const wild = segments.findIndex(hasWildcard);
  return segments.slice(0, wild === -1 ? -1 : wild).join(path.sep) || path.sep;
}

function declaredNames(text: string): string[] {
  return readYamlDocuments(text).documents.flatMap(({ data }) => {
    const metadata = isObject(data) ? data.metadata : undefined;
    const name = isObject(metadata) ? metadata.name : undefined;
    return typeof name === 'string' ? [name] : [];
  });
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
