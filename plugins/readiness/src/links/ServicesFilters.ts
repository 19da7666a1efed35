import { EntityQuery } from '@team-readiness/backstage-plugin-readiness-common';

/**
 * To what the list of services is narrowed, as the API takes it. `owner` is the ref of a team or user, `mine` or
 * `unowned`; `scorecard` is by what services are measured.
 */
export type ServicesFilters = Pick<
  EntityQuery,
  | 'scorecard'
  | 'search'
  | 'owner'
  | 'target'
  | 'level'
  | 'tier'
  | 'data'
  | 'lifecycle'
  | 'domain'
  | 'system'
  | 'area'
>;

/**
 * The filters as part of an address.
 *
 * @returns a query with its question mark; empty for none
 */
export function servicesQuery(filters: ServicesFilters = {}): string {
  const query = new URLSearchParams();
  Object.entries(filters).forEach(([name, value]) => {
    if (value !== undefined && value !== '') {
      query.set(name, String(value));
    }
  });
  const text = query.toString();
  return text ? `?${text}` : '';
}
