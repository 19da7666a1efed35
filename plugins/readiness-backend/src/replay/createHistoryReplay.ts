import { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { durationToMilliseconds, HumanDuration } from '@backstage/types';
import { FactSchema } from '@team-readiness/backstage-plugin-readiness-common';
import { FactSeries } from '@team-readiness/backstage-plugin-readiness-node';
import { catalogCollector, CollectorSet } from '../collection';
import { CatalogConfig } from '../config';
import { FactProjection } from '../database/operations/facts';
import { freeClaims } from '../database/operations/replays';
import { EvaluationPipeline, EvaluationPipelineOptions } from '../pipeline';
import { SnapshotScorecard } from '../rollups';
import { DatedCatalog } from './DatedCatalog';
import { DatedFacts, ReplayableFact } from './DatedFacts';
import { drainAll } from './drainAll';
import { HistoryReplay, ReplayRun } from './HistoryReplay';
import { PastCatalog, PastCatalogOptions } from './PastCatalog';
import { readSeries } from './readSeries';
import { Replay } from './Replay';
import { ReplayClock } from './ReplayClock';

const mostReasons = 20;

/** Derived facts, as far as a replay needs them. */
export interface ReplayDerivation {
  relations: (options: { complete: boolean }) => Promise<unknown>;
  beforeStratum: (stratum: 1 | 2) => Promise<unknown>;
}

/** What {@link createHistoryReplay} needs. */
export interface CreateHistoryReplayOptions
  extends Pick<
    EvaluationPipelineOptions,
    'knex' | 'definitions' | 'connected' | 'calendar'
  > {
  series: readonly FactSeries[];
  catalog: CatalogService;
  auth: AuthService;
  config: {
    catalog: CatalogConfig;
    tier: PastCatalogOptions['config']['tier'];
  };
  collectors: CollectorSet;
  /** Facts that are known here. */
  facts: readonly FactSchema[];
  rebuildGroupClosure: PastCatalogOptions['rebuildGroupClosure'];
  /** Derived facts by another clock, good for another time. */
  derivation: (options: {
    clock: { now(): Date };
    timeToLive: HumanDuration;
  }) => ReplayDerivation;
  /** The versions that are active now. */
  scorecards: () => readonly SnapshotScorecard[];
  /** The real one. */
  clock: { now(): Date };
  logger: LoggerService;
  /** What checks read of facts. Default: all of it. */
  projection?: FactProjection;
  /** See `HistoryReplay`. */
  leaseMs?: number;
  /** See `HistoryReplay`. */
  pauseMs?: number;
}

/** How long facts are good for that are pushed, where nothing else is said. */
const pushedTimeToLive: HumanDuration = { days: 30 };
/** Facts that are derived from the catalog or from other facts. */
const derivedFacts = new Set([catalogCollector, 'track-record']);

/** The replay of all series that modules have added. */
export function createHistoryReplay(
  options: CreateHistoryReplayOptions,
): HistoryReplay {
  return new HistoryReplay({
    ...options,
    series: options.series.map(({ id }) => id),
    run: run => replay(options, run),
  });
}

async function replay(
  options: CreateHistoryReplayOptions,
  { replay: stored, hold, dayDone, signal }: Parameters<ReplayRun>[0],
): Promise<void> {
  const { knex, logger, series, config } = options;
  const { until, day, facts: told, refused } = stored;
  const clock = new ReplayClock();
  const dated = new DatedCatalog(
    options.catalog,
    series.flatMap(({ entityRefs = [] }) => entityRefs),
  );
  // What the catalog says stands until it says something else, as facts do.
  const timeToLive = {
    get milliseconds() {
      const left = until.getTime() - clock.now().getTime();
      return left + durationToMilliseconds(config.catalog.timeToLive);
    },
  };
  const derived = options.derivation({ clock, timeToLive });
  const past = new PastCatalog({
    ...options,
    present: options.catalog,
    catalog: dated.service(),
    config: { ...config, catalog: { ...config.catalog, timeToLive } },
    deriveRelations: relations => derived.relations(relations),
    clock,
    awaits: series.flatMap(({ awaits = [] }) => awaits),
    signal,
  });
  let isDayOver = false;
  const pipeline = new EvaluationPipeline({
    ...options,
    derive: async stratum =>
      (stratum === 1 || isDayOver) && (await derived.beforeStratum(stratum)),
    clock,
  });
  const reasons = new Set<string>();
  const run = new Replay({
    ...options,
    items: readSeries(series, { until, signal }),
    until,
    doneDay: day,
    counted: { facts: told, refused },
    clock,
    catalog: dated,
    facts: new DatedFacts({
      knex,
      until,
      hold,
      projection: options.projection,
      facts: replayableFacts(options),
      refused: reason => {
        run.refuse();
        if (reasons.size < mostReasons && !reasons.has(reason)) {
          reasons.add(reason);
          logger.warn(`Of the past, something is left out: ${reason}`);
        }
      },
    }),
    begin: () =>
      freeClaims(knex, { collector: catalogCollector, now: clock.now() }),
    readCatalog: which => past.read(which),
    hold: () => hold(knex),
    drain: async when => {
      isDayOver = when.isDayOver;
      await drainAll(knex, { pipeline, clock, signal });
    },
    dayDone,
    signal,
  });
  await run.run();
}

/** What a series may tell: facts of collectors that are connected, and that nothing here derives. */
function replayableFacts({
  collectors,
  facts,
  connected,
}: CreateHistoryReplayOptions): Map<string, ReplayableFact> {
  const known = new Map(facts.map(fact => [fact.collector, fact]));
  const timesToLive = new Map(
    collectors
      .all()
      .map(({ collector, timeToLive }) => [collector.id, timeToLive]),
  );
  for (const { fact, timeToLive } of collectors.pushedDocuments) {
    known.set(fact.collector, fact);
    timesToLive.set(fact.collector, timeToLive);
  }
  for (const { collector } of collectors.recipes) {
    const { id, title, description, schema } = collector;
    if (!known.has(id)) {
      known.set(id, {
        collector: id,
        title,
        description,
        schema,
        example: null,
      });
    }
  }
  return new Map(
    [...known]
      .filter(
        ([id]) =>
          connected().has(id) &&
          !derivedFacts.has(id) &&
          !id.startsWith('readiness/'),
      )
      .map(([id, schema]) => [
        id,
        {
          schema,
          timeToLiveMs: durationToMilliseconds(
            timesToLive.get(id) ?? pushedTimeToLive,
          ),
        },
      ]),
  );
}
