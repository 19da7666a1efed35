import { EntityFilter } from '../../database/operations/reading';
import { readEntityRef, readText } from './entityRefs';

/**
 * Reads the filters of a query that pick entities by what they say of themselves.
 *
 * @param query - of the request; texts of it are bounded by the OpenAPI document
 * @throws InputError for a text that cannot be one
 */
export function readEntityFilter(query: {
  kind?: string;
  type?: string;
  lifecycle?: string;
  system?: string;
  domain?: string;
  search?: string;
}): EntityFilter {
  const text = (parameter: keyof typeof query) => {
    const value = query[parameter];
    return value ? readText(parameter, value) : undefined;
  };
  const ref = (parameter: 'system' | 'domain') => {
    const value = query[parameter];
    return value ? readEntityRef(parameter, value, parameter) : undefined;
  };
  return {
    kind: text('kind')?.toLocaleLowerCase('en-US'),
    type: text('type'),
    lifecycle: text('lifecycle')?.toLocaleLowerCase('en-US'),
    system: ref('system'),
    domain: ref('domain'),
    search: text('search'),
  };
}
