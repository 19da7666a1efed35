import {
  coreServices,
  createBackendPlugin,
  ExtensionPointFactoryContext,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import {
  Collector,
  readinessCollectorsExtensionPoint,
} from '@team-readiness/backstage-plugin-readiness-node';
import { builtInScorecards } from '@team-readiness/backstage-plugin-readiness-standards';
import {
  CatalogCollector,
  CollectionService,
  collectionTaskId,
  connectedCollectors,
  knownFacts,
  PushedFacts,
  registerCollectors,
  scheduleCollection,
} from './collection';
import { readReadinessConfig } from './config';
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
    const contributions: Array<{
      collector: Collector;
      context: ExtensionPointFactoryContext;
    }> = [];
    env.registerExtensionPoint({
      extensionPoint: readinessCollectorsExtensionPoint,
      factory: context => ({
        addCollector: (...collectors) => {
          const added = collectors.map(collector => ({ collector, context }));
          contributions.push(...added);
        },
      }),
    });
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
        const { accepted: collectors, rejected } = registerCollectors(
          contributions,
          config.collector,
        );
        for (const { contribution, error } of rejected) {
          contribution.context.reportModuleStartupFailure({ error });
        }
        const clock = { now: () => new Date() };
        const knex = await initializeDatabase(deps.database);
        const stopping = new AbortController();
        deps.lifecycle.addShutdownHook(() => stopping.abort());
        const facts = knownFacts(contributions.map(it => it.collector));
        const pushed = new PushedFacts({
          knex,
          grants: config.push,
          facts: () => facts,
          observed: connectedCollectors(collectors),
          timeToLive: id => config.collector(id).timeToLive,
          clock,
        });
        const ids = connectedCollectors(collectors, pushed.collectors());
        const connected = () => ids;
        const definitions = createDefinitions({
          ...deps,
          knex,
          config: config.definitions,
          builtInScorecards,
          facts,
          connected,
          calendar: config.calendar,
          signal: stopping.signal,
          clock,
        });
        const shared = { knex, definitions, connected, clock, logger };
        const { timeToLive } = config.catalog;
        const derived = new DerivedFacts({ ...shared, timeToLive });
        const pipeline = new EvaluationPipeline({
          ...shared,
          derive: stratum => derived.beforeStratum(stratum),
          batchSize: config.evaluation.batchSize,
          calendar: config.calendar,
        });
        const collection = new CollectionService({
          knex,
          catalog: new CatalogCollector({
            ...deps,
            knex,
            config,
            rebuildGroupClosure,
            deriveRelations: options => derived.relations(options),
            clock,
          }),
          collectors,
          pushed: pushed.collectors(),
          calendar: config.calendar,
          pipeline,
          clock,
          logger,
          trigger: id => scheduler.triggerTask(collectionTaskId(id)),
        });
        await definitions.refresh();
        await collection.start();

        const services = createReadinessServices({
          ...deps,
          knex,
          definitions,
          collection,
          pushed,
          clock,
        });
        deps.httpRouter.use(await createRouter({ ...services, ...deps }));

        deps.lifecycle.addStartupHook(() => {
          void pipeline.start({ signal: stopping.signal });
        });
        await scheduleCollection({ scheduler, collection, collectors });
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
