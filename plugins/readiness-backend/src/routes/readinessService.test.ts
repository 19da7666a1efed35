import { createBackendPlugin } from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { AuthenticationError } from '@backstage/errors';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  ReadinessService,
  readinessServiceRef,
} from '@team-readiness/backstage-plugin-readiness-node';
import readinessPlugin from '../index';

jest.setTimeout(60_000);

describe('readinessServiceRef', () => {
  it('asks the backend on behalf of whoever is named, and hands on what it refuses', async () => {
    const found: { service?: ReadinessService } = {};
    const asking = createBackendPlugin({
      pluginId: 'asking',
      register(env) {
        env.registerInit({
          deps: { readiness: readinessServiceRef },
          async init({ readiness }) {
            found.service = readiness;
          },
        });
      },
    });
    const backend = await startTestBackend({
      features: [
        readinessPlugin,
        asking,
        mockServices.database.factory(),
        catalogServiceMock.factory({ entities: [] }),
        mockServices.scheduler.mock().factory,
      ],
    });
    try {
      const readiness = found.service!.withCredentials(mockCredentials.user());
      const overview = await readiness.getOverview();
      expect(overview.total.entities).toBe(0);
      expect(overview.scorecards.length).toBeGreaterThan(0);
      await expect(
        readiness.getTeam({ namespace: 'default', name: 'nobody' }),
      ).rejects.toMatchObject({ statusCode: 404 });
      await expect(
        found.service!.withCredentials(mockCredentials.none()).getOverview(),
      ).rejects.toThrow(AuthenticationError);
    } finally {
      await backend.stop();
    }
  });
});
