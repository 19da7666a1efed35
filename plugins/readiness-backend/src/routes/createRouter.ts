import { createValidatedOpenApiRouter } from '@backstage/backend-openapi-utils';
import { HttpAuthService } from '@backstage/backend-plugin-api';
import { json, type RequestHandler, type Router } from 'express';
import { spec } from '../schema/generated/openapi';
import { ReadinessServices } from '../services/ReadinessServices';
import { addCheckRoutes } from './addCheckRoutes';
import { addCollectorRoutes } from './addCollectorRoutes';
import { addDefinitionRoutes } from './addDefinitionRoutes';
import { addFactRoutes } from './addFactRoutes';
import { addEntityRoutes } from './addEntityRoutes';
import { addOverviewRoutes } from './addOverviewRoutes';
import { addProblemRoutes } from './addProblemRoutes';
import { addRecordRoutes } from './addRecordRoutes';
import { addScorecardRoutes } from './addScorecardRoutes';
import { addTeamRoutes } from './addTeamRoutes';
import { createReadCredentials } from './ReadinessRouter';

/** Pushed facts come in batches; nothing else that is sent is large. */
const bodyReaders = { '/v1/facts': json({ limit: '5mb' }), other: json() };

const readBody: RequestHandler = (request, response, next) => {
  const reader =
    request.path === '/v1/facts' ? bodyReaders['/v1/facts'] : bodyReaders.other;
  reader(request, response, next);
};

/**
 * The HTTP API under `/api/readiness`. Requests are validated against the
 * OpenAPI document, which is served at `/openapi.json`; what is not in it is
 * refused with an InputError.
 */
export async function createRouter(
  options: ReadinessServices & { httpAuth: HttpAuthService },
): Promise<Router> {
  const router = createValidatedOpenApiRouter(spec, {
    middleware: [readBody],
  });
  const readCredentials = createReadCredentials(options.httpAuth);

  addOverviewRoutes(router, { ...options, readCredentials });
  addTeamRoutes(router, { ...options, readCredentials });
  addDefinitionRoutes(router, { ...options, readCredentials });
  addFactRoutes(router, { ...options, readCredentials });
  addEntityRoutes(router, { ...options, readCredentials });
  addScorecardRoutes(router, { ...options, readCredentials });
  addCheckRoutes(router, { ...options, readCredentials });
  addCollectorRoutes(router, { ...options, readCredentials });
  addRecordRoutes(router, { ...options, readCredentials });
  addProblemRoutes(router, { ...options, readCredentials });
  return router;
}
