/**
 * Cuts an entity to what is stored as a fact.
 *
 * What comes out has the types of the entity model, whatever went in: texts where texts belong,
 * http(s) links only, no prototype keys. Large values of `spec` (API definitions, template steps)
 * are replaced by a digest, so that a change of them is still a change. Left out, since they
 * change without the entity changing: `metadata.uid`, `etag`, `generation`, and `status`. At most
 * 64 KB of JSON without relations.
 */
import { Entity, EntityLink } from '@backstage/catalog-model';
import { JsonObject, JsonValue } from '@backstage/types';
import { sha256 as ownSha256 } from '../definition/sha256';
import { boundedJson, isPlainObject } from './boundedJson';
import { EntityIdentity } from './entityRefs';
import { httpLink } from './httpLink';

/** The most characters of an entity's JSON, without relations. */
export const maxEntityLength = 65_536;
/** A value of `spec` with more characters of JSON than this is kept as a digest. */
export const maxSpecValueLength = 4_096;

type Sha256 = (text: string) => string;

const maxTextLength = 4_096;
const volatileMetadata = new Set(['uid', 'etag', 'generation']);
const jsonBounds = { depth: 15, nodes: 5_000, text: maxTextLength };

/**
 * Cuts an entity.
 *
 * @param input - An object with the identity given.
 * @param identity - Of the same entity.
 * @param options - `sha256`: hex digest of a text; default is the one of this package.
 * @returns `entity` without relations, and one sentence per thing that was left out.
 */
export function boundedEntity(
  input: Record<string, unknown>,
  identity: EntityIdentity,
  { sha256 = ownSha256 }: { sha256?: Sha256 } = {},
): { entity: Entity; leftOut: string[] } {
  const leftOut: string[] = [];
  const metadata = isPlainObject(input.metadata) ? input.metadata : {};
  const entity: Entity = {
    apiVersion: readText(input.apiVersion, 300) ?? '',
    kind: readText(input.kind, 63) ?? identity.kind,
    metadata: {
      ...readOtherMetadata(metadata, leftOut),
      ...readMetadata(metadata, leftOut),
      name: identity.name,
      namespace: identity.namespace,
    },
    spec: readSpec(input.spec, maxSpecValueLength, leftOut, sha256),
  };
  if (JSON.stringify(entity).length <= maxEntityLength) {
    return { entity, leftOut };
  }
  leftOut.push(
    `The entity is larger than ${maxEntityLength} characters; its large values are not read.`,
  );
  const reduced: Entity = {
    ...entity,
    metadata: {
      name: identity.name,
      namespace: identity.namespace,
      title: entity.metadata.title,
      annotations: shortEntries(entity.metadata.annotations),
      labels: shortEntries(entity.metadata.labels),
      tags: entity.metadata.tags?.slice(0, 50),
      links: entity.metadata.links?.slice(0, 20),
    },
    spec: readSpec(input.spec, 256, [], sha256),
  };
  if (JSON.stringify(reduced).length <= maxEntityLength) {
    return { entity: reduced, leftOut };
  }
  return {
    entity: {
      apiVersion: entity.apiVersion,
      kind: entity.kind,
      metadata: { name: identity.name, namespace: identity.namespace },
      spec: shortEntries(entity.spec, ['type', 'lifecycle', 'owner', 'system']),
    },
    leftOut,
  };
}

function readMetadata(
  metadata: Record<string, unknown>,
  leftOut: string[],
): Partial<Entity['metadata']> {
  const known: Partial<Entity['metadata']> = {};
  for (const key of ['title', 'description'] as const) {
    const value = metadata[key];
    if (value !== undefined) {
      const text = readText(value, key === 'title' ? 300 : maxTextLength);
      if (text === undefined) {
        leftOut.push(`metadata.${key} is not a text.`);
      } else {
        known[key] = text;
      }
    }
  }
  for (const key of ['annotations', 'labels'] as const) {
    if (metadata[key] !== undefined) {
      known[key] = readTexts(metadata[key], `metadata.${key}`, leftOut);
    }
  }
  if (metadata.tags !== undefined) {
    known.tags = readArray(metadata.tags, 'metadata.tags', leftOut, item =>
      readText(item, 100),
    );
  }
  if (metadata.links !== undefined) {
    known.links = readArray(
      metadata.links,
      'metadata.links',
      leftOut,
      readLink,
    );
  }
  return known;
}

function readOtherMetadata(
  metadata: Record<string, unknown>,
  leftOut: string[],
): JsonObject {
  const known = new Set(
    'name namespace title description annotations labels tags links'.split(' '),
  );
  const others = Object.fromEntries(
    Object.entries(metadata).filter(
      ([key]) => !known.has(key) && !volatileMetadata.has(key),
    ),
  );
  const { value, complete } = boundedJson(others, jsonBounds);
  if (!complete) {
    leftOut.push('Some of metadata is too large or not allowed.');
  }
  return isPlainObject(value) ? (value as JsonObject) : {};
}

function readSpec(
  spec: unknown,
  maxValueLength: number,
  leftOut: string[],
  sha256: Sha256,
): JsonObject {
  if (spec === undefined) {
    return {};
  }
  if (!isPlainObject(spec)) {
    leftOut.push('spec is not an object.');
    return {};
  }
  const to: JsonObject = {};
  for (const [key, value] of Object.entries(spec).slice(0, 200)) {
    const json = safeJson(value);
    if (json === undefined) {
      if (value !== undefined) {
        leftOut.push(`spec.${key.slice(0, 63)} is nested too deeply.`);
      }
    } else if (json.length > maxValueLength) {
      const copied = boundedJson({ [key]: digest(json, sha256) }, jsonBounds);
      Object.assign(to, copied.value);
    } else {
      const copied = boundedJson({ [key]: value }, jsonBounds);
      if (!copied.complete) {
        leftOut.push(`Some of spec.${key.slice(0, 63)} is not allowed.`);
      }
      Object.assign(to, copied.value);
    }
  }
  return to;
}

/** A large value: a text of which a change shows, with its size for people. */
function digest(json: string, sha256: Sha256): string {
  return `sha256:${sha256(json)} (${json.length} characters)`;
}

function safeJson(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    // Nested so deeply that the stack ends, or with a cycle.
    return undefined;
  }
}

function readText(value: unknown, length: number): string | undefined {
  if (typeof value !== 'string') {
    return undefined;
  }
  const copied = boundedJson(value, { ...jsonBounds, text: length }).value;
  return typeof copied === 'string' ? copied : undefined;
}

function readTexts(
  value: unknown,
  place: string,
  leftOut: string[],
): Record<string, string> {
  if (!isPlainObject(value)) {
    leftOut.push(`${place} is not an object.`);
    return {};
  }
  const to: Record<string, string> = {};
  for (const [key, item] of Object.entries(value).slice(0, 300)) {
    const named = `${place}.${key.slice(0, 100)}`;
    if (typeof item !== 'string') {
      leftOut.push(`${named} is not a text.`);
    } else if (item.length > maxTextLength) {
      leftOut.push(`${named} has more than ${maxTextLength} characters.`);
    } else {
      Object.assign(to, boundedJson({ [key]: item }, jsonBounds).value);
    }
  }
  return to;
}

function readArray<T>(
  value: unknown,
  place: string,
  leftOut: string[],
  read: (item: unknown) => T | undefined,
): T[] {
  if (!Array.isArray(value)) {
    leftOut.push(`${place} is not a list.`);
    return [];
  }
  const items = value.slice(0, 200).map(read);
  if (items.includes(undefined)) {
    leftOut.push(`Some of ${place} is not of the expected form.`);
  }
  return items.flatMap(item => (item === undefined ? [] : [item]));
}

function readLink(value: unknown): EntityLink | undefined {
  const url = isPlainObject(value) ? httpLink(value.url) : undefined;
  if (!url || !isPlainObject(value)) {
    return undefined;
  }
  const link: EntityLink = { url };
  for (const key of ['title', 'icon', 'type'] as const) {
    const text = readText(value[key], 200);
    if (text !== undefined) {
      link[key] = text;
    }
  }
  return link;
}

function shortEntries<T extends JsonValue | undefined>(
  entries: Record<string, T> | undefined,
  keys?: readonly string[],
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(entries ?? {})
      .flatMap(([key, value]) =>
        typeof value === 'string' &&
        value.length <= 256 &&
        (!keys || keys.includes(key))
          ? [[key, value] as const]
          : [],
      )
      .slice(0, 60),
  );
}
