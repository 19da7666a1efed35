import {
  DeliveryEvent,
  deliveryEventSchema,
} from '@team-readiness/backstage-plugin-readiness-common';
import fc from 'fast-check';
import { GitHubReader } from './GitHubReader';

const sha = 'f95f852bd8fca8fcc58a9a2d6c842781e32a215e';
const person = { id: 7, login: 'codertocat', email: 'cat@example.org' };
const repository = {
  full_name: 'Acme/Checkout',
  html_url: 'https://github.com/Acme/Checkout',
  default_branch: 'main',
  pushed_at: 1774000000,
  owner: person,
};
const common = { repository, sender: person };
const origin = {
  source: 'github.com',
  targets: ['repository:https://github.com/acme/checkout'],
};

const read = (event: string | undefined, eventPayload: unknown) =>
  new GitHubReader().read({
    topic: 'github',
    eventPayload,
    metadata: { 'x-github-event': event, 'x-github-delivery': 'any' },
  });

/** The events of a payload that is read. */
function eventsOf(event: string, payload: object): DeliveryEvent[] {
  const reading = read(event, { ...common, ...payload });
  if (reading.status === 'refused') {
    throw new Error(reading.reason);
  }
  // Nothing of a person may be left.
  expect(JSON.stringify(reading)).not.toMatch(/codertocat|@example/);
  return reading.events.map(it => deliveryEventSchema.parse(it));
}

describe('deployments', () => {
  const deployment = (more: object = {}) => ({
    id: 145988746,
    sha,
    ref: 'main',
    task: 'deploy',
    payload: {},
    environment: 'production',
    creator: person,
    created_at: '2026-03-20T10:00:00Z',
    ...more,
  });
  const status = (state: string, more: object = {}) => ({
    id: 2099,
    state,
    environment: 'production',
    target_url: '',
    created_at: '2026-03-20T10:05:00Z',
    updated_at: '2026-03-20T10:05:01Z',
    creator: person,
    ...more,
  });
  const statusOf = (state: string, more: object = {}, of: object = {}) =>
    eventsOf('deployment_status', {
      action: 'created',
      deployment: deployment(of),
      deployment_status: status(state, more),
    });

  it('begin when they are made', () => {
    expect(
      eventsOf('deployment', { action: 'created', deployment: deployment() }),
    ).toEqual([
      {
        ...origin,
        id: 'deployment/145988746',
        at: '2026-03-20T10:00:00.000Z',
        kind: 'deployment',
        deployment: 'acme/checkout/deployments/145988746',
        status: 'started',
        environment: 'production',
        commit: sha,
        artifact: null,
        digest: null,
        run: null,
        approved: null,
        planned: null,
      },
    ]);
  });

  it.each([
    ['in_progress', 'started'],
    ['success', 'succeeded'],
    ['failure', 'failed'],
    ['error', 'failed'],
  ])('are %s: %s', (state, expected) => {
    expect(statusOf(state)).toMatchObject([
      {
        id: 'deployment/145988746/status/2099',
        at: '2026-03-20T10:05:01.000Z',
        deployment: 'acme/checkout/deployments/145988746',
        status: expected,
      },
    ]);
  });

  it.each(['queued', 'pending', 'waiting', 'inactive', 'new-state'])(
    'say nothing new with %s',
    state => {
      expect(statusOf(state)).toEqual([]);
    },
  );

  it.each([
    [
      'https://github.com/Acme/Checkout/actions/runs/77/job/88',
      'https://github.com/Acme/Checkout/actions/runs/77',
    ],
    ['https://ci.example.org/runs/7?x=1', 'https://ci.example.org/runs/7?x=1'],
    ['ssh://ci.example.org', null],
  ])('link %s as %s', (log_url, run) => {
    expect(statusOf('success', { log_url })).toMatchObject([{ run }]);
    expect(statusOf('success', { target_url: log_url })).toMatchObject([
      { run },
    ]);
  });

  it('take the environment of the status before that of the deployment', () => {
    expect(statusOf('success', { environment: 'eu' })).toMatchObject([
      { environment: 'eu' },
    ]);
    expect(statusOf('success', { environment: undefined })).toMatchObject([
      { environment: 'production' },
    ]);
  });

  const digest = `sha256:${'0b'.repeat(32)}`;
  const payload = {
    entityRef: 'Component:Checkout',
    service: 'checkout-eu',
    artifact: `pkg:oci/checkout@sha256%3A${'0b'.repeat(32)}`,
    planned: false,
  };

  it.each([
    ['an object', payload],
    ['a text in JSON', JSON.stringify(payload)],
  ])('tell what they are about in a payload that is %s', (_, given) => {
    expect(statusOf('success', {}, { payload: given })).toMatchObject([
      {
        targets: [
          ...origin.targets,
          'entity:component:default/checkout',
          'service:checkout-eu',
          'artifact:pkg:oci/checkout',
        ],
        digest,
        planned: false,
      },
    ]);
  });

  it.each([
    '',
    '{',
    '[1]',
    'null',
    5,
    null,
    [],
    { entityRef: '::', planned: 1 },
  ])('need no payload, such as %j', given => {
    expect(statusOf('success', {}, { payload: given })).toMatchObject([
      { targets: origin.targets, planned: null },
    ]);
  });

  it('are rolled back by a deployment of that task', () => {
    const rollBack = { task: 'rollback', id: 9 };
    expect(statusOf('success', {}, rollBack)).toMatchObject([
      {
        deployment: 'acme/checkout/deployments/9',
        status: 'rolled-back',
        commit: null,
      },
    ]);
    const named = { ...rollBack, payload: { rollsBack: 145988746 } };
    expect(statusOf('success', {}, named)).toMatchObject([
      {
        deployment: 'acme/checkout/deployments/145988746',
        status: 'rolled-back',
      },
    ]);
    expect(statusOf('failure', {}, named)).toMatchObject([
      { deployment: 'acme/checkout/deployments/9', status: 'failed' },
    ]);
  });

  it('are of the host of an installation of one’s own', () => {
    const [event] = eventsOf('deployment', {
      deployment: deployment(),
      repository: {
        ...repository,
        html_url: 'https://github.acme.example:8443/Acme/Checkout',
      },
    });
    expect(event).toMatchObject({
      source: 'github.acme.example:8443',
      targets: ['repository:https://github.acme.example:8443/acme/checkout'],
    });
  });

  it('are refused with the path of what is missing', () => {
    expect(
      read('deployment_status', { ...common, deployment: deployment() }),
    ).toEqual({
      status: 'refused',
      reason: 'deployment_status is not an object',
    });
    expect(
      read('deployment', {
        ...common,
        deployment: { ...deployment(), sha: 5 },
      }),
    ).toEqual({
      status: 'refused',
      reason: 'deployment.sha is not a text of 1 to 500 characters',
    });
    expect(read('deployment', { deployment: deployment() })).toEqual({
      status: 'refused',
      reason: 'repository is not an object',
    });
  });
});

describe('pushes', () => {
  const commit = (id: string, timestamp: string) => ({
    id,
    timestamp,
    message: 'Write codertocat',
    author: person,
  });
  const push = (more: object = {}) => ({
    ref: 'refs/heads/main',
    after: sha,
    deleted: false,
    pusher: person,
    head_commit: commit(sha, '2026-03-20T09:00:00+02:00'),
    commits: [
      commit('a1b2c3d', '2026-03-19T09:00:00+02:00'),
      commit(sha, '2026-03-20T09:00:00+02:00'),
    ],
    ...more,
  });

  it('to the default branch are a change with its commits', () => {
    expect(eventsOf('push', push())).toEqual([
      {
        ...origin,
        id: `push/acme/checkout/${sha}`,
        at: '2026-03-20T09:46:40.000Z',
        kind: 'change',
        change: sha,
        commits: [
          { commit: 'a1b2c3d', at: '2026-03-19T07:00:00.000Z' },
          { commit: sha, at: '2026-03-20T07:00:00.000Z' },
        ],
        approved: null,
        aliases: [],
      },
    ]);
  });

  it('take the newest commit where GitHub does not say when', () => {
    const payload = push({ repository: { ...repository, pushed_at: null } });
    expect(eventsOf('push', payload)[0].at).toBe('2026-03-20T07:00:00.000Z');
  });

  it.each([
    { ref: 'refs/heads/other' },
    { ref: 'refs/tags/main' },
    { deleted: true, head_commit: null, commits: [] },
    { head_commit: null, commits: [] },
  ])('of %j are none', more => {
    expect(eventsOf('push', push(more))).toEqual([]);
  });

  it('keep the oldest 500 commits', () => {
    const commits = Array.from({ length: 2000 }, (_, index) =>
      commit(`commit-${index}`, '2026-03-19T09:00:00Z'),
    );
    const [event] = eventsOf('push', push({ commits }));
    const kept = event.kind === 'change' ? event.commits : [];
    expect(kept).toHaveLength(500);
    expect(kept[0].commit).toBe('commit-0');
  });
});

describe('pull requests', () => {
  const request = (more: object = {}) => ({
    number: 42,
    merged: true,
    created_at: '2026-03-17T08:00:00Z',
    merged_at: '2026-03-20T10:00:00Z',
    merge_commit_sha: sha,
    head: { sha: 'a1b2c3d', ref: 'fix' },
    base: { ref: 'main' },
    user: person,
    merged_by: person,
    ...more,
  });

  it('that were merged are the change of their merge commit', () => {
    expect(
      eventsOf('pull_request', { action: 'closed', pull_request: request() }),
    ).toEqual([
      {
        ...origin,
        id: 'pull-request/acme/checkout#42/merged',
        at: '2026-03-20T10:00:00.000Z',
        kind: 'change',
        change: sha,
        // The commit of a squash is as old as the merge: what it was made of was there before.
        commits: [{ commit: 'a1b2c3d', at: '2026-03-17T08:00:00.000Z' }],
        approved: null,
        aliases: ['acme/checkout#42', 'a1b2c3d'],
      },
    ]);
  });

  it('that do not say when they were opened have no commit', () => {
    expect(
      eventsOf('pull_request', {
        action: 'closed',
        pull_request: request({ created_at: null }),
      }),
    ).toMatchObject([{ change: sha, commits: [] }]);
  });

  it.each([
    ['opened', {}],
    ['closed', { merged: false }],
    ['closed', { base: { ref: 'release' } }],
  ])('are none when %s with %j', (action, more) => {
    expect(
      eventsOf('pull_request', { action, pull_request: request(more) }),
    ).toEqual([]);
  });

  const review = (more: object = {}) => ({
    id: 5,
    state: 'approved',
    submitted_at: '2026-03-20T09:00:00Z',
    commit_id: 'a1b2c3d',
    user: { id: 8, login: 'codertocat-2' },
    ...more,
  });

  it('are approved by the review of another person', () => {
    expect(
      eventsOf('pull_request_review', {
        action: 'submitted',
        review: review(),
        pull_request: request(),
      }),
    ).toEqual([
      {
        ...origin,
        id: 'review/acme/checkout/5',
        at: '2026-03-20T09:00:00.000Z',
        kind: 'approval',
        of: 'acme/checkout#42',
        environment: null,
      },
    ]);
  });

  it.each([
    ['submitted', { user: person }],
    ['submitted', { user: null }],
    ['submitted', { state: 'changes_requested' }],
    ['submitted', { state: 'commented' }],
    ['dismissed', {}],
  ])('are not approved when %s with %j', (action, more) => {
    expect(
      eventsOf('pull_request_review', {
        action,
        review: review(more),
        pull_request: request(),
      }),
    ).toEqual([]);
  });
});

describe('protected environments', () => {
  const run = 'https://github.com/Acme/Checkout/actions/runs/77';
  const approval = (more: object = {}) => ({
    action: 'approved',
    since: '2026-03-20T09:00:00Z',
    approver: { id: 8, login: 'codertocat-2' },
    comment: 'by codertocat',
    workflow_job_runs: [
      { id: 1, environment: 'production', html_url: `${run}/jobs/1` },
      { id: 2, environment: 'production', html_url: `${run}/jobs/2` },
    ],
    workflow_run: {
      id: 77,
      run_attempt: 2,
      html_url: run,
      updated_at: '2026-03-20T09:30:00Z',
      triggering_actor: person,
    },
    ...more,
  });

  it('are approved for the deployments of a run to them', () => {
    expect(eventsOf('deployment_review', approval())).toEqual([
      {
        ...origin,
        id: 'deployment-review/77/2/production',
        at: '2026-03-20T09:30:00.000Z',
        kind: 'approval',
        of: run,
        environment: 'production',
      },
    ]);
  });

  it.each([
    { action: 'requested' },
    { action: 'rejected' },
    { approver: person },
    { approver: null },
  ])('are not with %j', more => {
    expect(eventsOf('deployment_review', approval(more))).toEqual([]);
  });
});

it.each([undefined, 'workflow_run', 'release', 'ping', 'constructor'])(
  'gives nothing for events named %s',
  name => {
    expect(read(name, { any: 'thing' })).toEqual({
      status: 'read',
      events: [],
    });
  },
);

it('is one event however often it is delivered', () => {
  const payload = {
    ...common,
    deployment: { id: 1, sha, environment: 'x', created_at: 1774000000 },
  };
  const [one, other] = ['1', '2'].map(delivery =>
    new GitHubReader().read({
      topic: 'github',
      eventPayload: payload,
      metadata: {
        'x-github-event': 'deployment',
        'x-github-delivery': delivery,
      },
    }),
  );
  expect(one).toEqual(other);
  expect(one.status).toBe('read');
});

it('throws for nothing', () => {
  const names = fc.constantFrom(
    'deployment',
    'deployment_status',
    'deployment_review',
    'pull_request',
    'pull_request_review',
    'push',
  );
  const any = fc.jsonValue({ maxDepth: 3 });
  const payload = fc.oneof(
    any,
    fc.record(
      {
        repository: fc.oneof(any, fc.constant(repository)),
        action: fc.constantFrom('closed', 'submitted', 'approved'),
        deployment: any,
        deployment_status: any,
        pull_request: any,
        review: any,
        workflow_run: any,
        ref: fc.constant('refs/heads/main'),
        head_commit: fc.record({ timestamp: any }),
        commits: any,
        after: any,
      },
      { requiredKeys: [] },
    ),
  );
  fc.assert(
    fc.property(names, payload, (name, it) => {
      expect(['read', 'refused']).toContain(read(name, it).status);
    }),
    { numRuns: 500 },
  );
});
