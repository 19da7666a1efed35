/**
 * The events of some entities in a window of time, by entity and then by time, one page at a time.
 *
 * First the rows are counted by entity and target, in one statement over an index. Entities with few
 * are then read together, as many as fill a page; one with more than a page is read by itself, each
 * page going on behind the last row of the one before. Entities that have events by the same targets have
 * the same events, as those of a repository may: these are read once for all of them. So memory is bounded
 * by a page, each row is read once, and what is stored meanwhile is left to the next reader.
 */
import { DeliveryEvent } from '@team-readiness/backstage-plugin-readiness-common';
import { Knex } from 'knex';
import { rawRows } from '../../rawRows';
import { StoredNumber } from '../../tables';
import { idSet, textSet } from '../bulk';
import { eventReach } from './eventReach';

/** An event that belongs to an entity, or to several that have the same events. */
export interface EntityEvent {
  /** Keys of `entities`, ascending; the same array for all events of these. */
  entityIds: readonly number[];
  event: DeliveryEvent;
}

/** What {@link selectEntityEvents} takes. */
export interface EntityEventsOptions {
  /** Keys of `entities`, at most some hundred. */
  entityIds: readonly number[];
  /** The first time that belongs to the window. */
  from: Date;
  /** The first time after the window. */
  to: Date;
  /** Default: all. */
  kinds?: readonly DeliveryEvent['kind'][];
  /** Rows of a page. Default: 2,000. */
  pageSize?: number;
}

interface EntityTarget {
  /** Of several that have the same targets the first one. */
  entity_id: number;
  target: string;
  rows: StoredNumber;
  last_id: StoredNumber;
}

interface EventRow {
  entity_id: number;
  at: StoredNumber;
  event_id: StoredNumber;
  /** Null: it does not reach the entity. */
  data: string | null;
}

interface Condition {
  sql: string;
  bindings: unknown[];
}

const defaultPageSize = 2_000;

/**
 * @param knex - A knex instance or a transaction.
 * @returns Each event of an entity once, by ascending key of the entity (of several that have the same
 *   events: of the first one), time, and order of arrival.
 * @throws What the database throws, while it is gone through.
 */
export async function* selectEntityEvents(
  knex: Knex | Knex.Transaction,
  options: EntityEventsOptions,
): AsyncGenerator<EntityEvent, void> {
  const { pageSize = defaultPageSize } = options;
  const counted = await countRows(knex, options);
  const lastId = counted.reduce(
    (highest, row) => Math.max(highest, Number(row.last_id)),
    0,
  );
  const window = inWindow(knex, options, lastId);
  const { firsts, sharing } = uniteEntities(counted);
  for (const group of groupEntities(firsts, pageSize)) {
    let previous: EventRow | undefined;
    for await (const rows of readPages(knex, { group, window, pageSize })) {
      for (const row of rows) {
        // By two targets: once is enough.
        const isSame =
          previous?.entity_id === row.entity_id &&
          previous.event_id === row.event_id;
        if (row.data !== null && !isSame) {
          previous = row;
          yield {
            entityIds: sharing.get(row.entity_id) ?? [row.entity_id],
            event: JSON.parse(row.data),
          };
        }
      }
    }
  }
}

/** By target first: what many entities share is counted once. */
async function countRows(
  knex: Knex | Knex.Transaction,
  options: EntityEventsOptions,
): Promise<EntityTarget[]> {
  if (!options.entityIds.length) {
    return [];
  }
  const chosen = idSet(knex, 'et.entity_id', options.entityIds);
  const window = inWindow(knex, options);
  return await rawRows<EntityTarget>(
    knex,
    `select et.entity_id, et.target, c.rows, c.last_id
     from entity_targets et
     join (
       select t.target, count(*) as rows, max(t.event_id) as last_id
       from delivery_event_targets t
       where t.target in (
         select et.target from entity_targets et where ${chosen.sql}
       ) and ${window.sql}
       group by t.target
     ) c on c.target = et.target
     where ${chosen.sql}
     order by et.entity_id, et.target`,
    [...chosen.bindings, ...window.bindings, ...chosen.bindings],
  );
}

/** Rows of `delivery_event_targets` (named `t`) that are wanted, whatever they are about. */
function inWindow(
  knex: Knex | Knex.Transaction,
  { from, to, kinds }: EntityEventsOptions,
  lastId?: number,
): Condition {
  const chosen = kinds
    ? textSet(knex, 't.kind', kinds)
    : { sql: 'true', bindings: [] };
  return {
    sql: `t.at >= ? and t.at < ? and ${chosen.sql}${
      lastId === undefined ? '' : ' and t.event_id <= ?'
    }`,
    bindings: [
      from.getTime(),
      to.getTime(),
      ...chosen.bindings,
      ...(lastId === undefined ? [] : [lastId]),
    ],
  };
}

function byEntity(
  counted: readonly EntityTarget[],
): ReadonlyMap<number, EntityTarget[]> {
  const found = new Map<number, EntityTarget[]>();
  for (const row of counted) {
    const known = found.get(row.entity_id);
    if (known) {
      known.push(row);
    } else {
      found.set(row.entity_id, [row]);
    }
  }
  return found;
}

/** Whether a row belongs to an entity that has its target depends on no other thing of the entity. */
function uniteEntities(counted: readonly EntityTarget[]): {
  /** Rows of the first entity of those that have the same targets. */
  firsts: EntityTarget[];
  /** All of these, by the first one. */
  sharing: ReadonlyMap<number, readonly number[]>;
} {
  const firsts: EntityTarget[] = [];
  const sharing = new Map<number, number[]>();
  const known = new Map<string, number[]>();
  for (const [entityId, targets] of byEntity(counted)) {
    const key = JSON.stringify(targets.map(({ target }) => target));
    const others = known.get(key);
    if (others) {
      others.push(entityId);
    } else {
      const own = [entityId];
      known.set(key, own);
      sharing.set(entityId, own);
      firsts.push(...targets);
    }
  }
  return { firsts, sharing };
}

/** Neighbours that fill a page together; whoever fills more stands alone. */
function groupEntities(
  counted: readonly EntityTarget[],
  pageSize: number,
): EntityTarget[][] {
  const groups: EntityTarget[][] = [];
  let filled = Infinity;
  for (const targets of byEntity(counted).values()) {
    const own = targets.reduce((sum, { rows }) => sum + Number(rows), 0);
    if (filled + own > pageSize) {
      groups.push([]);
      filled = 0;
    }
    groups[groups.length - 1].push(...targets);
    filled += own;
  }
  return groups;
}

async function* readPages(
  knex: Knex | Knex.Transaction,
  options: { group: EntityTarget[]; window: Condition; pageSize: number },
): AsyncIterable<EventRow[]> {
  const { group, pageSize } = options;
  const size = group.reduce((sum, { rows }) => sum + Number(rows), 0);
  if (size <= pageSize) {
    yield await readTogether(knex, options);
    return;
  }
  let after: EventRow | undefined;
  do {
    const rows: EventRow[] = await readPage(knex, { ...options, after });
    yield rows;
    after = rows.length < pageSize ? undefined : rows[rows.length - 1];
  } while (after);
}

async function readTogether(
  knex: Knex | Knex.Transaction,
  { group, window }: { group: EntityTarget[]; window: Condition },
): Promise<EventRow[]> {
  const entityIds = [...new Set(group.map(row => row.entity_id))];
  const chosen = idSet(knex, 'et.entity_id', entityIds);
  return await rawRows<EventRow>(
    knex,
    `select et.entity_id, t.at, t.event_id, e.data
     from entity_targets et
     join delivery_event_targets t on t.target = et.target
     join delivery_events e on e.id = t.event_id
     where ${chosen.sql} and ${window.sql} and ${eventReach}
     order by et.entity_id, t.at, t.event_id`,
    [...chosen.bindings, ...window.bindings],
  );
}

/**
 * Of one entity: the next rows of each target in the order of the index, and the first ones of all.
 * Whether an event reaches the entity is asked of these alone: where most do not, the next ones that do
 * may be far away.
 */
async function readPage(
  knex: Knex | Knex.Transaction,
  options: {
    group: EntityTarget[];
    window: Condition;
    pageSize: number;
    after: EventRow | undefined;
  },
): Promise<EventRow[]> {
  const { group, window, pageSize, after } = options;
  const behind: Condition = after
    ? {
        sql: '(t.at, t.event_id) > (?, ?)',
        bindings: [Number(after.at), Number(after.event_id)],
      }
    : { sql: 'true', bindings: [] };
  const next = `select * from (
       select t.at, t.event_id, t.beside from delivery_event_targets t
       where t.target = ? and ${behind.sql} and ${window.sql}
       order by t.at, t.event_id limit ?
     ) as next`;
  // What is named more exactly comes first, lest the end of a page stands between the two.
  const rows = await rawRows<Omit<EventRow, 'entity_id'>>(
    knex,
    `select t.at, t.event_id, case when ${eventReach} then e.data end as data
     from (
       ${group.map(() => next).join(' union ')}
       order by 1, 2, 3 limit ?
     ) as t
     join delivery_events e on e.id = t.event_id
     order by t.at, t.event_id, t.beside`,
    [
      ...group.flatMap(({ target }) => [
        target,
        ...behind.bindings,
        ...window.bindings,
        pageSize,
      ]),
      pageSize,
    ],
  );
  return rows.map(row => ({ ...row, entity_id: group[0].entity_id }));
}
