import { builtInScorecards } from '@team-readiness/backstage-plugin-readiness-standards';
import { Knex } from 'knex';
import {
  Collection,
  CollectorSet,
  connectedCollectors,
  PushedFacts,
} from '../collection';
import { ReadinessConfig } from '../config';
import {
  acceptContributions,
  chooseRecipeRunner,
  Contributions,
} from '../contributions';
import {
  ActiveScorecards,
  createDefinitions,
  factProjection,
} from '../definitions';
import { DerivedFacts } from '../derivation';
import { createDeliveryEvents } from '../events';
import { EvaluationPipeline } from '../pipeline';
import { PluginServices } from '../pluginDependencies';
import { noteForReactions } from '../reactions';
import { createHistoryReplay, HistoryReplay } from '../replay';
import { rebuildGroupClosure } from '../rollups';

/**
 * Makes what observes and evaluates: collectors, definitions, the pipeline, and the replay of the past.
 * Nothing of it runs yet. What one of them asks of another that is made later is asked when it runs.
 *
 * @param deps - services of Backstage
 * @param options - `contributions`: what modules hand over; `signal`: ends all work
 * @throws what is wrong with the settings of a built-in collector
 */
export function createEvaluation(
  deps: PluginServices,
  options: {
    knex: Knex;
    config: ReadinessConfig;
    contributions: Contributions;
    clock: { now(): Date };
    signal: AbortSignal;
  },
) {
  const { knex, config, contributions, clock, signal } = options;
  const { modules, readers, facts, series } = acceptContributions(
    contributions,
    options,
  );
  const { calendar } = config;
  const later: {
    collection?: Collection;
    collectors?: CollectorSet;
    replay?: HistoryReplay;
    definitions?: ActiveScorecards;
  } = {};
  const projection = factProjection(() => later.definitions);
  const isReady = () => !later.replay?.isUnderWay;
  const pushed = new PushedFacts({
    knex,
    grants: config.push,
    facts,
    documents: () => later.collectors?.pushedDocuments ?? [],
    observed: connectedCollectors(modules),
    timeToLive: id => config.collector(id).timeToLive,
    changed: (...changed) => later.collection?.service.factsChanged(...changed),
    isReady,
    projection,
    clock,
  });
  const collectors = (later.collectors = new CollectorSet({
    modules,
    pushed: pushed.collectors(),
  }));
  const connected = () => collectors.connected();
  const definitions = (later.definitions = createDefinitions({
    ...deps,
    knex,
    config: config.definitions,
    builtInScorecards,
    facts,
    connected,
    followed: async () => later.collection?.follow(),
    calendar,
    signal,
    clock,
  }));
  const shared = {
    knex,
    definitions,
    connected,
    projection,
    clock,
    logger: deps.logger,
  };
  const derived = new DerivedFacts({ ...shared, ...config.catalog });
  const pipeline = new EvaluationPipeline({
    ...shared,
    derive: stratum => derived.beforeStratum(stratum),
    batchSize: config.evaluation.batchSize,
    calendar,
    ...noteForReactions(config.reactions, deps.metrics),
  });
  const collection = (later.collection = new Collection({
    ...deps,
    knex,
    config,
    collectors,
    recipeRunner: chooseRecipeRunner(contributions),
    isPushable: id => pushed.isPushable(id),
    rebuildGroupClosure,
    deriveRelations: since => derived.relations(since),
    calendar,
    pipeline,
    isReady,
    projection,
    clock,
    signal,
  }));
  const events = createDeliveryEvents({
    ...deps,
    knex,
    config: config.delivery,
    readers,
    refreshSoon: (...changed) => collection.service.refreshSoon(...changed),
    signal,
    clock,
  });
  const scorecards = () =>
    definitions.current().map(({ compiled, definitionId }) => ({
      name: compiled.name,
      definitionId,
    }));
  const replay = (later.replay = createHistoryReplay({
    ...deps,
    ...shared,
    config,
    series,
    collectors,
    facts,
    calendar,
    rebuildGroupClosure,
    derivation: own =>
      new DerivedFacts({ ...shared, ...own, rollupPauseMs: 0 }),
    scorecards,
  }));
  return {
    pushed,
    definitions,
    pipeline,
    collection,
    events,
    replay,
    /** The versions that are active now. */
    scorecards,
  };
}
