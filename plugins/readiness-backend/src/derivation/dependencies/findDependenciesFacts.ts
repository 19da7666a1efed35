import { DependenciesFact } from '@team-readiness/backstage-plugin-readiness-common';
import { Knex } from 'knex';
import {
  DependencyLevel,
  selectBaseLevels,
} from '../../database/operations/derivation';
import { DerivedFact } from '../DerivationContext';
import { nameOf } from '../relations/findRelationsFacts';

/** As the schema of the fact says. */
const maxRows = 500;

/**
 * Where the dependencies of some entities stand. One statement, for any number of entities.
 *
 * @param trx - A knex instance or a transaction.
 * @param options - Keys of live entities.
 */
export async function findDependenciesFacts(
  trx: Knex | Knex.Transaction,
  options: { entityIds: readonly number[] },
): Promise<DerivedFact[]> {
  const { levels, counts } = await selectBaseLevels(trx, {
    ...options,
    limit: maxRows,
  });
  const bySource = new Map<number, DependencyLevel[]>();
  for (const level of levels) {
    const list = bySource.get(level.sourceId) ?? [];
    list.push(level);
    bySource.set(level.sourceId, list);
  }
  return options.entityIds.map(entityId => {
    const fact: DependenciesFact = {
      items: (bySource.get(entityId) ?? [])
        .sort(compare)
        .map(({ ref, scorecard, tier, baseLevel, ceiling }) => ({
          ref,
          name: nameOf(ref),
          scorecard,
          tier,
          baseLevel,
          ceiling,
        })),
      itemCount: counts.get(entityId) ?? 0,
    };
    return { entityId, data: { ...fact } };
  });
}

function compare(a: DependencyLevel, b: DependencyLevel): number {
  if (a.ref !== b.ref) {
    return a.ref < b.ref ? -1 : 1;
  }
  return a.scorecard < b.scorecard ? -1 : 1;
}
