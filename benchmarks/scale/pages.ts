import { World } from './World';

/** A page, and a part of the API that it reads. */
export interface Page {
  name: string;
  path: string;
}

/**
 * What pages ask the API for.
 *
 * @param range - `from` and `to` (`YYYY-MM-DD`) of trends and movements.
 */
export function pagesOf(
  { size, departments }: World,
  { from, to }: { from: string; to: string },
): Page[] {
  const service = `component/default/service-${Math.floor(size.entities / 2)}`;
  const team = `group:default/team-${departments}`;
  const range = `from=${from}&to=${to}`;
  const scoped = `scope=team&ref=${encodeURIComponent(team)}&${range}`;
  return [
    { name: 'overview', path: '/v1/overview' },
    { name: 'department', path: '/v1/teams/default/team-0' },
    { name: 'team', path: `/v1/teams/default/team-${departments}` },
    { name: 'entity tab', path: `/v1/entities/${service}` },
    { name: 'entities', path: '/v1/entities?limit=50' },
    {
      name: 'entities, searched',
      path: '/v1/entities?limit=50&search=service-1&sort=score',
    },
    { name: 'check', path: '/v1/checks/benchmark/check-1' },
    {
      name: 'entities of a check',
      path: '/v1/checks/benchmark/check-1/results?limit=50',
    },
    { name: 'adoption of all checks', path: '/v1/checks/adoption' },
    { name: 'sums by team', path: '/v1/rollups?by=team&limit=50' },
    { name: 'sums by system', path: '/v1/rollups?by=system&limit=50' },
    {
      name: 'trend of the organisation',
      path: `/v1/trends?scope=organisation&${range}`,
    },
    { name: 'trend of a team', path: `/v1/trends?${scoped}` },
    { name: 'movements of a team', path: `/v1/movements?${scoped}` },
    {
      name: 'movements of the organisation',
      path: `/v1/movements?scope=organisation&${range}`,
    },
    { name: 'transitions', path: `/v1/transitions?${range}&limit=50` },
    { name: 'gaps', path: '/v1/gaps?limit=20' },
    { name: 'dependency risks', path: '/v1/dependency-risks?limit=50' },
  ];
}
