import { mockServices } from '@backstage/backend-test-utils';
import {
  DatedEntity,
  DatedFact,
  FactSeries,
} from '@team-readiness/backstage-plugin-readiness-node';
import { Knex } from 'knex';
import { CollectorSet } from '../../collection';
import {
  ChangingCatalog,
  entityOf,
} from '../../collection/__fixtures__/ChangingCatalog';
import { readReadinessConfig } from '../../config';
import { DerivedFacts } from '../../derivation';
import { TinyInstallation } from '../../pipeline/__testUtils__/TinyInstallation';
import { tinyScorecard } from '../../pipeline/__testUtils__/tinyScorecard';
import { rebuildGroupClosure } from '../../rollups';
import { createHistoryReplay } from '../createHistoryReplay';
import { HistoryReplay } from '../HistoryReplay';

/** A replay that fails again and again ends with its test. */
const longestMs = 60_000;

/** The present of the tests. */
export const present = Date.parse('2026-11-21T08:30:00.000Z');

/** A team of the catalog. */
export const team = (name: string) =>
  entityOf(`group:default/${name}`, { spec: { type: 'team' } });

/** A service of the catalog. */
export const service = (name: string, owner: string) =>
  entityOf(`component:default/${name}`, {
    spec: { type: 'service', owner },
    relations: { ownedBy: [`group:default/${owner}`] },
  });

/** Days before the present, at an hour (UTC). */
export function daysAgo(days: number, hour = 10): Date {
  const midnight = Math.floor(present / 86_400_000) * 86_400_000;
  return new Date(midnight - days * 86_400_000 + hour * 3_600_000);
}

/** A fact `a` or `b` about a service. */
export function said(
  at: Date,
  collector: string,
  name: string,
  data: DatedFact['data'],
): DatedFact {
  return { at, collector, entityRef: `component:default/${name}`, data };
}

/** How the catalog described a service. */
export function described(
  at: Date,
  name: string,
  entity: DatedEntity['entity'],
): DatedEntity {
  return { at, entityRef: `component:default/${name}`, entity };
}

/** A backend with one scorecard over the facts `a` and `b`, before its first evaluation. */
export class ReplayInstallation {
  readonly tiny: TinyInstallation;
  readonly catalog: ChangingCatalog;
  readonly logger = mockServices.logger.mock();
  /** Called between steps of a replay; throws what a test wants. */
  interrupt: (where: string) => void = () => {};

  constructor(readonly knex: Knex) {
    this.tiny = new TinyInstallation(knex);
    this.tiny.now = present;
    this.catalog = new ChangingCatalog([
      team('blue'),
      team('red'),
      service('shop', 'blue'),
      service('cart', 'blue'),
      service('late', 'red'),
    ]);
  }

  /** Publishes the scorecard. */
  async begin(): Promise<void> {
    await this.tiny.publish(
      1,
      tinyScorecard({
        name: 'first',
        contentHash: 'v1',
        types: ['service'],
        checks: [
          { id: 'one', collector: 'a', area: 'ownership' },
          { id: 'two', collector: 'b', area: 'documentation' },
        ],
      }),
    );
  }

  /** Another replica. */
  replica(
    series: readonly FactSeries[],
    options: { leaseMs?: number; pauseMs?: number; realNow?: () => Date } = {},
  ): HistoryReplay {
    const { knex, tiny, catalog, logger } = this;
    const definitions = { current: () => tiny.current(), held: () => [] };
    const connected = () => tiny.connected;
    return createHistoryReplay({
      knex,
      definitions,
      connected,
      series: series.map(each => this.#interrupted(each)),
      catalog: catalog.service,
      auth: mockServices.auth(),
      config: readReadinessConfig(mockServices.rootConfig({ data: {} })),
      collectors: new CollectorSet({ modules: [] }),
      facts: ['a', 'b'].map(collector => ({
        collector,
        title: collector,
        description: collector,
        schema: {
          type: 'object',
          properties: { strict: { type: 'string' } },
        },
        example: null,
      })),
      rebuildGroupClosure,
      derivation: own => {
        const derived = new DerivedFacts({
          knex,
          definitions,
          connected,
          logger,
          ...own,
          rollupPauseMs: 0,
        });
        return {
          relations: relations => derived.relations(relations),
          beforeStratum: stratum => {
            this.interrupt('derive');
            return derived.beforeStratum(stratum);
          },
        };
      },
      scorecards: () => [{ name: 'first', definitionId: 1 }],
      clock: { now: options.realNow ?? (() => new Date(present)) },
      logger,
      pauseMs: 1,
      ...options,
    });
  }

  /** Prepares a replica, and lets it come to the end. */
  async replay(
    series: readonly FactSeries[],
    options: Parameters<ReplayInstallation['replica']>[1] = {},
  ): Promise<void> {
    const replica = this.replica(series, options);
    await replica.prepare();
    await replica.finish({ signal: AbortSignal.timeout(longestMs) });
  }

  #interrupted(series: FactSeries): FactSeries {
    const interrupt = () => this.interrupt('item');
    return {
      ...series,
      async *read(options) {
        for await (const item of series.read(options)) {
          interrupt();
          yield item;
        }
      },
    };
  }
}
