import { components } from './generated/openapi';

/**
 * What the REST API takes and returns, by the names of its OpenAPI description.
 *
 * @public
 */
export type ApiSchemas = components['schemas'];
