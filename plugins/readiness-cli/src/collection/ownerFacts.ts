import { OwnerFact } from '@team-readiness/backstage-plugin-readiness-common';
import {
  OwnerProfile,
  toOwnerFact,
  toOwnerProfile,
} from '@team-readiness/backstage-plugin-readiness-engine';
import { LocalEntity } from './readEntities';

/**
 * The owner facts of entities, as far as files tell who the owners are.
 *
 * An owner that is in none of the files may well be in the catalog: what it owns
 * has no owner fact then, which is unknown and neither good nor bad. The same
 * holds for an entity that declares no owner at all only in that nobody else can
 * say so: it has a fact without owners.
 *
 * @param known - all entities of the files, Groups and Users among them
 * @returns by ref of the entity
 */
export function ownerFacts(
  known: readonly LocalEntity[],
): Map<string, OwnerFact> {
  const usersKnown = known.some(
    ({ observation }) => observation.summary.kind === 'user',
  );
  const profiles = new Map<string, OwnerProfile>();
  for (const { ref, observation } of known) {
    const { kind, type } = observation.summary;
    const members = observation.relations.filter(
      relation => relation.type === 'hasMember',
    ).length;
    const owner = { ref, kind, type, members, fact: observation.fact };
    profiles.set(ref, toOwnerProfile(owner, { usersKnown }));
  }
  return new Map(
    known.flatMap(({ ref, observation }) => {
      const { owners } = observation;
      return owners.every(owner => profiles.has(owner))
        ? [[ref, toOwnerFact(owners, profiles)] as const]
        : [];
    }),
  );
}
