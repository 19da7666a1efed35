import { DeliveryEvent } from '@team-readiness/backstage-plugin-readiness-common';
import {
  DeliveryFold,
  DeliveryRecord,
  DeliveryRules,
} from '@team-readiness/backstage-plugin-readiness-engine';
import { Knex } from 'knex';
import { selectEntityEvents } from '../../database/operations/events';

/** What {@link foldEntityEvents} takes. */
export interface EntityEventFolding {
  /** Keys of `entities`, at most some hundred. */
  entityIds: readonly number[];
  /** The first time that belongs to the window. */
  from: Date;
  /** The first time after the window. */
  to: Date;
  /** Default: all. */
  kinds?: readonly DeliveryEvent['kind'][];
  rules: DeliveryRules;
  /** Events of an entity that are folded, at most. */
  maxEvents: number;
  signal: AbortSignal;
}

/** What the events of an entity come down to. */
export interface FoldedEntity {
  entityId: number;
  /** Null: there are more events within the last hour than may be folded. */
  record: DeliveryRecord | null;
  /** From when on its events were read: later than asked for where there were too many. */
  from: Date;
}

/** A window that is halved no further. */
const shortestMs = 3_600_000;

/**
 * Folds the events of entities, one after the other: in memory is one entity with at most
 * `maxEvents`. Entities that have the same events, as those of a repository may, are folded once and
 * share their record. Of one that has more, the window is halved from its beginning until they fit, so that
 * the newest count; each time they are read again, so that twice as many are read at most.
 *
 * @returns Each entity with an event in the window once; those with few events first.
 * @throws what the database throws, and the reason of the signal
 */
export async function* foldEntityEvents(
  knex: Knex | Knex.Transaction,
  options: EntityEventFolding,
): AsyncIterable<FoldedEntity> {
  const { from, to, maxEvents, rules, signal } = options;
  const half = (to.getTime() - from.getTime()) / 2;
  const full: Array<readonly number[]> = [];
  let entityIds: readonly number[] = [];
  let fold = new DeliveryFold(rules);
  let count = 0;
  const finish = function* finish(): Iterable<FoldedEntity> {
    if (!entityIds.length) {
      return;
    }
    if (count > maxEvents && half >= shortestMs) {
      full.push(entityIds);
      return;
    }
    const record = count <= maxEvents ? fold.finish() : null;
    for (const entityId of entityIds) {
      yield { entityId, record, from };
    }
  };
  for await (const next of selectEntityEvents(knex, options)) {
    if (entityIds !== next.entityIds) {
      yield* finish();
      signal.throwIfAborted();
      entityIds = next.entityIds;
      fold = new DeliveryFold(rules);
      count = 0;
    }
    count += 1;
    if (count <= maxEvents) {
      fold.add(next.event);
    } else if (count === maxEvents + 1) {
      // Frees what was folded in vain.
      fold = new DeliveryFold(rules);
    }
    if (count % 1_000 === 0) {
      signal.throwIfAborted();
    }
  }
  yield* finish();
  for (const each of full) {
    yield* foldEntityEvents(knex, {
      ...options,
      entityIds: each,
      from: new Date(to.getTime() - half),
    });
  }
}
