/**
 * The states of pages that the demo organisation does not show by itself. Each is made by answering in the backend's
 * place, so that a picture shows what a reader would see.
 */
import { pages } from '../../e2e-tests/pages.ts';

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

const BUSY = 'main [aria-busy=true]';

/** States that every page has, by what becomes of its requests. `shows` is how they are known to be there. */
const ofEveryPage = [
  { name: 'loading', answers: never, shows: page => page.locator(BUSY) },
  {
    name: 'error',
    answers: failure(500, 'Error', 'The database does not answer'),
    shows: page =>
      page.getByText(/Could not load|could not be loaded|does not answer/i),
  },
  {
    name: 'denied',
    answers: failure(403, 'NotAllowedError', 'Unauthorized'),
    shows: page => page.getByText(/may not see/),
  },
];

const nothing = {
  entities: 0,
  withTarget: 0,
  onTarget: 0,
  tier1BelowTarget: 0,
  notEnoughData: 0,
  inGrace: 0,
};

const service = '/catalog/default/component/search/readiness';
const missing = failure(404, 'NotFoundError', 'There is no such thing');
const inTwoHours = () => new Date(Date.now() + 2 * 3_600_000).toISOString();

/** States of single pages: nothing there, nothing found, not all there, and something to be seen to. */
const ofPages = [
  {
    name: 'teams-first-run',
    path: '/readiness/teams',
    shows: 'Begin here',
    arrange: page =>
      page.route(
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
    name: 'teams-nothing-found',
    path: '/readiness/teams?search=nobody',
    shows: /No team (that fits the filters )?has/,
  },
  {
    name: 'team-missing',
    path: '/readiness/teams/default/nobody',
    shows: /No team/,
  },
  {
    name: 'team-empty',
    path: '/readiness/teams/default/checkout',
    shows: /owns no service/,
    arrange: async page => {
      await page.route(`${api}/movements*`, missing);
      await page.route(
        `${api}/teams/**`,
        changed(team => ({
          ...team,
          standing: {
            ...team.standing,
            ...nothing,
            levels: team.standing.levels.map(level => ({
              ...level,
              entities: 0,
            })),
            overall: {
              passed: 0,
              known: 0,
              applicable: 0,
              adoption: null,
              score: null,
              coverage: null,
            },
          },
          change: null,
          fixes: [],
          entities: [],
        })),
      );
    },
  },
  {
    name: 'team-nothing-found',
    path: '/readiness/teams/default/checkout?search=nothing',
    shows: 'No service fits the filters.',
  },
  {
    name: 'team-history-empty',
    path: '/readiness/teams/default/checkout/history',
    shows: /Nothing is known of these days yet/,
    arrange: page =>
      page.route(
        `${api}/trends*`,
        changed(trend => ({ ...trend, points: [], markers: [] })),
      ),
  },
  {
    name: 'team-record-empty',
    path: '/readiness/teams/default/checkout/track-record',
    shows: /Nothing is recorded yet/,
    arrange: page =>
      page.route(
        `${api}/entities/**/track-record*`,
        changed(record => ({
          ...record,
          items: [],
          counts: [],
          nextCursor: null,
        })),
      ),
  },
  {
    name: 'impact-brief-missing',
    path: '/readiness/impact-brief/group/default/nobody',
    shows: /^No group/i,
  },
  {
    name: 'service-unknown',
    path: service,
    shows: 'Not known to Readiness yet',
    arrange: page => page.route(`${api}/entities/**`, missing),
  },
  {
    name: 'service-empty',
    path: service,
    shows: 'Nothing is asked of it',
    arrange: page =>
      page.route(
        `${api}/entities/*/*/search*`,
        changed(entity => ({ ...entity, scorecards: [] })),
      ),
  },
  {
    name: 'services-nothing-found',
    path: '/readiness/services?search=nothing',
    shows: 'No service fits the filters.',
  },
  {
    name: 'standards-first-run',
    path: '/readiness/standards',
    shows: 'No standards yet',
    arrange: page =>
      page.route(
        `${api}/scorecards*`,
        changed(list => ({ ...list, items: [] })),
      ),
  },
  {
    name: 'standards-nothing-found',
    path: '/readiness/standards?words=nothing',
    shows: 'No check matches.',
  },
  {
    name: 'standards-problem',
    path: '/readiness/standards',
    shows: /web-readiness\.yaml:24/,
    arrange: page =>
      page.route(
        `${api}/problems*`,
        answer(200, {
          items: [
            {
              id: '1',
              subject: 'definition',
              reporter: 'definitions',
              name: 'web-readiness',
              entityRef: null,
              message: 'Property "gaet" is not known. Did you mean "gate"?',
              source: 'scorecards/web-readiness.yaml',
              line: 24,
              column: 7,
              excerpt: '      gaet: true\n      ^^^^',
              seenAt: new Date().toISOString(),
            },
          ],
          totalItems: 1,
          nextCursor: null,
        }),
      ),
  },
  {
    name: 'check-missing',
    path: '/readiness/checks/service-readiness/no-such-check',
    shows: 'No such check',
  },
  {
    name: 'check-nothing-found',
    path: '/readiness/checks/service-readiness/runbook-complete?tier=0&outcome=exempt',
    shows: 'No services',
  },
  {
    name: 'review-missing',
    path: '/readiness/review/component/default/nothing',
    shows: /^No component/i,
  },
  {
    name: 'health-waiting',
    path: '/readiness/health?state=never',
    shows: /entities could not be checked/,
    arrange: page =>
      page.route(
        `${api}/evaluation-queue`,
        changed(queue => ({
          ...queue,
          waiting: 12,
          waitingSince: new Date(Date.now() - 5 * 60_000).toISOString(),
          failed: 2,
          givenUp: 1,
          failures: ['cart', 'search'].map((name, index) => ({
            entityRef: `component:default/${name}`,
            attempts: 6 - index,
            isGivenUp: index === 0,
            lastError: 'The condition of runbook-complete took too long.',
            nextAt: inTwoHours(),
          })),
        })),
      ),
  },
];

/**
 * Each with the name of its picture, the page, what shows it to be there (words, or a function that finds it on the
 * page), what is arranged before, and whether it never ends.
 */
export const states = [
  ...pages.flatMap(({ name, path }) =>
    ofEveryPage.map(state => ({
      name: `${name}-${state.name}`,
      path,
      shows: state.shows,
      arrange: page => page.route(`${api}/**`, state.answers),
      endless: state.answers === never,
    })),
  ),
  ...ofPages,
];
