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
  registerCollectors,
  scheduleCollection,
} from './collection';
import { readReadinessConfig } from './config';
import { initializeDatabase } from './database/initializeDatabase';
import { readDefinitionTexts, ScorecardDefinitions } from './definitions';
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
        const definitions = new ScorecardDefinitions({
          knex,
          readTexts: () =>
            readDefinitionTexts(config.definitions, builtInScorecards),
          facts: knownFacts(contributions.map(({ collector }) => collector)),
          clock,
          logger,
        });
        const connected = connectedCollectors(collectors);
        const pipeline = new EvaluationPipeline({
          knex,
          definitions,
          connected: () => connected,
          clock,
          logger,
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
            clock,
          }),
          collectors,
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
          clock,
        });
        deps.httpRouter.use(await createRouter({ ...services, ...deps }));

        const stopping = new AbortController();
        deps.lifecycle.addStartupHook(() => {
          void pipeline.start({ signal: stopping.signal });
        });
        deps.lifecycle.addShutdownHook(() => stopping.abort());
        await scheduleCollection({ scheduler, collection, collectors });
        await scheduler.scheduleTask({
          id: 'readiness-read-definitions',
          scope: 'local',
          frequency: config.definitions.frequency,
          timeout: { minutes: 5 },
          fn: () => definitions.refresh(),
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
