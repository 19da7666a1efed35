/**
 * Publishes events of changes for other plugins. Their form is a public contract: docs/reactions.md.
 */
import { EventsService } from '@backstage/plugin-events-node';
import { Knex } from 'knex';
import {
  ClaimedDelivery,
  OutboxEntry,
  readChanges,
  selectChangedEntities,
  selectCheckIds,
  selectSetOwners,
} from '../../database/operations/reactions';
import { DeliveryAddress, Reaction } from '../Reaction';

/** Topics of the events of Backstage. */
export const eventTopics = {
  results: 'readiness.results-changed',
  levels: 'readiness.level-changed',
} as const;

const mostChanges = 200;

/** The envelope: attributes of CloudEvents 1.0. */
interface ChangeEvent<Data> {
  specversion: '1.0';
  /** The same when it is published again; another one for what was changed after it was published. */
  id: string;
  source: 'backstage/readiness';
  type: string;
  /** When the window began. */
  time: string;
  datacontenttype: 'application/json';
  data: Data;
}

/** What both kinds of events say. */
export interface ResultsChanged {
  scorecard: string;
  version: number;
  /** Refs of those who own what changed; empty: nobody does. */
  owners: string[];
}

/** A level that changed. */
export interface LevelChanged {
  entityRef: string;
  from: number;
  /** Null: nothing is asked of the entity any more, or it is gone. */
  to: number | null;
  cause: string;
  /** The hour of the evaluation. */
  at: string;
  /** Ids of gates that are not met any more, at most three. */
  checks: string[];
}

/** Levels that changed. */
export interface LevelsChanged extends ResultsChanged {
  /** In the order in which they changed, at most 200. */
  changes: LevelChanged[];
  /** How many more there were. */
  omitted: number;
}

/** Publishes `readiness.results-changed` and `readiness.level-changed`. */
export class ChangeEvents implements Reaction {
  readonly id = 'events';
  readonly topics = ['results', 'levels'] as const;
  readonly #events: EventsService;
  readonly #knex: Knex;

  constructor(options: { events: EventsService; knex: Knex }) {
    this.#events = options.events;
    this.#knex = options.knex;
  }

  /** One event an owner set, version and window. */
  address(entry: OutboxEntry): DeliveryAddress[] {
    return [
      {
        subject: String(entry.ownerSetId),
        scorecard: entry.scorecard,
        version: entry.version,
        changes: entry.changes,
        changeCount: entry.changeCount,
      },
    ];
  }

  async deliver(delivery: ClaimedDelivery): Promise<void> {
    const { scorecard, version, subject } = delivery;
    const owners = await selectSetOwners(this.#knex, {
      ownerSetId: Number(subject),
    });
    const changed: ResultsChanged = { scorecard, version, owners };
    const topic =
      delivery.topic === 'levels' ? eventTopics.levels : eventTopics.results;
    await this.#events.publish({
      topic,
      eventPayload: toEvent(
        delivery,
        topic,
        delivery.topic === 'levels'
          ? await this.#withLevels(changed, delivery)
          : changed,
      ),
    });
  }

  async #withLevels(
    changed: ResultsChanged,
    delivery: ClaimedDelivery,
  ): Promise<LevelsChanged> {
    const stored = readChanges(delivery.changes);
    const entities = await selectChangedEntities(this.#knex, {
      entityIds: stored.map(({ entityId }) => entityId),
      scorecard: delivery.scorecard,
    });
    const checks = await selectCheckIds(this.#knex, {
      checkKeys: stored.flatMap(({ gates }) => gates),
    });
    const changes = stored.flatMap((change): LevelChanged[] => {
      const entity = entities.get(change.entityId);
      return entity
        ? [
            {
              entityRef: entity.ref,
              from: change.from,
              to: change.to,
              cause: change.cause,
              at: new Date(change.at).toISOString(),
              checks: change.gates.flatMap(key => checks.get(key) ?? []),
            },
          ]
        : [];
    });
    const shown = changes.slice(0, mostChanges);
    return {
      ...changed,
      changes: shown,
      omitted: Math.max(0, delivery.changeCount - shown.length),
    };
  }
}

function toEvent<Data>(
  { id, topic, subject, scorecard, version, windowAt }: ClaimedDelivery,
  type: string,
  data: Data,
): ChangeEvent<Data> {
  return {
    specversion: '1.0',
    id: `${topic}/${scorecard}@${version}/${subject}/${windowAt}/${id}`,
    source: 'backstage/readiness',
    type,
    time: new Date(windowAt).toISOString(),
    datacontenttype: 'application/json',
    data,
  };
}
