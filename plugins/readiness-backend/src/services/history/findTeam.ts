import { InputError } from '@backstage/errors';
import { Knex } from 'knex';
import { EntityVisibility } from '../../database/operations/visibility';
import { findOwner, unowned } from '../reading/findOwner';

/**
 * The group of a query for a list of teams: those that are below it are wanted. One statement, or none.
 *
 * @param owner - ref of a group; undefined: all groups
 * @throws InputError for anything but a group
 * @throws NotFoundError for a group that is not there or that the reader may not see
 */
export async function findTeam(
  knex: Knex,
  owner: string | undefined,
  visibility: EntityVisibility,
): Promise<string | undefined> {
  if (owner === undefined) {
    return undefined;
  }
  const found =
    owner === unowned
      ? undefined
      : await findOwner(knex, { parameter: 'owner', text: owner, visibility });
  if (found?.kind !== 'team') {
    throw new InputError('owner must be a group: this is a list of teams');
  }
  return found.ref;
}
