/**
 * The whole plugin in a backend, as one replica, with collectors whose sources answer slowly. Says when it has
 * started, and stops once it is told to.
 *
 * Usage: sources-backend.cjs <options as JSON>, with an IPC channel
 */
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { databaseServiceFactory } from '@backstage/backend-defaults/database';
import { schedulerServiceFactory } from '@backstage/backend-defaults/scheduler';
import { createBackendModule } from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  Collector,
  readinessCollectorsExtensionPoint,
} from '@team-readiness/backstage-plugin-readiness-node';
import readinessPlugin from '../../plugins/readiness-backend/src';

interface Options {
  connection: string;
  entities: number;
  collectors: number;
  /** What a source takes for one entity. */
  msPerEntity: number;
}

const { connection, entities, collectors, msPerEntity }: Options = JSON.parse(
  process.argv[2],
);

const slowCollector = (index: number): Collector => ({
  id: `slow${index}`,
  title: `Slow ${index}`,
  description: 'Answers slowly.',
  schema: {
    type: 'object',
    properties: { number: { type: 'number' } },
  },
  frequency: { hours: 1 },
  timeToLive: { hours: 6 },
  open: async () => ({
    collect: async targets => {
      await setTimeout(targets.length * msPerEntity);
      return targets.map(({ entityRef }) => ({
        entityRef,
        status: 'observed' as const,
        data: { number: entityRef.length * index },
      }));
    },
  }),
});

async function main(): Promise<void> {
  const backend = await startTestBackend({
    features: [
      readinessPlugin,
      createBackendModule({
        pluginId: 'readiness',
        moduleId: 'slow',
        register(reg) {
          reg.registerInit({
            deps: { extension: readinessCollectorsExtensionPoint },
            async init({ extension }) {
              extension.addCollector(
                ...Array.from({ length: collectors }, (_, index) =>
                  slowCollector(index),
                ),
              );
            },
          });
        },
      }),
      catalogServiceMock.factory({
        entities: Array.from({ length: entities }, (_, index) => ({
          apiVersion: 'backstage.io/v1alpha1',
          kind: 'Component',
          metadata: { name: `service-${index}`, namespace: 'default' },
          spec: {
            type: 'service',
            lifecycle: 'production',
            owner: `group:default/team-${index % 50}`,
          },
        })),
      }),
      mockServices.rootConfig.factory({
        data: { backend: { database: { client: 'pg', connection } } },
      }),
      mockServices.rootLogger.factory({ level: 'error' }),
      databaseServiceFactory,
      schedulerServiceFactory,
    ],
  });
  process.send?.('started');
  await once(process, 'message');
  await backend.stop();
  process.stdout.write('{}\n');
  process.disconnect?.();
  process.exit(0);
}

main().catch(error => {
  process.stderr.write(`${error?.stack ?? error}\n`);
  process.exit(1);
});
