import { createValidatedOpenApiRouter } from '@backstage/backend-openapi-utils';
import { mockErrorHandler, mockServices } from '@backstage/backend-test-utils';
import express, { Express } from 'express';
import { spec } from '../../schema/generated/openapi';
import {
  createTestServices,
  TestPolicy,
} from '../../services/__testUtils__/createTestServices';
import { Organisation } from '../../services/__testUtils__/Organisation';
import { createRouter } from '../createRouter';

/**
 * The API on its own, with a policy that tests choose. Every answer is compared
 * with the OpenAPI document: one that does not fit becomes an error 500.
 */
export async function createTestApp(
  organisation: Organisation,
  policy: TestPolicy = {},
): Promise<Express> {
  const app = express();
  app.use(
    createValidatedOpenApiRouter(spec, {
      middleware: [express.json({ limit: '5mb' })],
      validatorOptions: { validateRequests: false, validateResponses: true },
    }),
  );
  app.use(
    await createRouter({
      ...createTestServices(organisation, policy),
      httpAuth: mockServices.httpAuth(),
    }),
  );
  app.use(mockErrorHandler());
  return app;
}
