import {
  Entity,
  parseEntityRef,
  RELATION_MEMBER_OF,
  RELATION_OWNED_BY,
} from '@backstage/catalog-model';
import { KnownEntities } from '../code';

/** The refs at the other end of an entity's relations of one type, in lower case. */
function relationsOf(entity: Entity, type: string): string[] {
  return (entity.relations ?? [])
    .filter(relation => relation.type === type)
    .map(relation => relation.targetRef.toLowerCase());
}

/**
 * Tells whether a document was reviewed by somebody from outside of the owning team: a team that is no
 * owner, or a person who is neither an owner nor a direct member of one. Only who is in the catalog can
 * be told; a made-up name is nobody.
 *
 * @public
 */
export class OutsideReviewers {
  readonly #entities: KnownEntities;

  constructor(options: { entities: KnownEntities }) {
    this.#entities = options.entities;
  }

  /**
   * @param entity - with its relations
   * @param reviewers - whole entity refs in lower case
   * @returns true for at least one from outside, false where all are from inside or there is none, null
   *   where the catalog does not know one who might be from outside, or no owner
   * @throws if the catalog cannot be reached
   */
  async areOutside(
    entity: Entity,
    reviewers: readonly string[],
  ): Promise<boolean | null> {
    const owners = new Set(relationsOf(entity, RELATION_OWNED_BY));
    const others = reviewers.filter(ref => !owners.has(ref));
    if (others.length === 0) {
      return false;
    }
    if (owners.size === 0) {
      return null;
    }
    const known = await this.#entities.get(others);
    const answers = others.map(ref => {
      const found = known.get(ref);
      if (!found || !['user', 'group'].includes(parseEntityRef(ref).kind)) {
        return null;
      }
      return !relationsOf(found, RELATION_MEMBER_OF).some(group =>
        owners.has(group),
      );
    });
    return answers.includes(true) || (answers.includes(null) ? null : false);
  }
}
