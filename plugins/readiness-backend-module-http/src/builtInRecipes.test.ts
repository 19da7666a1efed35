/**
 * The recipes that ship with Readiness, against servers that answer as the vendors document it:
 * pages, headers and errors included.
 */
import { JsonValue } from '@backstage/types';
import {
  Collector,
  Observation,
} from '@team-readiness/backstage-plugin-readiness-node';
import {
  describeCollector,
  HostileAnswer,
  hostileAnswers,
  HostileServer,
} from '@team-readiness/backstage-plugin-readiness-node/testUtils';
import { builtInRecipes } from '@team-readiness/backstage-plugin-readiness-standards';
import { component, readRecipe } from './__testUtils__/recipes';
import { ConfiguredRecipeRunner } from './collector';

const { json, status, tooManyRequests } = hostileAnswers;
const token = 'vendor-secret';
const now = new Date('2026-06-01T12:00:00Z');

let server: HostileServer;
const texts = new Map<string, string>();

beforeAll(async () => {
  for (const { name, text } of await builtInRecipes()) {
    texts.set(name, text);
  }
});
beforeEach(async () => {
  server = await HostileServer.start();
});
afterEach(() => server.close());

/** A collector of a recipe whose host is the server. */
function create(recipe: string, from: string): Collector {
  const document = readRecipe(texts.get(recipe) ?? '');
  const values = Object.values(document.spec.request.headers).flatMap(header =>
    'from' in header ? [header.from] : [],
  );
  return new ConfiguredRecipeRunner({
    hosts: [
      {
        name: from,
        base: server.url(''),
        allowPrivateAddresses: true,
        timeoutMs: 10_000,
      },
    ],
    values: new Map(
      values.map(name => [name, { value: token, hosts: [from] }]),
    ),
  }).toCollector(document);
}

async function observe(
  recipe: string,
  from: string,
  annotations: Record<string, string>,
  kind = 'Component',
): Promise<Observation> {
  const { signal } = new AbortController();
  const run = await create(recipe, from).open({ now, signal });
  const [observation] = await run.collect(
    [component('checkout', annotations, kind)],
    { signal },
  );
  return observation;
}

const failed = (message: RegExp) => ({
  status: 'failed',
  error: expect.objectContaining({ message: expect.stringMatching(message) }),
});

/** Answers by a query parameter. */
function byParameter(
  name: string,
  pages: Record<string, HostileAnswer>,
): HostileAnswer {
  return (response, request) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const answer = pages[url.searchParams.get(name) ?? ''] ?? status(400);
    return answer(response, request);
  };
}

describe('PagerDuty', () => {
  const schedule = {
    id: 'PSCHED1',
    type: 'schedule_reference',
    summary: 'First line',
    self: 'https://api.pagerduty.com/schedules/PSCHED1',
    html_url: 'https://acme.pagerduty.com/schedules/PSCHED1',
  };
  const shift = (user: string) => ({
    escalation_policy: {
      id: 'PPOLICY',
      type: 'escalation_policy_reference',
      summary: 'Payments',
    },
    escalation_level: 1,
    schedule,
    user: { id: user, type: 'user_reference', summary: user },
    start: '2026-06-01T00:00:00Z',
    end: '2026-06-08T00:00:00Z',
  });
  const page = (offset: number, more: boolean, ...users: string[]) =>
    json({ oncalls: users.map(shift), limit: 2, offset, more, total: null });
  const service = json({
    service: {
      id: 'PSERVIC',
      type: 'service',
      name: 'Checkout',
      status: 'active',
      escalation_policy: { id: 'PPOLICY', type: 'escalation_policy_reference' },
    },
  });
  const ask = () =>
    observe(
      'pagerduty-on-call',
      'pagerduty',
      { 'pagerduty.com/service-id': 'PSERVIC' },
      'Group',
    );

  it('tells rotations, over pages', async () => {
    server.answerAt('/services/PSERVIC', service);
    server.answerAt(
      '/oncalls',
      byParameter('offset', {
        '0': page(0, true, 'PU1', 'PU2'),
        '2': page(2, false, 'PU1', 'PU3'),
      }),
    );
    expect(await ask()).toMatchObject({
      status: 'observed',
      data: {
        rotations: [{ name: 'First line', people: 3, url: schedule.html_url }],
      },
    });
    const [first, second] = server.requests;
    expect(first.headers).toMatchObject({
      authorization: `Token token=${token}`,
      accept: 'application/vnd.pagerduty+json;version=2',
    });
    const { searchParams } = new URL(second.path, 'http://localhost');
    expect([...searchParams]).toEqual([
      ['escalation_policy_ids[]', 'PPOLICY'],
      ['since', '2026-06-01T12:00:00.000Z'],
      ['until', '2026-06-29T12:00:00.000Z'],
      ['limit', '100'],
      ['offset', '0'],
    ]);
  });

  it.each<[string, HostileAnswer, object]>([
    [
      'a service that is not there',
      json({ error: { message: 'Not Found', code: 2100 } }, { status: 404 }),
      { status: 'absent' },
    ],
    [
      'a wrong token',
      json({ error: { message: 'Unauthorized', code: 2006 } }, { status: 401 }),
      failed(/answered 401/),
    ],
    ['too many requests', tooManyRequests('60'), { status: 'deferred' }],
  ])('tells %s', async (_, answer, observation) => {
    server.answerAt('/services/PSERVIC', answer);
    expect(await ask()).toMatchObject(observation);
  });

  it('fails where the shifts are denied, rather than find none', async () => {
    server.answerAt('/services/PSERVIC', service);
    server.answerAt(
      '/oncalls',
      json(
        { error: { message: 'Access Denied', code: 2010 } },
        { status: 403 },
      ),
    );
    expect(await ask()).toMatchObject(failed(/answered 403/));
  });
});

describe('GitHub', () => {
  const slug = { 'github.com/project-slug': 'acme/checkout' };
  const repository = {
    id: 1,
    name: 'checkout',
    full_name: 'acme/checkout',
    private: true,
    owner: { login: 'acme', type: 'Organization' },
    default_branch: 'main',
    archived: false,
  };
  const at = (path: string) => `/repos/acme/checkout${path}`;
  const pages = (
    path: string,
    first: JsonValue,
    second: JsonValue,
  ): HostileAnswer =>
    byParameter('page', {
      '': (response, request) =>
        json(first, {
          headers: {
            link: `<${server.url(
              at(path),
            )}?per_page=100&page=2>; rel="next", <${server.url(
              at(path),
            )}?per_page=100&page=2>; rel="last"`,
          },
        })(response, request),
      '2': json(second, {
        headers: {
          link: `<https://api.github.com${at(path)}?page=1>; rel="prev"`,
        },
      }),
    });
  const error = (code: number, message: string) =>
    json(
      {
        message,
        documentation_url: 'https://docs.github.com/rest',
        status: String(code),
      },
      { status: code },
    );

  beforeEach(() => {
    server.answerAt(at(''), json(repository));
  });

  it('tells branch protection and rulesets, over pages', async () => {
    server.answerAt(
      at('/branches/main/protection'),
      error(404, 'Branch not protected'),
    );
    server.answerAt(
      at('/rules/branches/main'),
      pages(
        '/rules/branches/main',
        [{ type: 'deletion' }],
        [
          {
            type: 'pull_request',
            parameters: { required_approving_review_count: 2 },
          },
        ],
      ),
    );
    expect(
      await observe('github-branch-protection', 'github', slug),
    ).toMatchObject({
      status: 'observed',
      data: {
        protected: true,
        approvals: 2,
        deletable: false,
        forcePushes: true,
      },
    });
    expect(server.requests[0].headers).toMatchObject({
      authorization: `Bearer ${token}`,
      accept: 'application/vnd.github+json',
      'x-github-api-version': '2022-11-28',
    });
  });

  it.each([
    [
      'a token without permission (404)',
      error(404, 'Not Found'),
      /answered 404/,
    ],
    [
      'a token without permission (403)',
      error(403, 'Resource not accessible by integration'),
      /answered 403/,
    ],
  ])(
    'does not take %s for a branch that is not protected',
    async (_, answer, message) => {
      server.answerAt(at('/branches/main/protection'), answer);
      server.answerAt(at('/rules/branches/main'), json([]));
      expect(
        await observe('github-branch-protection', 'github', slug),
      ).toMatchObject(failed(message));
    },
  );

  it('waits where the limit of requests is reached', async () => {
    server.answerAt(at(''), tooManyRequests('1800'));
    expect(
      await observe('github-branch-protection', 'github', slug),
    ).toMatchObject({ status: 'deferred' });
  });

  const alert = (severity: string, createdAt: string) => ({
    number: 1,
    state: 'open',
    dependency: {
      package: { ecosystem: 'npm', name: 'left-pad' },
      manifest_path: 'package-lock.json',
      scope: 'runtime',
    },
    security_advisory: {
      ghsa_id: 'GHSA-aaaa-bbbb-cccc',
      cve_id: null,
      severity,
    },
    security_vulnerability: {
      package: { ecosystem: 'npm', name: 'left-pad' },
      severity,
      vulnerable_version_range: '< 2',
      first_patched_version: { identifier: '2.0.0' },
    },
    created_at: createdAt,
  });

  it('tells alerts of Dependabot, over pages', async () => {
    server.answerAt(
      at('/dependabot/alerts'),
      pages(
        '/dependabot/alerts',
        [alert('critical', '2026-05-20T08:00:00Z')],
        [
          alert('high', '2026-05-01T08:00:00Z'),
          alert('low', '2026-01-01T08:00:00Z'),
        ],
      ),
    );
    expect(await observe('github-dependabot', 'github', slug)).toMatchObject({
      status: 'observed',
      data: {
        enabled: true,
        critical: 1,
        high: 1,
        medium: 0,
        low: 1,
        oldestCriticalAt: '2026-05-01T08:00:00Z',
        withFix: 3,
      },
    });
  });

  it.each<[string, string, HostileAnswer, object]>([
    [
      'github-dependabot',
      '/dependabot/alerts',
      error(403, 'Dependabot alerts are disabled for this repository.'),
      { status: 'observed', data: { enabled: false, critical: null } },
    ],
    [
      'github-dependabot',
      '/dependabot/alerts',
      error(403, 'You are not authorized to perform this operation.'),
      failed(/answered 403/),
    ],
    [
      'github-secret-scanning',
      '/secret-scanning/alerts',
      error(404, 'Secret scanning is disabled on this repository.'),
      { status: 'observed', data: { enabled: false, open: null } },
    ],
    [
      'github-secret-scanning',
      '/secret-scanning/alerts',
      error(404, 'Not Found'),
      failed(/answered 404/),
    ],
    [
      'github-secret-scanning',
      '/secret-scanning/alerts',
      json([
        {
          number: 2,
          created_at: '2026-05-01T08:00:00Z',
          state: 'open',
          secret_type: 'aws_access_key_id',
        },
      ]),
      {
        status: 'observed',
        data: { enabled: true, open: 1, oldestOpenAt: '2026-05-01T08:00:00Z' },
      },
    ],
  ])('tells of %s what %s says', async (recipe, path, answer, observation) => {
    server.answerAt(at(path), answer);
    expect(await observe(recipe, 'github', slug)).toMatchObject(observation);
  });

  it('does not ask for the secrets that were found', async () => {
    server.answerAt(at('/secret-scanning/alerts'), json([]));
    await observe('github-secret-scanning', 'github', slug);
    expect(server.requests[1].path).toContain('hide_secret=true');
  });

  it.each(['../../user', 'acme', 'acme/..', 'acme/a?b', ''])(
    'asks nothing else for the slug %p',
    async bad => {
      const observation = await observe('github-branch-protection', 'github', {
        'github.com/project-slug': bad,
      });
      expect(observation.status).toBe('failed');
      expect(
        server.requests.filter(({ path }) => !path.startsWith('/repos/')),
      ).toEqual([]);
    },
  );
});

describe('SonarQube', () => {
  const key = { 'sonarqube.org/project-key': 'com.acme:checkout' };
  const gate = json({
    projectStatus: {
      status: 'ERROR',
      conditions: [
        {
          status: 'ERROR',
          metricKey: 'new_coverage',
          comparator: 'LT',
          errorThreshold: '80',
          actualValue: '62.5',
        },
      ],
      ignoredConditions: false,
      caycStatus: 'compliant',
    },
  });

  it('tells gate and measures', async () => {
    server.answerAt('/api/qualitygates/project_status', gate);
    server.answerAt(
      '/api/measures/component',
      json({
        component: {
          key: 'com.acme:checkout',
          qualifier: 'TRK',
          measures: [
            { metric: 'coverage', value: '81.4', bestValue: false },
            { metric: 'new_coverage', period: { index: 1, value: '62.5' } },
          ],
        },
      }),
    );
    server.answerAt(
      '/api/project_analyses/search',
      json({
        paging: { pageIndex: 1, pageSize: 1, total: 3 },
        analyses: [
          { key: 'AYz', date: '2026-05-30T14:02:11+0000', events: [] },
        ],
      }),
    );
    expect(await observe('sonarqube', 'sonarqube', key)).toMatchObject({
      status: 'observed',
      data: {
        gate: 'failed',
        failedConditions: ['new_coverage'],
        coverage: 81.4,
        newCoverage: 62.5,
        bugs: null,
        analysedAt: '2026-05-30T14:02:11.000Z',
      },
      revision: expect.any(String),
    });
    expect(server.requests[0].path).toBe(
      '/api/qualitygates/project_status?projectKey=com.acme%3Acheckout',
    );
  });

  it.each<[string, HostileAnswer, object]>([
    [
      'a project that is not there',
      json(
        { errors: [{ msg: "Project 'com.acme:checkout' not found" }] },
        { status: 404 },
      ),
      { status: 'absent' },
    ],
    [
      'a token without permission',
      json({ errors: [{ msg: 'Insufficient privileges' }] }, { status: 403 }),
      failed(/answered 403/),
    ],
    ['its login page', hostileAnswers.html(), failed(/HTML page/)],
  ])('tells %s', async (_, answer, observation) => {
    server.answerAt('/api/qualitygates/project_status', answer);
    expect(await observe('sonarqube', 'sonarqube', key)).toMatchObject(
      observation,
    );
  });
});

describe('MLflow', () => {
  const name = { 'mlflow.org/model-name': 'sklearn_wine' };
  const at = (path: string) => `/api/2.0/mlflow${path}`;

  it('tells versions with what their runs say', async () => {
    server.answerAt(
      at('/registered-models/get'),
      json({
        registered_model: {
          name: 'sklearn_wine',
          creation_timestamp: 1684716075258,
          aliases: [{ alias: 'champion', version: '2' }],
        },
      }),
    );
    server.answerAt(
      at('/model-versions/search'),
      json({
        model_versions: [
          {
            name: 'sklearn_wine',
            version: '2',
            creation_timestamp: 1684716081798,
            last_updated_timestamp: 1684716081835,
            current_stage: 'None',
            run_id: 'af9e86',
            status: 'READY',
          },
          {
            name: 'sklearn_wine',
            version: '1',
            creation_timestamp: 1684716075276,
            last_updated_timestamp: 1684716075307,
            current_stage: 'None',
            run_id: 'd583ca',
            status: 'READY',
          },
        ],
      }),
    );
    server.answerAt(
      at('/runs/get'),
      byParameter('run_id', {
        af9e86: json({
          run: {
            info: { run_id: 'af9e86', status: 'FINISHED' },
            data: {
              tags: [{ key: 'mlflow.source.git.commit', value: '1f76cec' }],
            },
          },
        }),
        d583ca: json(
          { error_code: 'RESOURCE_DOES_NOT_EXIST', message: 'Run not found' },
          { status: 404 },
        ),
      }),
    );
    expect(
      await observe('mlflow-model-registry', 'mlflow', name),
    ).toMatchObject({
      status: 'observed',
      data: {
        versions: [
          {
            version: '2',
            stage: 'production',
            codeRevision: '1f76cec',
            createdAt: '2023-05-22T00:41:21.000Z',
          },
          { version: '1', stage: 'none', codeRevision: null },
        ],
        promotions: [{ version: '2', by: 'registry' }],
        previousKept: true,
      },
    });
    const { searchParams } = new URL(
      server.requests[1].path,
      'http://localhost',
    );
    expect(searchParams.get('filter')).toBe("name='sklearn_wine'");
  });

  it.each<[string, HostileAnswer, object]>([
    [
      'a model that is not there',
      json(
        {
          error_code: 'RESOURCE_DOES_NOT_EXIST',
          message: 'Registered Model with name=sklearn_wine not found',
        },
        { status: 404 },
      ),
      { status: 'absent' },
    ],
    [
      'an address that is another service',
      json({ error: 'no route' }, { status: 404 }),
      failed(/answered 404/),
    ],
    [
      'an error of its own',
      json({ error_code: 'INTERNAL_ERROR' }, { status: 500 }),
      failed(/answered 500/),
    ],
  ])('tells %s', async (_, answer, observation) => {
    server.answerAt(at('/registered-models/get'), answer);
    expect(
      await observe('mlflow-model-registry', 'mlflow', name),
    ).toMatchObject(observation);
  });
});

describe('Argo CD', () => {
  const named = (names: string) => ({ 'argocd/app-name': names });
  const app = (name: string, sync: string, automated: boolean) => ({
    metadata: { name, namespace: 'argocd' },
    spec: automated ? { syncPolicy: { automated: { selfHeal: true } } } : {},
    status: { sync: { status: sync } },
  });

  it('tells applications', async () => {
    server.answerAt(
      '/api/v1/applications',
      json({
        metadata: {},
        items: [
          app('checkout', 'Synced', true),
          app('other', 'OutOfSync', false),
        ],
      }),
    );
    expect(
      await observe('argo-cd', 'argo-cd', named('checkout')),
    ).toMatchObject({
      status: 'observed',
      data: {
        applications: [
          {
            name: 'checkout',
            tool: 'argo-cd',
            state: 'synced',
            since: null,
            automated: true,
          },
        ],
      },
    });
    expect(await observe('argo-cd', 'argo-cd', named('gone'))).toMatchObject({
      status: 'absent',
    });
  });

  it.each([
    [
      'no permission',
      json(
        { error: 'permission denied', code: 7, message: 'permission denied' },
        { status: 403 },
      ),
      /answered 403/,
    ],
    [
      'a session that has ended',
      json(
        {
          error: 'no session information',
          code: 16,
          message: 'no session information',
        },
        { status: 401 },
      ),
      /answered 401/,
    ],
    [
      'half of the list',
      hostileAnswers.half({ items: [] }),
      /broke off|half|connection/,
    ],
  ])('changes nothing where there is %s', async (_, answer, message) => {
    server.answerAt('/api/v1/applications', answer);
    await expect(
      observe('argo-cd', 'argo-cd', named('checkout')),
    ).rejects.toThrow(message);
  });
});

describe('the laws of collectors', () => {
  const good = json({ projectStatus: { status: 'OK', conditions: [] } });

  beforeEach(() => {
    server.answerAt('/api/qualitygates/project_status', good);
    server.answerAt(
      '/api/measures/component',
      json({ component: { measures: [] } }),
    );
    server.answerAt('/api/project_analyses/search', json({ analyses: [] }));
  });

  describeCollector('of SonarQube', {
    create: () => create('sonarqube', 'sonarqube'),
    targets: () => [component('shop', { 'sonarqube.org/project-key': 'a' })],
    secrets: [token],
  });
});
