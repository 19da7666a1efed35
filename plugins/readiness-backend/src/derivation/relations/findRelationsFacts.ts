import {
  RELATION_CONSUMES_API,
  RELATION_DEPENDS_ON,
  RELATION_PROVIDES_API,
} from '@backstage/catalog-model';
import { RelationsFact } from '@team-readiness/backstage-plugin-readiness-common';
import { Knex } from 'knex';
import {
  Dependent,
  LinkedTarget,
  selectDependents,
  selectLinkedTargets,
  selectMissingTargets,
} from '../../database/operations/derivation';
import { DerivedFact } from '../DerivationContext';

/** As the schema of the fact says. */
const maxRows = 500;

/**
 * What stands around some entities. Three statements, for any number of entities.
 *
 * A target about which nobody has asked the catalog yet is left out: it is not known whether it is
 * there.
 *
 * @param trx - A knex instance or a transaction.
 * @param options - Keys of live entities.
 */
export async function findRelationsFacts(
  trx: Knex | Knex.Transaction,
  options: { entityIds: readonly number[] },
): Promise<DerivedFact[]> {
  const linked = groupBy(
    await selectLinkedTargets(trx, options),
    row => row.sourceId,
  );
  const missing = groupBy(
    await selectMissingTargets(trx, options),
    row => row.sourceId,
  );
  const { dependents, counts } = await selectDependents(trx, {
    ...options,
    limit: maxRows,
  });
  const dependentsOf = groupBy(dependents, row => row.targetId);
  return options.entityIds.map(entityId => {
    const targets = linked.get(entityId) ?? [];
    const dependencies = toDependencies(targets);
    const fact: RelationsFact = {
      unresolved: (missing.get(entityId) ?? [])
        .map(({ ref }) => ref)
        .sort()
        .slice(0, maxRows),
      dependencies: dependencies.slice(0, maxRows),
      dependencyCount: dependencies.length,
      dependents: toDependents(dependentsOf.get(entityId) ?? []),
      dependentCount: counts.get(entityId) ?? 0,
      providedApis: toProvidedApis(targets),
    };
    return { entityId, data: { ...fact } };
  });
}

/** The name within a ref, in lower case as the ref is. */
export function nameOf(ref: string): string {
  return ref.slice(ref.indexOf('/') + 1);
}

function toDependencies(
  targets: readonly LinkedTarget[],
): RelationsFact['dependencies'] {
  const byRef = new Map(
    targets
      .filter(
        ({ relation, exists }) =>
          exists &&
          (relation === RELATION_DEPENDS_ON ||
            relation === RELATION_CONSUMES_API),
      )
      .map(target => [target.ref, target]),
  );
  return [...byRef.values()].sort(byRefOrder).map(({ ref, type, tier }) => ({
    ref,
    name: nameOf(ref),
    kind: ref.slice(0, ref.indexOf(':')),
    type,
    tier,
  }));
}

function toDependents(
  dependents: readonly Dependent[],
): RelationsFact['dependents'] {
  return [...dependents].sort(byRefOrder).map(({ ref, tier, system }) => ({
    ref,
    name: nameOf(ref),
    tier,
    system,
  }));
}

function toProvidedApis(
  targets: readonly LinkedTarget[],
): RelationsFact['providedApis'] {
  return targets
    .filter(
      ({ relation, exists }) =>
        relation === RELATION_PROVIDES_API && exists !== null,
    )
    .sort(byRefOrder)
    .slice(0, maxRows)
    .map(({ ref, type, exists }) => ({
      ref,
      name: nameOf(ref),
      type: exists ? type : null,
      exists: Boolean(exists),
    }));
}

function byRefOrder(a: { ref: string }, b: { ref: string }): number {
  return a.ref < b.ref ? -1 : 1;
}

function groupBy<Row>(
  rows: readonly Row[],
  keyOf: (row: Row) => number,
): Map<number, Row[]> {
  const groups = new Map<number, Row[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) {
      group.push(row);
    } else {
      groups.set(keyOf(row), [row]);
    }
  }
  return groups;
}
