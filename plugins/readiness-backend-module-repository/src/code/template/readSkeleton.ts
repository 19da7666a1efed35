import { Entity } from '@backstage/catalog-model';
import { JsonObject, JsonValue } from '@backstage/types';
import {
  EntityFiles,
  RequestBudget,
} from '@team-readiness/backstage-plugin-readiness-node';
import { segmentMatches } from '@team-readiness/backstage-plugin-readiness-common';

/**
 * Which files a Scaffolder template makes, by the skeletons of its steps.
 *
 * Steps `fetch:template` and `fetch:plain` with a directory beside the Template are read. Steps with `if` or
 * `each`, and names that a condition decides on, may make a file or not, and are left out. What is put into a name
 * (`${{ values.name }}`) stands for any characters.
 */

const maxSkeletons = 20;
const maxFiles = 2_000;
const fetchActions = new Set<unknown>(['fetch:template', 'fetch:plain']);
/** An action that gives files other names or takes them away: then nothing can be told. */
const rearranging = new Set<unknown>(['fs:delete', 'fs:rename']);

interface Skeleton {
  /** Relative to the Template's directory, without slashes at its ends; empty for the directory itself. */
  directory: string;
  /** Where its files go, relative to the workspace; empty for the workspace itself. */
  target: string;
  /** End of names that is taken away; empty for none. */
  extension: string;
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A plain path below a directory; undefined for one that leads out or is worked out. */
function plainPath(value: JsonValue | undefined): string | undefined {
  const text = value === undefined ? '.' : value;
  if (typeof text !== 'string' || text.length > 300 || /[\\{}:*?]/.test(text)) {
    return undefined;
  }
  const names = text.split('/').filter(name => name !== '' && name !== '.');
  return names.includes('..') ? undefined : names.join('/');
}

function extensionOf(value: JsonValue | undefined): string {
  if (value === true) {
    return '.njk';
  }
  return typeof value === 'string' && /^\.?\w{1,20}$/.test(value)
    ? `.${value.replace(/^\./, '')}`
    : '';
}

/** The skeletons that every run of the template fetches; undefined where that cannot be told. */
function skeletonsOf(template: Entity): Skeleton[] | undefined {
  const declared = template.spec?.steps;
  const steps = Array.isArray(declared)
    ? declared.filter(isObject).slice(0, 200)
    : [];
  if (steps.some(({ action }) => rearranging.has(action))) {
    return undefined;
  }
  const fetched = steps.filter(
    step =>
      fetchActions.has(step.action) &&
      step.if === undefined &&
      step.each === undefined,
  );
  const skeletons = fetched.map(step => {
    const input = isObject(step.input) ? step.input : {};
    const directory =
      typeof input.url === 'string' ? plainPath(input.url) : undefined;
    const target = plainPath(input.targetPath);
    return directory === undefined || target === undefined
      ? undefined
      : {
          directory,
          target,
          extension: extensionOf(input.templateFileExtension),
        };
  });
  const known = skeletons.flatMap(it => it ?? []);
  return known.length > 0 && known.length === fetched.length
    ? known.slice(0, maxSkeletons)
    : undefined;
}

/** A path with what is put into it as `*`; undefined where a condition decides on it. */
function nameOf(path: string, extension: string): string | undefined {
  if (/\{%|\bif\b[^}]*\}\}/.test(path)) {
    return undefined;
  }
  const plain = path.replace(/\$?\{\{[^{}]{0,200}\}\}/g, '*');
  return extension && plain.endsWith(extension)
    ? plain.slice(0, -extension.length)
    : plain;
}

/**
 * The files that a template makes, as paths in which `*` stands for any characters of a name.
 *
 * @returns undefined where its skeletons cannot be read
 * @throws as EntityFiles.list
 */
export async function readSkeleton(
  files: EntityFiles,
  template: Entity,
  options: { signal: AbortSignal; budget?: RequestBudget },
): Promise<string[] | undefined> {
  const skeletons = skeletonsOf(template);
  if (!skeletons) {
    return undefined;
  }
  const listing = await files.list({
    ...options,
    entity: template,
    globs: skeletons.map(({ directory }) =>
      directory ? `${directory}/**` : '**',
    ),
  });
  if (!listing || listing.problems.some(it => it.name === '.')) {
    return undefined;
  }
  const made = skeletons.flatMap(({ directory, target, extension }) =>
    listing.files.flatMap(({ path }) => {
      const prefix = directory ? `${directory}/` : '';
      const inside = path.startsWith(prefix)
        ? nameOf(path.slice(prefix.length), extension)
        : undefined;
      return inside === undefined
        ? []
        : [target ? `${target}/${inside}` : inside];
    }),
  );
  return made.length > 0 && made.length <= maxFiles
    ? [...new Set(made)].sort()
    : undefined;
}

/**
 * How many of the files that a template makes are there.
 *
 * @param made - of {@link readSkeleton}
 * @param paths - in the directory of the entity
 * @returns per cent, to one decimal
 */
export function keptOf(
  made: readonly string[],
  paths: readonly string[],
): number {
  const exact = new Set(paths);
  const byDepth = new Map<number, string[][]>();
  for (const path of paths) {
    const names = path.split('/');
    const same = byDepth.get(names.length) ?? [];
    same.push(names);
    byDepth.set(names.length, same);
  }
  const isThere = (pattern: string) => {
    const segments = pattern.split('/');
    return (byDepth.get(segments.length) ?? []).some(names =>
      names.every((name, index) => segmentMatches(segments[index], name)),
    );
  };
  const kept = made.filter(path =>
    path.includes('*') ? isThere(path) : exact.has(path),
  );
  return Math.round((kept.length * 1_000) / made.length) / 10;
}
