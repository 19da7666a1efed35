import { Knex } from 'knex';
import { rollupFact } from '@team-readiness/backstage-plugin-readiness-common';
import { bulkDelete, bulkUpsert } from '../database/operations/bulk';
import {
  everything,
  markForDerivation,
} from '../database/operations/derivation';
import { rawRows } from '../database/rawRows';
import { retryOnConflict } from '../database/retryOnConflict';
import { GroupClosureRow } from '../database/tables';
import { writeClosurePeriods } from './writeClosurePeriods';

/** Deeper than any organisation; bounds what a hostile chain of groups can cost. */
const deepest = 32;

/**
 * Writes `group_closure` anew from the `parentOf` and `childOf` relations of the groups
 * that exist: each group with itself and all below it. Groups in a cycle are below each
 * other. Only differences are written, and when they came: to `group_closure_periods`, from the beginning
 * of time in the first build.
 *
 * @param knex - A knex instance.
 * @param options - `at`: from when on the difference is so, and roll-ups heed it; `isInitial`: what is new
 *   was there from the beginning, as in the first build. Default: false.
 * @returns How many pairs came and went.
 */
export async function rebuildGroupClosure(
  knex: Knex,
  options: { at: Date; isInitial?: boolean },
): Promise<{ added: number; removed: number }> {
  return retryOnConflict(() =>
    knex.transaction(async trx => {
      const groups = await rawRows<{ ref: string }>(
        trx,
        `select ref from entities
         where lower(kind) = 'group' and removed_at is null`,
      );
      const relations = await rawRows<{
        source_ref: string;
        type: string;
        target_ref: string;
      }>(
        trx,
        `select e.ref as source_ref, r.type, r.target_ref
         from entity_relations r join entities e on e.id = r.source_id
         where lower(e.kind) = 'group' and e.removed_at is null
           and lower(r.type) in ('parentof', 'childof')`,
      );
      const wanted = closure(
        groups.map(({ ref }) => ref),
        relations.map(({ source_ref, type, target_ref }) =>
          type.toLowerCase() === 'parentof'
            ? { parent: source_ref, child: target_ref }
            : { parent: target_ref, child: source_ref },
        ),
      );
      const stored = await rawRows<GroupClosureRow>(
        trx,
        'select ancestor_ref, descendant_ref from group_closure',
      );
      const gone: GroupClosureRow[] = [];
      for (const row of stored) {
        if (!wanted.get(row.ancestor_ref)?.delete(row.descendant_ref)) {
          gone.push(row);
        }
      }
      const added = [...wanted].flatMap(([ancestor_ref, descendants]) =>
        [...descendants].map(descendant_ref => ({
          ancestor_ref,
          descendant_ref,
        })),
      );
      const key = ['ancestor_ref', 'descendant_ref'] as const;
      await bulkDelete(trx, { table: 'group_closure', key, rows: gone });
      await bulkUpsert(trx, { table: 'group_closure', key, rows: added });
      if (added.length + gone.length > 0) {
        await writeClosurePeriods(trx, {
          added,
          gone,
          at: options.at,
          isInitial: options.isInitial ?? false,
        });
      }
      await markForDerivation(trx, {
        marks: [
          {
            collector: rollupFact.collector,
            refs: added.length + gone.length > 0 ? [everything] : [],
          },
        ],
        at: options.at,
      });
      return { added: added.length, removed: gone.length };
    }),
  );
}

/**
 * The reflexive and transitive closure of "is a child team of".
 *
 * @param groups - Refs of groups that exist; edges to others are dropped.
 * @param edges - Pairs, in any order, repeated or circular.
 * @returns Descendants by ancestor, at most 32 levels down.
 */
export function closure(
  groups: readonly string[],
  edges: ReadonlyArray<{ parent: string; child: string }>,
): Map<string, Set<string>> {
  const children = new Map<string, Set<string>>(
    groups.map(ref => [ref, new Set<string>()]),
  );
  for (const { parent, child } of edges) {
    if (children.has(child)) {
      children.get(parent)?.add(child);
    }
  }
  const descendants = new Map<string, Set<string>>();
  for (const ref of groups) {
    const seen = new Set([ref]);
    let level = [ref];
    for (let depth = 0; level.length && depth < deepest; depth++) {
      const next: string[] = [];
      for (const parent of level) {
        for (const child of children.get(parent) ?? []) {
          if (!seen.has(child)) {
            seen.add(child);
            next.push(child);
          }
        }
      }
      level = next;
    }
    descendants.set(ref, seen);
  }
  return descendants;
}
