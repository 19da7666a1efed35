import {
  BackstageCredentials,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { ApiRouter } from '@backstage/backend-openapi-utils';
import { spec } from '../schema/generated/openapi';

/** A router whose handlers are typed by the OpenAPI document. */
export type ReadinessRouter = ApiRouter<typeof spec>;

/**
 * Says who asks.
 *
 * @throws AuthenticationError for nobody
 */
export type ReadCredentials = (
  request: Parameters<HttpAuthService['credentials']>[0],
) => Promise<BackstageCredentials>;

/**
 * Users and services may ask; nobody may not.
 */
export function createReadCredentials(
  httpAuth: HttpAuthService,
): ReadCredentials {
  return request =>
    httpAuth.credentials(request, { allow: ['user', 'service'] });
}
