import { createBackendPlugin } from '@backstage/backend-plugin-api';
import { builtInScorecards } from '@team-readiness/backstage-plugin-readiness-standards';
import {
  Collection,
  CollectorSet,
  connectedCollectors,
  PushedFacts,
} from './collection';
import { readReadinessConfig } from './config';
import {
  acceptContributions,
  chooseRecipeRunner,
  registerExtensionPoints,
} from './contributions';
import { initializeDatabase } from './database/initializeDatabase';
import {
  ActiveScorecards,
  createDefinitions,
  factProjection,
  scheduleDefinitions,
} from './definitions';
import { DerivedFacts } from './derivation';
import { createDeliveryEvents } from './events';
import { EvaluationPipeline } from './pipeline';
import { pluginDependencies } from './pluginDependencies';
import { createHistoryReplay, HistoryReplay, startAfterReplay } from './replay';
import {
  countEvaluations,
  createReactions,
  reactionWindows,
} from './reactions';
import { scheduleRetention } from './retention';
import { rebuildGroupClosure, scheduleRollups } from './rollups';
import { createRouter } from './routes/createRouter';
import { createReadinessServices } from './services/createReadinessServices';

/**
 * Evaluates the entities of the catalog against scorecards.
 *
 * @public
 */
export const readinessPlugin = createBackendPlugin({
  pluginId: 'readiness',
  register(env) {
    const contributions = registerExtensionPoints(env);
    env.registerInit({
      deps: pluginDependencies,
      async init(deps) {
        const { logger, scheduler } = deps;
        const config = readReadinessConfig(deps.rootConfig);
        const clock = { now: () => new Date() };
        const knex = await initializeDatabase(deps.database);
        const { modules, readers, facts, series } = acceptContributions(
          contributions,
          { knex, config, clock },
        );
        const stopping = new AbortController();
        const { signal } = stopping;
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
          changed: (...changed) =>
            later.collection?.service.factsChanged(...changed),
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
          calendar: config.calendar,
          signal,
          clock,
        }));
        const shared = {
          knex,
          definitions,
          connected,
          projection,
          clock,
          logger,
        };
        const derived = new DerivedFacts({ ...shared, ...config.catalog });
        const pipeline = new EvaluationPipeline({
          ...shared,
          derive: stratum => derived.beforeStratum(stratum),
          batchSize: config.evaluation.batchSize,
          calendar: config.calendar,
          reactions: reactionWindows(config.reactions),
          counted: countEvaluations(deps.metrics),
        });
        const collection = (later.collection = new Collection({
          ...deps,
          knex,
          config,
          collectors,
          recipeRunner: chooseRecipeRunner(contributions),
          isPushable: id => pushed.isPushable(id),
          rebuildGroupClosure,
          deriveRelations: options => derived.relations(options),
          calendar: config.calendar,
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
          refreshSoon: (...changed) =>
            collection.service.refreshSoon(...changed),
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
          calendar: config.calendar,
          rebuildGroupClosure,
          derivation: own =>
            new DerivedFacts({ ...shared, ...own, rollupPauseMs: 0 }),
          scorecards,
        }));
        const services = createReadinessServices({
          ...deps,
          knex,
          definitions,
          collection: collection.service,
          pushed,
          pushedEvents: events.pushed,
          clock,
          timeZone: config.delivery.timeZone,
          teamMetrics: config.reactions.teamMetrics,
        });
        const reactions = createReactions({
          ...deps,
          knex,
          config: config.reactions,
          timeZone: config.delivery.timeZone,
          scorecards: () => definitions.current(),
          services,
          clock,
        });
        await definitions.refresh();
        await events.start();
        const { ended } = await startAfterReplay({
          ...deps,
          replay,
          begin: async () => {
            await collection.begin();
            await scheduleRollups({ ...deps, knex, clock, scorecards });
            await scheduleRetention({
              ...deps,
              knex,
              config: config.retention,
              clock,
              signal,
            });
          },
          work: async () => {
            collection.watch();
            await Promise.all([
              pipeline.start({ signal }),
              reactions?.start({ signal }),
            ]);
          },
          signal,
        });
        deps.lifecycle.addShutdownHook(async () => {
          stopping.abort();
          // The batch at hand still has its database.
          await ended();
        });

        deps.httpRouter.use(await createRouter({ ...deps, ...services }));

        await scheduleDefinitions({
          scheduler,
          definitions,
          config: config.definitions,
        });
      },
    });
  },
});
