import { createValidatedOpenApiRouter } from '@backstage/backend-openapi-utils';
import { HttpAuthService } from '@backstage/backend-plugin-api';
import { json, raw, type RequestHandler, type Router } from 'express';
import { spec } from '../schema/generated/openapi';
import { ReadinessServices } from '../services/ReadinessServices';
import { addCheckRoutes } from './addCheckRoutes';
import { addCollectorRoutes } from './addCollectorRoutes';
import { addDefinitionRoutes } from './addDefinitionRoutes';
import { addEventRoutes } from './addEventRoutes';
import { addFactRoutes } from './addFactRoutes';
import { addEntityRoutes } from './addEntityRoutes';
import { addHistoryRoutes } from './addHistoryRoutes';
import { addMetricsRoutes } from './addMetricsRoutes';
import { addGapRoutes } from './addGapRoutes';
import { addOverviewRoutes } from './addOverviewRoutes';
import { addProblemRoutes } from './addProblemRoutes';
import { addQueueRoutes } from './addQueueRoutes';
import { addRecordRoutes } from './addRecordRoutes';
import { addRollupRoutes } from './addRollupRoutes';
import { addScorecardRoutes } from './addScorecardRoutes';
import { addTeamRoutes } from './addTeamRoutes';
import { keepPrivate } from './keepPrivate';
import { createReadCredentials } from './ReadinessRouter';

/**
 * Pushed facts and events come in batches, and entities are named by hundreds; nothing else that is sent is large.
 * Events are of many content types, and their attributes may stand in headers: the body is handed on as it came.
 */
const bodyReaders = new Map<string, RequestHandler>([
  ['/v1/facts', json({ limit: '5mb' })],
  ['/v1/entities/levels', json({ limit: '500kb' })],
  ['/v1/events', raw({ limit: '5mb', type: () => true })],
]);
const readOther = json();

const readBody: RequestHandler = (request, response, next) => {
  const reader = bodyReaders.get(request.path) ?? readOther;
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
    middleware: [keepPrivate, readBody],
  });
  const readCredentials = createReadCredentials(options.httpAuth);

  addMetricsRoutes(router, { ...options, readCredentials });
  addOverviewRoutes(router, { ...options, readCredentials });
  addTeamRoutes(router, { ...options, readCredentials });
  addDefinitionRoutes(router, { ...options, readCredentials });
  addEventRoutes(router, { ...options, readCredentials });
  addFactRoutes(router, { ...options, readCredentials });
  addEntityRoutes(router, { ...options, readCredentials });
  addScorecardRoutes(router, { ...options, readCredentials });
  addCheckRoutes(router, { ...options, readCredentials });
  addCollectorRoutes(router, { ...options, readCredentials });
  addRecordRoutes(router, { ...options, readCredentials });
  addGapRoutes(router, { ...options, readCredentials });
  addRollupRoutes(router, { ...options, readCredentials });
  addHistoryRoutes(router, { ...options, readCredentials });
  addQueueRoutes(router, { ...options, readCredentials });
  addProblemRoutes(router, { ...options, readCredentials });
  return router;
}
