import { JsonObject } from '@backstage/types';
import {
  incidentsFact,
  Problem,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  DeliveryIncident,
  LocalDays,
  maxListedIncidents,
  toIncidentsFact,
} from '@team-readiness/backstage-plugin-readiness-engine';
import {
  CollectionRun,
  CollectionTarget,
  Collector,
  Observation,
} from '@team-readiness/backstage-plugin-readiness-node';
import { Knex } from 'knex';
import { selectEntitiesByRef } from '../../database/operations/entities';
import {
  IncidentMark,
  selectIncidentMarks,
} from '../../database/operations/incidents';
import {
  deliverySchedule,
  EventCollectorOptions,
  maxEventsOfEntity,
} from './DeliveryCollector';
import { factRevision } from './factRevision';
import { foldEntityEvents } from './foldEntityEvents';

/** Days of which incidents are told, and some more for the beginning of those that lasted long. */
const readDays = 400;

/** Entities whose events are asked for together. */
const entitiesAtOnce = 500;

/** What is told of one entity. */
interface EntityIncidents {
  /** In the order of detection, the newest ones; null: too many events. */
  incidents: readonly DeliveryIncident[] | null;
  /** Are all of them there? */
  isWhole: boolean;
}

/**
 * Observes incidents and how they were handled, of the events that are stored here: of a Group those
 * of everything that it and its child groups own, an incident of several entities once.
 *
 * Two statements a batch where nothing came; else one for each 500 entities with incidents, and one a
 * page of their events. In memory is one entity at a time, and 200 incidents of each.
 */
export class IncidentsCollector implements Collector {
  readonly id = incidentsFact.collector;
  readonly title = 'Incidents';
  readonly description =
    'What happened and how it was handled, by the events of incidents.';
  readonly target = { kind: { $in: ['Component', 'Resource', 'Group'] } };
  readonly schema: JsonObject = incidentsFact.schema;
  readonly frequency;
  readonly timeToLive;
  readonly #options: Omit<EventCollectorOptions, 'windowDays'>;
  readonly #zone: LocalDays;

  constructor(options: Omit<EventCollectorOptions, 'windowDays'>) {
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
    const marks = bySubject(
      await selectIncidentMarks(knex, { subjectIds: [...ids.values()] }),
    );
    const observations: Observation[] = [];
    const changed: Array<{
      entityRef: string;
      marks: readonly IncidentMark[];
      revision: string;
    }> = [];
    for (const { entityRef, revision: previous } of targets) {
      const own = marks.get(ids.get(entityRef) ?? NaN);
      if (!own) {
        observations.push({ entityRef, status: 'absent' });
        continue;
      }
      const revision = this.#toRevision(own, now);
      if (revision === previous) {
        observations.push({ entityRef, status: 'unchanged' });
      } else {
        changed.push({ entityRef, marks: own, revision });
      }
    }
    const entityIds = new Set(
      changed.flatMap(({ marks: own }) => own.map(({ entityId }) => entityId)),
    );
    const incidents = await this.#fold(knex, [...entityIds], now, signal);
    for (const { entityRef, marks: own, revision } of changed) {
      const parts = own.flatMap(
        ({ entityId }): EntityIncidents[] => incidents.get(entityId) ?? [],
      );
      observations.push(
        this.#toObservation(entityRef, { marks: own, parts, revision, now }),
      );
    }
    return observations;
  }

  #toRevision(marks: readonly IncidentMark[], now: Date): string {
    const { rules, timeZone } = this.#options;
    return factRevision(
      marks.map(it => [it.entityId, it.since.getTime(), it.count, it.lastId]),
      this.#zone.dayAt(now.getTime()),
      [rules.severities, timeZone],
    );
  }

  async #fold(
    knex: Knex,
    entityIds: readonly number[],
    now: Date,
    signal: AbortSignal,
  ): Promise<Map<number, EntityIncidents[]>> {
    const { rules, maxEvents = maxEventsOfEntity } = this.#options;
    const today = this.#zone.dayAt(now.getTime());
    const from = new Date(this.#zone.startOf(today - readDays + 1));
    const to = new Date(this.#zone.startOf(today + 1));
    const folded = new Map<number, EntityIncidents[]>();
    for (let start = 0; start < entityIds.length; start += entitiesAtOnce) {
      for await (const each of foldEntityEvents(knex, {
        entityIds: entityIds.slice(start, start + entitiesAtOnce),
        from,
        to,
        kinds: ['incident'],
        rules,
        maxEvents,
        signal,
      })) {
        folded.set(each.entityId, [
          {
            incidents:
              each.record?.incidents.slice(-maxListedIncidents) ?? null,
            isWhole: each.from.getTime() === from.getTime(),
          },
        ]);
      }
    }
    return folded;
  }

  #toObservation(
    entityRef: string,
    of: {
      marks: readonly IncidentMark[];
      parts: readonly EntityIncidents[];
      revision: string;
      now: Date;
    },
  ): Observation {
    const { marks, parts, revision, now } = of;
    if (parts.some(it => it.incidents === null)) {
      const error = new Error(
        'There are too many events of incidents within an hour.',
      );
      return { entityRef, status: 'failed', error };
    }
    const fact = toIncidentsFact(
      parts.map(it => it.incidents ?? []),
      {
        now,
        timeZone: this.#options.timeZone,
        since: Math.min(...marks.map(it => it.since.getTime())),
      },
    );
    return {
      entityRef,
      status: 'observed',
      data: fact as unknown as JsonObject,
      revision,
      problems: parts.every(it => it.isWhole) ? [] : [this.#tooMany(entityRef)],
    };
  }

  #tooMany(entityRef: string): Problem {
    const { maxEvents = maxEventsOfEntity } = this.#options;
    return {
      subject: 'entity',
      name: entityRef,
      reporter: this.id,
      entityRef,
      message: `An entity has more than ${maxEvents} events of incidents in ${readDays} days: only the newest ones are told.`,
    };
  }
}

function bySubject(
  marks: readonly IncidentMark[],
): Map<number, readonly IncidentMark[]> {
  const found = new Map<number, IncidentMark[]>();
  for (const mark of marks) {
    const own = found.get(mark.subjectId) ?? [];
    found.set(mark.subjectId, own);
    own.push(mark);
  }
  return found;
}
