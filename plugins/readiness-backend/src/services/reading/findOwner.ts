import { NotFoundError } from '@backstage/errors';
import { Knex } from 'knex';
import {
  OwnerFilter,
  OwnersFilter,
  readVisibleEntity,
} from '../../database/operations/reading';
import { ReadingScope } from '../../permissions';
import { EntityVisibility } from '../../database/operations/visibility';
import { readEntityRef } from './entityRefs';

/** For entities without an owner, or with one that does not exist. */
export const unowned = 'unowned' as const;

/**
 * Turns an owner of a query into a filter: a group with its child groups, any
 * other entity alone. One statement, or none for `unowned`.
 *
 * @param parameter - its name, for messages
 * @throws InputError for a text that is no entity ref
 * @throws NotFoundError for an owner that is not there or that the reader may not see
 */
export async function findOwner(
  knex: Knex,
  options: { parameter: string; text: string; visibility: EntityVisibility },
): Promise<OwnerFilter> {
  const ref = readEntityRef(options.parameter, options.text);
  const entity = await readVisibleEntity(knex, {
    ref,
    visibility: options.visibility,
  });
  if (!entity) {
    throw new NotFoundError(`There is no such ${options.parameter}`);
  }
  return { kind: entity.kind === 'group' ? 'team' : 'owner', ref };
}

/** For what the reader owns, with child teams. */
const mine = 'mine';

/**
 * The owners by whom a list is filtered: one that {@link findOwner} finds, nobody, or the reader.
 *
 * @param text - of the query; undefined: no filter
 * @throws as `findOwner`
 */
export async function findOwners(
  knex: Knex,
  options: { text: string | undefined; scope: ReadingScope },
): Promise<OwnersFilter | undefined> {
  const { text, scope } = options;
  return text === mine
    ? { kind: 'any', refs: scope.ownershipRefs }
    : findOwnerOrUnowned(knex, { text, visibility: scope.visibility });
}

/**
 * The owner by whom a list is filtered: one that {@link findOwner} finds, or nobody.
 *
 * @param text - of the query; undefined: no filter
 * @throws as `findOwner`
 */
export async function findOwnerOrUnowned(
  knex: Knex,
  options: { text: string | undefined; visibility: EntityVisibility },
): Promise<OwnerFilter | undefined> {
  const { text, visibility } = options;
  if (text === undefined) {
    return undefined;
  }
  return text === unowned
    ? { kind: unowned }
    : findOwner(knex, { parameter: 'owner', text, visibility });
}
