import {
  Entity,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { JsonObject } from '@backstage/types';
import {
  EntityHistory,
  readYamlDocuments,
} from '@team-readiness/backstage-plugin-readiness-node';
import { CodeReading } from '../collector';

/**
 * What the document of an entity said over time: from the versions of the file that it stands in.
 *
 * Versions that cannot be read are passed over. A file that was renamed begins anew, and so does an entity
 * that was.
 */

/** Characters of all versions that are read: a second or two at the worst. */
const maxCharacters = 4_000_000;

/** The document after one commit. */
export interface CatalogVersion {
  /** ISO 8601. */
  at: string;
  document: JsonObject;
}

/** The versions of one entity's document. */
export interface CatalogVersions {
  /** Newest first, without gaps: they end where the entity was not in the file. */
  versions: CatalogVersion[];
  /** Does the oldest one begin the document, or are older ones left out? */
  complete: boolean;
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The ref of a document, or undefined for what is none. */
function refOf(document: JsonObject): string | undefined {
  const { kind, metadata } = document;
  const { name, namespace } = isObject(metadata) ? metadata : {};
  return typeof kind === 'string' && typeof name === 'string'
    ? stringifyEntityRef({
        kind,
        namespace: typeof namespace === 'string' ? namespace : undefined,
        name,
      }).toLowerCase()
    : undefined;
}

/** The document of an entity in a file; undefined where it is not in it, null where that cannot be told. */
function documentIn(text: string, ref: string): JsonObject | null | undefined {
  const { documents, unreadable } = readYamlDocuments(text);
  const found = documents
    .map(({ data }) => data)
    .filter(isObject)
    .find(document => refOf(document) === ref);
  return found ?? (unreadable.length > 0 ? null : undefined);
}

/**
 * The refs that a document depends on, in lower case, sorted.
 *
 * @param document - of the entity
 * @param entity - gives the namespace of refs without one
 */
export function dependenciesIn(document: JsonObject, entity: Entity): string[] {
  const { spec } = document;
  const declared = isObject(spec) ? spec.dependsOn : undefined;
  const refs = (Array.isArray(declared) ? declared : []).flatMap(it => {
    try {
      const ref = parseEntityRef(typeof it === 'string' ? it : '', {
        defaultNamespace: entity.metadata.namespace ?? 'default',
      });
      return [stringifyEntityRef(ref).toLowerCase()];
    } catch {
      return [];
    }
  });
  return [...new Set(refs)].sort();
}

/** The lifecycle that a document declares, in lower case; null for none. */
export function lifecycleIn({ spec }: JsonObject): string | null {
  const lifecycle = isObject(spec) ? spec.lifecycle : undefined;
  return typeof lifecycle === 'string' ? lifecycle.trim().toLowerCase() : null;
}

/**
 * Reads the versions of an entity's document.
 *
 * @returns undefined where nothing tells the history
 * @throws as EntityHistory.catalogFileVersions
 */
export async function readCatalogVersions(
  history: EntityHistory,
  { entity, signal, budget, target }: CodeReading,
): Promise<CatalogVersions | undefined> {
  const found = await history.catalogFileVersions?.({ entity, signal, budget });
  if (!found) {
    return undefined;
  }
  const ref = target.entityRef.toLowerCase();
  const versions: CatalogVersion[] = [];
  let left = maxCharacters;
  for (const { at, text } of found.versions) {
    left -= text?.length ?? 0;
    if (left < 0) {
      return { versions, complete: false };
    }
    const document = text === null ? undefined : documentIn(text, ref);
    if (document) {
      versions.push({ at, document });
    } else if (document === undefined) {
      return { versions, complete: true };
    }
  }
  return { versions, complete: found.complete };
}
