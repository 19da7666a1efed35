import { createHash } from 'crypto';
import { DeliveryEvent } from '@team-readiness/backstage-plugin-readiness-common';
import { Knex } from 'knex';
import { rawRows } from '../../rawRows';
import { DeliveryEventsRow, DeliveryEventTargetsRow } from '../../tables';
import { bulkUpsert, rowSource } from '../bulk';

/** What became of an event. */
export interface InsertedEvent {
  /** `delivery_events.id`. */
  id: number;
  /** It was not there before. */
  isNew: boolean;
}

/** Prefixes of targets that name something more exactly than its repository. */
const exactTarget = /^(?:entity|service|pagerduty|artifact):/;

/**
 * Stores events with their targets, each once: one with the same source and id as a stored one
 * changes nothing. At most three statements for up to 3,000 events.
 *
 * @param knex - A transaction.
 * @param options - `events`: no two with the same source and id; targets as `toDeliveryTarget` makes
 *   them.
 * @returns One for each event, in the same order.
 * @throws Error where a stored event was deleted at this moment; nothing is stored then.
 */
export async function insertEvents(
  knex: Knex.Transaction,
  options: { events: readonly DeliveryEvent[]; receivedAt: Date },
): Promise<InsertedEvent[]> {
  const { events, receivedAt } = options;
  if (!events.length) {
    return [];
  }
  const digests = events.map(digestOf);
  const columns = [
    'digest',
    'source',
    'event_id',
    'kind',
    'at',
    'received_at',
    'data',
  ] as const;
  const given = rowSource(
    knex,
    'delivery_events',
    columns,
    events.map((event, index) => ({
      digest: digests[index],
      source: event.source,
      event_id: event.id,
      kind: event.kind,
      at: Date.parse(event.at),
      received_at: receivedAt.getTime(),
      data: JSON.stringify(event),
    })),
  );
  type Row = Pick<DeliveryEventsRow, 'id' | 'digest'>;
  const added = new Map(
    (
      await rawRows<Row>(
        knex,
        `insert into delivery_events (${columns.join(', ')}) ${given.sql}
         where true on conflict (digest) do nothing returning id, digest`,
        given.bindings,
      )
    ).map(row => [row.digest, Number(row.id)]),
  );
  const known = await selectIds(
    knex,
    digests.filter(digest => !added.has(digest)),
  );
  const inserted = digests.map(digest => {
    const id = added.get(digest) ?? known.get(digest);
    if (id === undefined) {
      throw new Error('An event was deleted while it was stored again');
    }
    return { id, isNew: added.has(digest) };
  });
  await bulkUpsert(knex, {
    table: 'delivery_event_targets',
    key: ['target', 'at', 'event_id'],
    rows: events.flatMap((event, index) => {
      const id = added.get(digests[index]);
      return id === undefined ? [] : targetRows(event, id);
    }),
    onConflict: 'ignore',
  });
  return inserted;
}

function targetRows(
  event: DeliveryEvent,
  id: number,
): DeliveryEventTargetsRow[] {
  const isExact = event.targets.some(target => exactTarget.test(target));
  return event.targets.map(target => ({
    target,
    at: Date.parse(event.at),
    event_id: id,
    kind: event.kind,
    beside: isExact && target.startsWith('repository:'),
  }));
}

/** Of both, since they are too long for an index together. */
function digestOf({ source, id }: DeliveryEvent): string {
  return createHash('sha256')
    .update(JSON.stringify([source, id]))
    .digest('hex');
}

/** Those of others, which may have been committed a moment ago. */
async function selectIds(
  knex: Knex.Transaction,
  digests: readonly string[],
): Promise<Map<string, number>> {
  if (!digests.length) {
    return new Map();
  }
  const given = rowSource(
    knex,
    'delivery_events',
    ['digest'],
    digests.map(digest => ({ digest })),
  );
  const rows = await rawRows<Pick<DeliveryEventsRow, 'id' | 'digest'>>(
    knex,
    `select id, digest from delivery_events where digest in (${given.sql})`,
    given.bindings,
  );
  return new Map(rows.map(row => [row.digest, Number(row.id)]));
}
