import { createBackendPlugin } from '@backstage/backend-plugin-api';
import { readReadinessConfig } from './config';
import { registerExtensionPoints } from './contributions';
import { initializeDatabase } from './database/initializeDatabase';
import { scheduleDefinitions } from './definitions';
import { pluginDependencies } from './pluginDependencies';
import { createReactions } from './reactions';
import { startAfterReplay } from './replay';
import { scheduleRetention } from './retention';
import { scheduleRollups } from './rollups';
import { createRouter } from './routes/createRouter';
import { createReadinessServices } from './services/createReadinessServices';
import { createEvaluation } from './wiring/createEvaluation';

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
        const config = readReadinessConfig(deps.rootConfig);
        const clock = { now: () => new Date() };
        const knex = await initializeDatabase(deps.database);
        const stopping = new AbortController();
        const { signal } = stopping;
        const shared = { knex, clock, signal };
        const evaluation = createEvaluation(deps, {
          ...shared,
          config,
          contributions,
        });
        const { definitions, collection, pipeline } = evaluation;
        const services = createReadinessServices({
          ...deps,
          ...shared,
          definitions,
          collection: collection.service,
          pushed: evaluation.pushed,
          pushedEvents: evaluation.events.pushed,
          timeZone: config.delivery.timeZone,
          teamMetrics: config.reactions.teamMetrics,
        });
        const reactions = createReactions({
          ...deps,
          ...shared,
          config: config.reactions,
          timeZone: config.delivery.timeZone,
          scorecards: () => definitions.current(),
          services,
        });
        await definitions.refresh();
        await evaluation.events.start();
        const { ended } = await startAfterReplay({
          ...deps,
          replay: evaluation.replay,
          begin: async () => {
            const { scorecards } = evaluation;
            await collection.begin();
            await scheduleRollups({ ...deps, ...shared, scorecards });
            await scheduleRetention({
              ...deps,
              ...shared,
              config: config.retention,
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
          ...deps,
          definitions,
          config: config.definitions,
        });
      },
    });
  },
});
