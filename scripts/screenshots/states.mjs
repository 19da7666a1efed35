/**
 * The states of pages that the demo organisation does not show by itself. Each is made by answering in the backend's
 * place, so that a picture shows what a reader would see.
 */

const api = '**/api/readiness/v1';

const answer = (status, body) => route =>
  route.fulfill({
    status,
    contentType: 'application/json',
    body: JSON.stringify(body),
  });

const failure = (status, name, message) =>
  answer(status, {
    error: { name, message },
    response: { statusCode: status },
  });

/** Answers what the backend said, changed. */
const changed = change => async route => {
  const response = await route.fetch();
  await route.fulfill({ response, json: change(await response.json()) });
};

const never = () => new Promise(() => {});

const nothing = {
  entities: 0,
  withTarget: 0,
  onTarget: 0,
  tier1BelowTarget: 0,
  notEnoughData: 0,
  inGrace: 0,
};

/**
 * Each with the name of its picture, the page, the words by which it is known to show, what is arranged before, and
 * whether it never ends.
 */
export const states = [
  {
    name: 'teams-loading',
    path: '/readiness/teams',
    shows: 'Teams',
    endless: true,
    arrange: page => page.route(`${api}/overview*`, never),
  },
  {
    name: 'teams-first-run',
    path: '/readiness/teams',
    shows: 'Begin here',
    arrange: async page => {
      await page.route(
        `${api}/overview*`,
        changed(overview => ({
          ...overview,
          teams: [],
          unowned: null,
          total: {
            ...overview.total,
            ...nothing,
            missing: { runbooks: 0, slos: 0 },
          },
          evaluation: {
            waiting: 0,
            firstRunComplete: false,
            evaluatedAt: null,
          },
        })),
      );
    },
  },
  {
    name: 'teams-denied',
    path: '/readiness/teams',
    shows: /not allowed|may not/i,
    arrange: page =>
      page.route(`${api}/**`, failure(403, 'NotAllowedError', 'Unauthorized')),
  },
  {
    name: 'teams-error',
    path: '/readiness/teams',
    shows: /could not be loaded|try again/i,
    arrange: page =>
      page.route(
        `${api}/overview*`,
        failure(500, 'Error', 'The database does not answer'),
      ),
  },
  {
    name: 'teams-partial',
    path: '/readiness/teams',
    shows: /wait to be checked again/,
    arrange: page =>
      page.route(
        `${api}/overview*`,
        changed(overview => ({
          ...overview,
          evaluation: { ...overview.evaluation, waiting: 12 },
        })),
      ),
  },
  {
    name: 'team-missing',
    path: '/readiness/teams/default/nobody',
    shows: /No team/,
  },
  {
    name: 'team-loading',
    path: '/readiness/teams/default/checkout',
    shows: 'Readiness',
    endless: true,
    arrange: page => page.route(`${api}/teams/**`, never),
  },
  {
    name: 'service-loading',
    path: '/catalog/default/component/search/readiness',
    shows: 'Search',
    endless: true,
    arrange: page => page.route(`${api}/entities/**`, never),
  },
  {
    name: 'service-error',
    path: '/catalog/default/component/search/readiness',
    shows: /could not be loaded|try again/i,
    arrange: page =>
      page.route(
        `${api}/entities/**`,
        failure(503, 'ServiceUnavailableError', 'Not ready yet'),
      ),
  },
  {
    name: 'check-missing',
    path: '/readiness/checks/service-readiness/no-such-check',
    shows: 'No such check',
  },
  {
    name: 'health-denied',
    path: '/readiness/health',
    shows: /not allowed|may not/i,
    arrange: page =>
      page.route(`${api}/**`, failure(403, 'NotAllowedError', 'Unauthorized')),
  },
];
