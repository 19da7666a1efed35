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
import { createDefinitions, scheduleDefinitions } from './definitions';
import { DerivedFacts } from './derivation';
import { createDeliveryEvents } from './events';
import { EvaluationPipeline } from './pipeline';
import { pluginDependencies } from './pluginDependencies';
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
        const { modules, readers, facts } = acceptContributions(contributions, {
          knex,
          config,
          clock,
        });
        const stopping = new AbortController();
        let evaluating: Promise<void> | undefined;
        deps.lifecycle.addShutdownHook(async () => {
          stopping.abort();
          // The batch at hand still has its database.
          await evaluating;
        });
        const later: { collection?: Collection; collectors?: CollectorSet } =
          {};
        const pushed = new PushedFacts({
          knex,
          grants: config.push,
          facts,
          documents: () => later.collectors?.pushedDocuments ?? [],
          observed: connectedCollectors(modules),
          timeToLive: id => config.collector(id).timeToLive,
          changed: (...changed) =>
            later.collection?.service.factsChanged(...changed),
          clock,
        });
        const collectors = (later.collectors = new CollectorSet({
          modules,
          pushed: pushed.collectors(),
        }));
        const connected = () => collectors.connected();
        const definitions = createDefinitions({
          ...deps,
          knex,
          config: config.definitions,
          builtInScorecards,
          facts,
          connected,
          followed: async () => later.collection?.follow(),
          calendar: config.calendar,
          signal: stopping.signal,
          clock,
        });
        const shared = { knex, definitions, connected, clock, logger };
        const derived = new DerivedFacts({ ...shared, ...config.catalog });
        const pipeline = new EvaluationPipeline({
          ...shared,
          derive: stratum => derived.beforeStratum(stratum),
          batchSize: config.evaluation.batchSize,
          calendar: config.calendar,
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
          clock,
          signal: stopping.signal,
        }));
        const events = createDeliveryEvents({
          ...deps,
          knex,
          config: config.delivery,
          readers,
          refreshSoon: (...changed) =>
            collection.service.refreshSoon(...changed),
          signal: stopping.signal,
          clock,
        });
        await definitions.refresh();
        await collection.begin();
        await events.start();

        const services = createReadinessServices({
          ...deps,
          knex,
          definitions,
          collection: collection.service,
          pushed,
          pushedEvents: events.pushed,
          clock,
          timeZone: config.delivery.timeZone,
        });
        deps.httpRouter.use(await createRouter({ ...deps, ...services }));

        deps.lifecycle.addStartupHook(() => {
          evaluating = pipeline.start({ signal: stopping.signal });
          collection.watch();
        });
        await scheduleDefinitions({
          scheduler,
          definitions,
          config: config.definitions,
        });
        await scheduleRollups({
          ...deps,
          knex,
          clock,
          scorecards: () =>
            definitions.current().map(({ compiled, definitionId }) => ({
              name: compiled.name,
              definitionId,
            })),
        });
      },
    });
  },
});
