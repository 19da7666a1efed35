import { Entity } from '@backstage/catalog-model';
import { JsonObject, JsonValue } from '@backstage/types';
import { readinessAnnotations } from '@team-readiness/backstage-plugin-readiness-common';
import {
  EntityFile,
  readDirectoryAnnotation,
  readYamlDocuments,
} from '@team-readiness/backstage-plugin-readiness-node';
import { CodeReading } from '../collector';

/** A Kubernetes object of a manifest. */
export interface ManifestObject {
  group: string;
  kind: string;
  name: string;
  data: JsonObject;
  path: string;
}

const maxFiles = 500;
const maxObjects = 2_000;
const directories = ['deploy', 'k8s', 'manifests'];
const manifest = /\.(?:ya?ml|json)$/i;

/** The value at a path of keys, or undefined. */
export function valueAt(
  value: JsonValue | undefined,
  ...keys: readonly string[]
): JsonValue | undefined {
  return keys.reduce<JsonValue | undefined>(
    (at, key) =>
      typeof at === 'object' &&
      at !== null &&
      !Array.isArray(at) &&
      Object.hasOwn(at, key)
        ? at[key]
        : undefined,
    value,
  );
}

/** The value, if it is a text; else an empty one. What is an object must not be asked to become a text. */
export function textOf(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : '';
}

/** The objects in a list; none where it is no list. */
export function objectsAt(
  value: JsonValue | undefined,
  ...keys: readonly string[]
): JsonObject[] {
  const found = valueAt(value, ...keys);
  return (Array.isArray(found) ? found : []).filter(
    (it): it is JsonObject =>
      typeof it === 'object' && it !== null && !Array.isArray(it),
  );
}

/** The globs of manifests of an entity, by the default directories and its annotation. */
export function manifestGlobs(entity: Entity): string[] {
  return [
    ...directories.map(it => `${it}/**`),
    ...readDirectoryAnnotation(entity, readinessAnnotations.manifests).globs,
  ];
}

function isManifest(path: string, annotated: readonly string[]): boolean {
  const [first] = path.split('/');
  return (
    manifest.test(path) &&
    (directories.includes(first) ||
      annotated.some(glob => path.startsWith(glob.slice(0, -2))))
  );
}

/**
 * Reads the Kubernetes objects among the files of a listing. What is a template, and what is none, is passed over: the
 * collector of manifests tells of what cannot be read.
 *
 * @throws if the source cannot be reached
 */
export async function readObjects(
  reading: CodeReading,
  files: readonly EntityFile[],
): Promise<ManifestObject[]> {
  const annotated = readDirectoryAnnotation(
    reading.entity,
    readinessAnnotations.manifests,
  ).globs;
  const objects: ManifestObject[] = [];
  const add = (data: JsonValue, path: string, depth: number) => {
    const apiVersion = valueAt(data, 'apiVersion');
    const kind = valueAt(data, 'kind');
    if (typeof apiVersion !== 'string' || typeof kind !== 'string') {
      return;
    }
    if (kind.endsWith('List') && depth < 2) {
      objectsAt(data, 'items').forEach(it => add(it, path, depth + 1));
      return;
    }
    const name = valueAt(data, 'metadata', 'name');
    objects.push({
      group: apiVersion.includes('/') ? apiVersion.split('/')[0] : '',
      kind,
      name: typeof name === 'string' ? name : '',
      data: data as JsonObject,
      path,
    });
  };
  const manifests = files.filter(({ path }) => isManifest(path, annotated));
  for (const file of manifests.slice(0, maxFiles)) {
    const text = await reading.text(file);
    for (const { data } of readYamlDocuments(text ?? '').documents) {
      if (objects.length < maxObjects) {
        add(data, file.path, 0);
      }
    }
  }
  return objects;
}

/** The template of an object's pods, or undefined for one without. */
export function podTemplate({
  kind,
  data,
}: ManifestObject): JsonValue | undefined {
  switch (kind) {
    case 'Pod':
      return data;
    case 'CronJob':
      return valueAt(data, 'spec', 'jobTemplate', 'spec', 'template');
    default:
      return valueAt(data, 'spec', 'template');
  }
}

/** The containers of an object, those that begin before the others among them. */
export function containersOf(object: ManifestObject): JsonObject[] {
  const spec = valueAt(podTemplate(object), 'spec');
  return [
    ...objectsAt(spec, 'containers'),
    ...objectsAt(spec, 'initContainers'),
  ];
}
