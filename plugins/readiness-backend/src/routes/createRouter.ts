import { createValidatedOpenApiRouter } from '@backstage/backend-openapi-utils';
import { HttpAuthService } from '@backstage/backend-plugin-api';
import type { Router } from 'express';
import { spec } from '../schema/generated/openapi';
import { ReadinessServices } from '../services/ReadinessServices';
import { addCheckRoutes } from './addCheckRoutes';
import { addDefinitionRoutes } from './addDefinitionRoutes';
import { addEntityRoutes } from './addEntityRoutes';
import { addOverviewRoutes } from './addOverviewRoutes';
import { addProblemRoutes } from './addProblemRoutes';
import { addScorecardRoutes } from './addScorecardRoutes';
import { addTeamRoutes } from './addTeamRoutes';
import { createReadCredentials } from './ReadinessRouter';

/**
 * The HTTP API under `/api/readiness`. Requests are validated against the
 * OpenAPI document, which is served at `/openapi.json`; what is not in it is
 * refused with an InputError.
 */
export async function createRouter(
  options: ReadinessServices & { httpAuth: HttpAuthService },
): Promise<Router> {
  const router = createValidatedOpenApiRouter(spec);
  const readCredentials = createReadCredentials(options.httpAuth);

  addOverviewRoutes(router, { ...options, readCredentials });
  addTeamRoutes(router, { ...options, readCredentials });
  addDefinitionRoutes(router, { ...options, readCredentials });
  addEntityRoutes(router, { ...options, readCredentials });
  addScorecardRoutes(router, { ...options, readCredentials });
  addCheckRoutes(router, { ...options, readCredentials });
  addProblemRoutes(router, { ...options, readCredentials });
  return router;
}
