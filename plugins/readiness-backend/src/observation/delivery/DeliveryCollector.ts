import { JsonObject } from '@backstage/types';
import {
  deliveryFact,
  Problem,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  DeliveryRules,
  foldDelivery,
  LocalDays,
  toDeliveryFact,
  weekdayHistoryDays,
} from '@team-readiness/backstage-plugin-readiness-engine';
import {
  CollectionRun,
  CollectionTarget,
  Collector,
  CollectorSchedule,
  Observation,
} from '@team-readiness/backstage-plugin-readiness-node';
import { Knex } from 'knex';
import { selectEntitiesByRef } from '../../database/operations/entities';
import { EventMark, selectEventMarks } from '../../database/operations/events';
import { factRevision } from './factRevision';
import { FoldedEntity, foldEntityEvents } from './foldEntityEvents';

/** When all entities are looked at, besides after an event. */
export const deliverySchedule: CollectorSchedule = {
  frequency: { hours: 1 },
  timeToLive: { days: 2 },
};

/** Events of one entity that are held in memory, at most. */
export const maxEventsOfEntity = 100_000;

const dayMs = 86_400_000;

/** What the collectors over events take. */
export interface EventCollectorOptions {
  knex: Knex;
  rules: DeliveryRules;
  /** IANA name of the zone in which days are counted. */
  timeZone: string;
  /** Days up to today over which metrics are taken. */
  windowDays: number;
  /** When it looks; default: {@link deliverySchedule}. */
  schedule?: CollectorSchedule;
  /** Events of one entity that are folded; default: 100,000. */
  maxEvents?: number;
}

/** An entity of which other events are known than before, or the day or the rules are others. */
interface ChangedEntity {
  entityRef: string;
  mark: EventMark;
  revision: string;
}

/**
 * Observes how changes reach production, of the events that are stored here. Two statements a batch
 * where nothing came; else one more, and one a page of events. In memory is one entity at a time.
 *
 * What is observed depends on the events, the rules and the day alone: an entity of which all three
 * are the same is unchanged.
 */
export class DeliveryCollector implements Collector {
  readonly id = deliveryFact.collector;
  readonly title = 'Deliveries';
  readonly description =
    'How changes reach production, computed of the events of changes, deployments and incidents.';
  readonly schema: JsonObject = deliveryFact.schema;
  readonly frequency;
  readonly timeToLive;
  readonly #options: EventCollectorOptions;
  readonly #zone: LocalDays;

  constructor(options: EventCollectorOptions) {
    this.#options = options;
    this.#zone = new LocalDays(options.timeZone);
    const { frequency, timeToLive } = options.schedule ?? deliverySchedule;
    this.frequency = frequency;
    this.timeToLive = timeToLive;
  }

  async open({ now }: { now: Date }): Promise<CollectionRun> {
    return {
      collect: (targets, { signal }) => this.#collect(targets, now, signal),
    };
  }

  async #collect(
    targets: CollectionTarget[],
    now: Date,
    signal: AbortSignal,
  ): Promise<Observation[]> {
    signal.throwIfAborted();
    const { knex } = this.#options;
    const known = await selectEntitiesByRef(knex, {
      refs: targets.map(({ entityRef }) => entityRef),
    });
    const ids = new Map(known.map(({ ref, id }) => [ref, id]));
    signal.throwIfAborted();
    const marks = await selectEventMarks(knex, {
      entityIds: [...ids.values()],
    });
    const observations: Observation[] = [];
    const changed = new Map<number, ChangedEntity>();
    for (const { entityRef, revision: previous } of targets) {
      const id = ids.get(entityRef);
      const mark = id === undefined ? undefined : marks.get(id);
      if (id === undefined || !mark) {
        observations.push({ entityRef, status: 'absent' });
        continue;
      }
      const revision = this.#toRevision(mark, now);
      if (revision === previous) {
        observations.push({ entityRef, status: 'unchanged' });
      } else {
        changed.set(id, { entityRef, mark, revision });
      }
    }
    const folded = await this.#observe(changed, now, signal);
    return [...observations, ...folded];
  }

  #toRevision(mark: EventMark, now: Date): string {
    const { rules, timeZone, windowDays } = this.#options;
    return factRevision(
      [mark.since.getTime(), mark.count, mark.lastId],
      this.#zone.dayAt(now.getTime()),
      [rules, timeZone, windowDays],
    );
  }

  async #observe(
    changed: ReadonlyMap<number, ChangedEntity>,
    now: Date,
    signal: AbortSignal,
  ): Promise<Observation[]> {
    const { knex, rules, windowDays, maxEvents } = this.#options;
    const today = this.#zone.dayAt(now.getTime());
    const days = windowDays + weekdayHistoryDays;
    const left = new Map(changed);
    const observations: Observation[] = [];
    const range = {
      from: new Date(this.#zone.startOf(today - days + 1)),
      to: new Date(this.#zone.startOf(today + 1)),
    };
    if (!changed.size) {
      return [];
    }
    for await (const folded of foldEntityEvents(knex, {
      entityIds: [...changed.keys()],
      ...range,
      kinds: ['change', 'approval', 'artifact', 'deployment', 'incident'],
      rules,
      maxEvents: maxEvents ?? maxEventsOfEntity,
      signal,
    })) {
      const entity = left.get(folded.entityId);
      if (entity) {
        left.delete(folded.entityId);
        observations.push(this.#toObservation(entity, folded, range, now));
      }
    }
    // Its events are older than all that is counted.
    const record = foldDelivery([], rules);
    for (const entity of left.values()) {
      const { from } = range;
      observations.push(
        this.#toObservation(entity, { record, from }, range, now),
      );
    }
    return observations;
  }

  #toObservation(
    entity: ChangedEntity,
    { record, from }: Pick<FoldedEntity, 'record' | 'from'>,
    range: { from: Date; to: Date },
    now: Date,
  ): Observation {
    const { timeZone, windowDays } = this.#options;
    const { entityRef, mark, revision } = entity;
    if (!record) {
      const error = new Error('It has too many events within an hour.');
      return { entityRef, status: 'failed', error };
    }
    // Days that are complete in what was read.
    const read = Math.max(
      1,
      Math.floor((range.to.getTime() - from.getTime()) / dayMs),
    );
    const fact = toDeliveryFact(record, {
      now,
      days: Math.min(windowDays, read),
      timeZone,
      since: mark.since.getTime(),
    });
    return {
      entityRef,
      status: 'observed',
      data: fact as unknown as JsonObject,
      revision,
      problems: read < windowDays ? [this.#tooMany(entityRef, read)] : [],
    };
  }

  #tooMany(entityRef: string, days: number): Problem {
    const { maxEvents = maxEventsOfEntity, windowDays } = this.#options;
    return {
      subject: 'entity',
      name: entityRef,
      reporter: this.id,
      entityRef,
      message: `It has more than ${maxEvents} events in ${windowDays} days: only those of the last ${days} days are counted.`,
    };
  }
}
