/**
 * A backend that says what a very large organisation would: 500 teams and a team with 10,000 services. For measuring
 * what the pages do with it, apart from what a real backend takes for it.
 */
import { createServer } from 'node:http';

const areas = [
  ...['ownership', 'documentation', 'slos', 'policy', 'cost', 'architecture'],
  ...['platform', 'delivery', 'incidents', 'security', 'ml'],
];
const levels = ['Not yet at 1', 'Running', 'Owned', 'Senior-ready'];
const scorecard = { id: 'service-readiness', title: 'Service readiness' };

function shareOf(index) {
  const applicable = 20 + (index % 30);
  const known = applicable - (index % 7);
  const passed = Math.floor((known * ((index * 37) % 101)) / 100);
  return {
    passed,
    known,
    applicable,
    adoption: passed / applicable,
    score: passed / known,
    coverage: known / applicable,
  };
}

function standingOf(index, entities) {
  const onTarget = Math.floor((entities * ((index * 53) % 101)) / 100);
  return {
    entities,
    withTarget: entities,
    onTarget,
    tier1BelowTarget: index % 4,
    notEnoughData: index % 3,
    inGrace: 0,
    hidden: 0,
    levels: levels.map((name, level) => ({
      level,
      name,
      entities: level === 1 ? entities : 0,
    })),
    overall: shareOf(index),
    areas: areas.map((area, place) => ({
      area,
      share: shareOf(index + place * 11),
    })),
    missing: { runbooks: index % 5, slos: index % 6 },
  };
}

const teamOf = index => ({
  ref: `group:default/team-${index}`,
  title: `Team ${index}`,
  parentRef:
    index % 10 === 0 ? null : `group:default/team-${index - (index % 10)}`,
});

const overview = teams => ({
  scorecard,
  scorecards: [scorecard],
  total: standingOf(3, 10_000),
  teams: Array.from({ length: teams }, (_, index) => ({
    team: teamOf(index),
    mine: index === 7,
    childTeams: index % 10 === 0 ? 9 : 0,
    standing: standingOf(index, 20),
  })),
  unowned: null,
  evaluation: {
    waiting: 0,
    firstRunComplete: true,
    evaluatedAt: new Date().toISOString(),
  },
  filters: { domains: [], lifecycles: ['production'] },
});

const entityOf = index => ({
  ref: `component:default/service-${index}`,
  kind: 'component',
  namespace: 'default',
  name: `service-${index}`,
  title: `Service ${index}`,
  type: 'service',
  lifecycle: 'production',
  tier: (index % 3) + 1,
  owners: [`group:default/team-${index % 500}`],
  level: index % 4,
  levelName: levels[index % 4],
  targetLevel: 3,
  onTarget: index % 4 === 3,
  fixes: 3 - (index % 4),
  held: false,
  exemptions: 0,
  share: shareOf(index),
  inGrace: false,
});

const guest = () => {
  const part = value =>
    Buffer.from(JSON.stringify(value)).toString('base64url');
  const identity = {
    type: 'user',
    userEntityRef: 'user:default/guest',
    ownershipEntityRefs: ['user:default/guest'],
  };
  return {
    profile: { displayName: 'Guest' },
    backstageIdentity: {
      token: `${part({})}.${part({
        exp: Math.floor(Date.now() / 1000) + 3600,
      })}.x`,
      identity,
    },
  };
};

/**
 * @param {{ teams: number, services: number }} size - of the organisation
 * @returns {Promise<{ url: string, close: () => void }>} its address when it listens, and how to end it
 */
export async function startInventedBackend({ teams, services }) {
  // Made once, so that answering takes no time of the page's.
  const answers = new Map([
    ['/api/readiness/v1/overview', JSON.stringify(overview(teams))],
    [
      '/api/readiness/v1/entities',
      JSON.stringify({
        items: Array.from({ length: services }, (_, index) => entityOf(index)),
        totalItems: services,
        nextCursor: null,
      }),
    ],
    ['/api/auth/guest/refresh', JSON.stringify(guest())],
  ]);
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    const chunks = [];
    for await (const chunk of request) {
      chunks.push(chunk);
    }
    let body = answers.get(pathname);
    if (pathname === '/api/permission/authorize') {
      const { items } = JSON.parse(Buffer.concat(chunks).toString());
      body = JSON.stringify({
        items: items.map(({ id }) => ({ id, result: 'ALLOW' })),
      });
    }
    response.writeHead(body ? 200 : 404, {
      'content-type': 'application/json',
    });
    response.end(
      body ?? JSON.stringify({ error: { name: 'NotFoundError', message: '' } }),
    );
  });
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
