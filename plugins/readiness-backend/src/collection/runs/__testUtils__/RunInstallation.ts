import { LoggerService } from '@backstage/backend-plugin-api';
import { HumanDuration, JsonObject } from '@backstage/types';
import {
  CollectionTarget,
  Collector,
  Observation,
} from '@team-readiness/backstage-plugin-readiness-node';
import { Knex } from 'knex';
import { bulkUpsert } from '../../../database/operations/bulk';
import { repositoryKey } from '../../../database/operations/entities/selectEntityIds';
import { RequestBudgets } from '../../budget';
import { CollectorSet } from '../../CollectorSet';
import { RegisteredCollector } from '../../registerCollectors';
import { CollectionRuns } from '../CollectionRuns';

/** What a test lets a collector say. */
export type Saying =
  | { status: 'observed'; data: JsonObject; revision?: string }
  | { status: 'unchanged' | 'absent' }
  | { status: 'failed'; error: Error }
  | { status: 'deferred'; until: Date };

/** A collector that says what a test tells it to, and remembers what it was asked. */
export class SayingCollector implements Collector {
  readonly title = 'Saying';
  readonly description = 'What a test says.';
  readonly frequency: HumanDuration = { hours: 24 };
  readonly timeToLive: HumanDuration = { days: 3 };
  readonly schema: JsonObject = { type: 'object' };
  readonly version?: string;
  readonly source?: string;

  /** Names of the entities of each batch. */
  readonly batches: string[][] = [];
  readonly targets: CollectionTarget[] = [];
  /** Thrown when it is opened. */
  openFailure: Error | undefined;
  opened = 0;
  say: (name: string, target: CollectionTarget) => Saying = () => ({
    status: 'observed',
    data: { fine: true },
  });
  /** Called before a batch is answered; may throw. */
  before: (names: string[]) => Promise<void> | void = () => {};
  /** Requests of `git.example` for each entity. */
  requests = 0;

  constructor(
    readonly id: string,
    more: { version?: string; source?: string } = {},
  ) {
    this.version = more.version;
    this.source = more.source;
  }

  readonly open: Collector['open'] = async ({ budget }) => {
    this.opened += 1;
    if (this.openFailure) {
      throw this.openFailure;
    }
    return {
      collect: async targets => {
        const names = targets.map(({ entity }) => entity.metadata.name);
        await this.before(names);
        const observations: Observation[] = [];
        const asked: string[] = [];
        for (const target of targets) {
          const { name } = target.entity.metadata;
          if (this.requests) {
            await budget?.take('git.example', this.requests);
          }
          asked.push(name);
          this.targets.push(target);
          observations.push({
            entityRef: target.entityRef,
            ...this.say(name, target),
          } as Observation);
        }
        this.batches.push(asked);
        return observations;
      },
    };
  };

  /** Names of all that it was asked about so far, in order; then forgotten. */
  seen(): string[] {
    this.targets.length = 0;
    return this.batches.splice(0).flat();
  }
}

/** A database with entities, and replicas that run collectors over them. */
export class RunInstallation {
  now = Date.parse('2026-11-21T08:00:00Z');
  readonly clock = { now: () => new Date(this.now) };

  constructor(readonly knex: Knex, private readonly logger: LoggerService) {}

  /**
   * @param entities - by name, with the URL of a repository; '' for none
   */
  async putEntities(entities: Record<string, string>): Promise<void> {
    const named = Object.entries(entities);
    await bulkUpsert(this.knex, {
      table: 'entities',
      rows: named.map(([name, url]) => ({
        ref: `component:default/${name}`,
        kind: 'component',
        namespace: 'default',
        name,
        owner_set_id: 1,
        repository_url: url || null,
        repository_key: repositoryKey(url || undefined),
      })),
      key: ['ref'],
    });
    const ids = new Map<string, number>(
      (await this.knex('entities').select('id', 'name')).map(row => [
        row.name,
        row.id,
      ]),
    );
    await bulkUpsert(this.knex, {
      table: 'facts',
      rows: named.map(([name]) => ({
        entity_id: ids.get(name),
        collector: 'catalog',
        data: JSON.stringify({
          entity: {
            apiVersion: 'backstage.io/v1alpha1',
            kind: 'Component',
            metadata: { name, namespace: 'default' },
            spec: {},
          },
        }),
        hash: 'catalog',
        observed_at: this.now,
      })),
      key: ['entity_id', 'collector'],
    });
  }

  /** Another replica. */
  replica(
    collectors: readonly SayingCollector[],
    options: { perHour?: number } = {},
  ): CollectionRuns {
    const { knex, clock, logger } = this;
    return new CollectionRuns({
      knex,
      clock,
      logger,
      collectors: new CollectorSet({ modules: collectors.map(registered) }),
      budgets: new RequestBudgets({
        knex,
        clock,
        logger,
        perHour: () => options.perHour ?? 5_000,
      }),
    });
  }

  async state(collector: string) {
    return await this.knex('collector_runs').where({ collector }).first();
  }

  /** Facts of a collector, by name of the entity. */
  async facts(collector: string): Promise<
    Map<
      string,
      {
        data: string;
        observed_at: number | string;
        revision: string | null;
      }
    >
  > {
    const rows = await this.knex('facts')
      .join('entities', 'entities.id', 'facts.entity_id')
      .where({ collector })
      .orderBy('entities.id');
    return new Map(rows.map(row => [row.name, row]));
  }

  /** Names of entities that wait for evaluation; then none does. */
  async takeMarked(): Promise<string[]> {
    const names = await this.knex('evaluation_queue')
      .join('entities', 'entities.id', 'evaluation_queue.entity_id')
      .orderBy('entities.id')
      .pluck('name');
    await this.knex('evaluation_queue').delete();
    return names;
  }
}

/** A collector as it is on by default. */
export function registered(collector: Collector): RegisteredCollector {
  return {
    collector,
    target: { kind: 'Component' },
    frequency: collector.frequency,
    timeToLive: collector.timeToLive,
    timeout: { seconds: 10 },
    minimumShare: 0.5,
  };
}

/** `{ e000: url, e001: url, … }` */
export function manyEntities(count: number, url = ''): Record<string, string> {
  return Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      `e${String(index).padStart(4, '0')}`,
      url,
    ]),
  );
}
