import { Entity, RELATION_OWNER_OF } from '@backstage/catalog-model';

/** Most entities of a Group that are looked at. */
const maxOwned = 200;

/**
 * What a Group owns that may have documents of its own: Components and Resources.
 *
 * @param group - with its relations
 * @returns whole entity refs in lower case, sorted, at most 200
 */
export function ownedRefs(group: Entity): string[] {
  const refs = (group.relations ?? [])
    .filter(({ type }) => type === RELATION_OWNER_OF)
    .map(({ targetRef }) => targetRef.toLowerCase())
    .filter(ref => /^(?:component|resource):/.test(ref));
  return [...new Set(refs)].sort().slice(0, maxOwned);
}
