import { JsonObject, JsonValue } from '@backstage/types';
import { plainName, plainRef, sourceAddress } from '../sources/sourceAddress';

/** A pipeline, or job, of another repository that a pipeline uses. */
export interface SharedTemplate {
  /** Where it is, without its ref. */
  source: string;
  /** Tag, branch or commit; null where none is given. */
  ref: string | null;
}

/** Finds the shared templates in one document of a pipeline. */
export type ReadTemplates = (document: JsonObject) => SharedTemplate[];

/** The value as an object, or an empty one. */
export function objectOf(value: JsonValue | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? value
    : {};
}

/** The value as a list: what is no list is one of itself. */
export function listOf(value: JsonValue | undefined): JsonValue[] {
  if (value === undefined || value === null) {
    return [];
  }
  return Array.isArray(value) ? value : [value];
}

/** A part of the name of a template: of a URL its address, without user, password and query. */
function partOf(value: unknown): string | undefined {
  const name = plainName(value);
  const plain = name?.includes('://') ? sourceAddress(name) : name;
  return plain?.replace(/^(?:\.?\/)+|\/+$/g, '') || undefined;
}

/** A template with these parts; none where one of them cannot be shown. */
export function template(
  parts: readonly unknown[],
  ref: unknown,
): SharedTemplate[] {
  const names = parts.map(partOf);
  return names.every(name => name !== undefined)
    ? [{ source: names.join('/'), ref: plainRef(ref) }]
    : [];
}

/** Splits `name@ref` at its last sign; the one behind the user of a URL is none. */
export function splitRef(text: string): [string, string | undefined] {
  const host = /^[a-z][a-z0-9+.-]{0,20}:\/\/[^/]*/i.exec(text)?.[0].length ?? 0;
  const at = text.lastIndexOf('@');
  return at > 0 && at >= host
    ? [text.slice(0, at), text.slice(at + 1)]
    : [text, undefined];
}
