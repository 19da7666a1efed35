/**
 * The recipes of the area security, against a server that answers as GitHub, GitLab and OpenSSF Scorecard document it.
 */
import {
  hostileAnswers,
  HostileServer,
} from '@team-readiness/backstage-plugin-readiness-node/testUtils';
import { builtInRecipes } from '@team-readiness/backstage-plugin-readiness-standards';
import { component, readRecipe } from './__testUtils__/recipes';
import { ConfiguredRecipeRunner } from './collector';

const { json } = hostileAnswers;
const now = new Date('2026-06-01T12:00:00Z');
const github = { 'github.com/project-slug': 'acme/checkout' };

let server: HostileServer;
beforeEach(async () => {
  server = await HostileServer.start();
});
afterEach(() => server.close());

async function observe(
  name: string,
  from: string,
  annotations: Record<string, string>,
) {
  const sources = await builtInRecipes();
  const recipe = sources.find(source => source.name === name);
  const collector = new ConfiguredRecipeRunner({
    hosts: [
      {
        name: from,
        base: server.url(''),
        allowPrivateAddresses: true,
        timeoutMs: 10_000,
      },
    ],
    values: new Map([[`${from}-token`, { value: 'secret', hosts: [from] }]]),
  }).toCollector(readRecipe(recipe?.text ?? ''));
  const { signal } = new AbortController();
  const run = await collector.open({ now, signal });
  const [observation] = await run.collect(
    [component('checkout', annotations, 'Component')],
    { signal },
  );
  await run.close?.();
  return observation;
}

const error = (status: number, message: string) =>
  json({ message, status: String(status) }, { status });
const at = (path: string) => `/repos/acme/checkout${path}`;

describe('github-code-scanning', () => {
  const alert = (number: number, state: string) => ({
    number,
    created_at: '2026-05-01T08:00:00Z',
    state,
    dismissed_reason: state === 'dismissed' ? "won't fix" : null,
    rule: { id: 'js/xss', severity: 'error', security_severity_level: null },
    tool: { name: 'CodeQL', version: '2.20.0', guid: null },
    most_recent_instance: {
      ref: 'refs/heads/main',
      location: { path: `src/${number}.js`, start_line: 1 },
    },
  });
  beforeEach(() => {
    server.answerAt(
      at(''),
      json({
        name: 'checkout',
        owner: { login: 'acme' },
        default_branch: 'main',
      }),
    );
  });

  it('tells open and dismissed alerts, over pages', async () => {
    server.answerAt(
      at('/code-scanning/analyses'),
      json([
        {
          created_at: '2026-05-30T02:00:00Z',
          error: '',
          tool: { name: 'CodeQL' },
        },
      ]),
    );
    server.answerAt(at('/code-scanning/alerts'), (response, request) => {
      const { searchParams } = new URL(request.url ?? '/', 'http://localhost');
      const page = searchParams.get('page');
      if (searchParams.get('state') === 'dismissed') {
        json([alert(9, 'dismissed')])(response, request);
      } else if (page === '2') {
        json([alert(2, 'open')])(response, request);
      } else {
        const next = server.url(at('/code-scanning/alerts'));
        json([alert(1, 'open')], {
          headers: {
            link: `<${next}?state=open&per_page=100&page=2>; rel="next"`,
          },
        })(response, request);
      }
    });
    expect(
      await observe('github-code-scanning', 'github', github),
    ).toMatchObject({
      status: 'observed',
      data: {
        tools: ['CodeQL'],
        analysedAt: '2026-05-30T02:00:00Z',
        findings: [
          { path: 'src/1.js', severity: 'high', suppressed: false },
          { path: 'src/2.js', severity: 'high', suppressed: false },
          { path: 'src/9.js', severity: 'high', suppressed: true },
        ],
      },
    });
    const analyses = server.requests.find(it => it.path.includes('/analyses'));
    expect(analyses?.path).toContain('ref=refs/heads/main');
    expect(analyses?.headers.authorization).toBe('Bearer secret');
  });

  it('is no clean repository where nothing was analysed, and a failure where it may not look', async () => {
    const path = at('/code-scanning/analyses');
    for (const each of [path, at('/code-scanning/alerts')]) {
      server.answerAt(each, error(404, 'no analysis found'));
    }
    expect(
      await observe('github-code-scanning', 'github', github),
    ).toMatchObject({
      data: { tools: [], analysedAt: null, findings: [] },
    });
    server.answerAt(path, error(403, 'Resource not accessible by integration'));
    expect(
      await observe('github-code-scanning', 'github', github),
    ).toMatchObject({
      status: 'failed',
    });
  });
});

it('github-releases tells finished releases', async () => {
  server.answerAt(
    at('/releases'),
    json([
      {
        tag_name: 'v1.0.0',
        draft: false,
        prerelease: false,
        published_at: '2026-05-20T09:00:00Z',
        assets: [{ name: 'checkout.spdx.json' }, { name: 'checkout.asc' }],
      },
      {
        tag_name: 'v1.1.0',
        draft: true,
        prerelease: false,
        published_at: null,
        assets: [],
      },
    ]),
  );
  expect(await observe('github-releases', 'github', github)).toMatchObject({
    data: {
      releases: [
        { name: 'v1.0.0', sbom: true, signed: true, provenance: null },
      ],
    },
  });
});

it('gitlab-releases asks for the whole path of a project as one name', async () => {
  const path = '/api/v4/projects/acme%2Fpay%2Fcheckout/releases';
  server.answerAt(
    path,
    json([
      {
        tag_name: '1.0.0',
        released_at: '2026-05-20T09:00:00.000Z',
        upcoming_release: false,
        assets: { count: 1, sources: [], links: [{ id: 1, name: 'bom.xml' }] },
      },
    ]),
  );
  const annotations = { 'gitlab.com/project-slug': 'acme/pay/checkout' };
  expect(await observe('gitlab-releases', 'gitlab', annotations)).toMatchObject(
    {
      data: { releases: [{ name: '1.0.0', sbom: true, signed: false }] },
    },
  );
  expect(server.requests[0].headers['private-token']).toBe('secret');
});

describe('openssf-scorecard', () => {
  const path = '/projects/github.com/acme/checkout';

  it('tells what is certain, without a secret', async () => {
    server.answerAt(
      path,
      json({
        date: '2026-05-25',
        repo: { name: 'github.com/acme/checkout', commit: 'abc' },
        scorecard: { version: 'v5.1.1', commit: 'def' },
        score: 6.1,
        checks: [
          { name: 'Branch-Protection', score: 10, reason: 'x', details: null },
          { name: 'Token-Permissions', score: 10, reason: 'x', details: null },
        ],
        metadata: [],
      }),
    );
    expect(
      await observe('openssf-scorecard', 'openssf-scorecard', github),
    ).toMatchObject({
      data: {
        analysedAt: '2026-05-25T00:00:00.000Z',
        probes: [
          { name: 'branchesAreProtected', outcome: 'true' },
          { name: 'requiresApproversForPullRequests', outcome: 'true' },
        ],
      },
    });
    expect(server.requests[0].headers.authorization).toBeUndefined();
  });

  it('knows nothing of a repository that is not looked at', async () => {
    server.answerAt(path, error(404, 'Not found'));
    expect(
      await observe('openssf-scorecard', 'openssf-scorecard', github),
    ).toMatchObject({
      status: 'absent',
    });
  });
});
