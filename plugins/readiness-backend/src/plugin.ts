import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { builtInScorecards } from '@team-readiness/backstage-plugin-readiness-standards';
import {
  Collection,
  CollectorSet,
  connectedCollectors,
  knownFacts,
  PushedFacts,
  registerCollectors,
} from './collection';
import { readReadinessConfig } from './config';
import { chooseRecipeRunner, registerExtensionPoints } from './contributions';
import { initializeDatabase } from './database/initializeDatabase';
import { createDefinitions, scheduleDefinitions } from './definitions';
import { DerivedFacts } from './derivation';
import { EvaluationPipeline } from './pipeline';
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
      deps: {
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        database: coreServices.database,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        rootConfig: coreServices.rootConfig,
        scheduler: coreServices.scheduler,
        urlReader: coreServices.urlReader,
        userInfo: coreServices.userInfo,
      },
      async init(deps) {
        const { logger, scheduler } = deps;
        const config = readReadinessConfig(deps.rootConfig);
        const { accepted: modules, rejected } = registerCollectors(
          contributions.collectors,
          config.collector,
        );
        for (const { contribution, error } of rejected) {
          contribution.context.reportModuleStartupFailure({ error });
        }
        const clock = { now: () => new Date() };
        const knex = await initializeDatabase(deps.database);
        const stopping = new AbortController();
        let evaluating: Promise<void> | undefined;
        deps.lifecycle.addShutdownHook(async () => {
          stopping.abort();
          // The batch at hand still has its database.
          await evaluating;
        });
        const facts = knownFacts(
          contributions.collectors.map(it => it.collector),
        );
        const later: { collection?: Collection; collectors?: CollectorSet } =
          {};
        const pushed = new PushedFacts({
          knex,
          grants: config.push,
          facts,
          documents: () => later.collectors?.pushedDocuments ?? [],
          observed: connectedCollectors(modules),
          timeToLive: id => config.collector(id).timeToLive,
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
        await definitions.refresh();
        await collection.begin();

        const services = createReadinessServices({
          ...deps,
          knex,
          definitions,
          collection: collection.service,
          pushed,
          clock,
          timeZone: config.delivery.timeZone,
        });
        deps.httpRouter.use(await createRouter({ ...services, ...deps }));

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
