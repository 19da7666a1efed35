import {
  DeliveryEvent,
  deliveryEventSchema,
} from '@team-readiness/backstage-plugin-readiness-common';
import fc from 'fast-check';
import { GitLabReader } from './GitLabReader';

const sha = '279484c09fbe69ededfced8c1bb6e6d24616b468';
const person = { id: 1, name: 'Jane Roe', email: 'jane@example.org' };
const project = {
  id: 30,
  web_url: 'https://gitlab.acme.example/Acme/EU/Checkout',
  path_with_namespace: 'Acme/EU/Checkout',
  default_branch: 'main',
};
const origin = {
  source: 'gitlab.acme.example',
  targets: ['repository:https://gitlab.acme.example/acme/eu/checkout'],
};

const read = (eventPayload: unknown) =>
  new GitLabReader().read({ topic: 'gitlab', eventPayload });

function eventsOf(payload: object): DeliveryEvent[] {
  const reading = read({ project, user: person, ...payload });
  if (reading.status === 'refused') {
    throw new Error(reading.reason);
  }
  expect(JSON.stringify(reading)).not.toMatch(/Jane|@example/);
  return reading.events.map(it => deliveryEventSchema.parse(it));
}

describe('deployments', () => {
  const deployment = (status: string, more: object = {}) => ({
    object_kind: 'deployment',
    status,
    status_changed_at: '2026-03-20 21:50:00 +0200',
    deployment_id: 15,
    deployable_url: 'https://gitlab.acme.example/acme/eu/checkout/-/jobs/796',
    environment: 'production/eu',
    environment_tier: 'production',
    short_sha: '279484c0',
    commit_url: `https://gitlab.acme.example/acme/eu/checkout/-/commit/${sha}`,
    ...more,
  });

  it.each([
    ['running', 'started'],
    ['success', 'succeeded'],
    ['failed', 'failed'],
  ])('are %s: %s', (status, expected) => {
    expect(eventsOf(deployment(status))).toEqual([
      {
        ...origin,
        id: `deployment/15/${status}`,
        at: '2026-03-20T19:50:00.000Z',
        kind: 'deployment',
        deployment: 'acme/eu/checkout/deployments/15',
        status: expected,
        environment: 'production/eu',
        commit: sha,
        artifact: null,
        digest: null,
        run: 'https://gitlab.acme.example/acme/eu/checkout/-/jobs/796',
        approved: null,
        planned: null,
      },
    ]);
  });

  it.each(['created', 'canceled', 'blocked', 'skipped', 'rejected'])(
    'say nothing with %s',
    status => {
      expect(eventsOf(deployment(status))).toEqual([]);
    },
  );

  it('are approved', () => {
    expect(eventsOf(deployment('approved'))).toMatchObject([
      { kind: 'approval', of: 'acme/eu/checkout/deployments/15' },
    ]);
  });

  it('have a short commit and no run where GitLab tells no more', () => {
    const more = { commit_url: null, deployable_url: null };
    expect(eventsOf(deployment('success', more))).toMatchObject([
      { commit: '279484c0', run: null },
    ]);
  });

  it('are refused with the path of what is missing', () => {
    expect(
      read({ ...deployment('success'), project, status_changed_at: 'now' }),
    ).toEqual({ status: 'refused', reason: 'status_changed_at is not a time' });
    expect(read(deployment('success'))).toEqual({
      status: 'refused',
      reason: 'project is not an object',
    });
  });
});

describe('changes', () => {
  const commit = (id: string, timestamp: string) => ({
    id,
    timestamp,
    author: person,
  });
  const push = (more: object = {}) => ({
    object_kind: 'push',
    ref: 'refs/heads/main',
    after: sha,
    user_name: 'Jane Roe',
    commits: [
      commit('a1b2c3d', '2026-03-19T14:27:31+02:00'),
      commit(sha, '2026-03-20T23:36:29+02:00'),
    ],
    ...more,
  });

  it('are pushes to the default branch', () => {
    expect(eventsOf(push())).toEqual([
      {
        ...origin,
        id: `push/acme/eu/checkout/${sha}`,
        at: '2026-03-20T21:36:29.000Z',
        kind: 'change',
        change: sha,
        commits: [
          { commit: 'a1b2c3d', at: '2026-03-19T12:27:31.000Z' },
          { commit: sha, at: '2026-03-20T21:36:29.000Z' },
        ],
        approved: null,
        aliases: [],
      },
    ]);
  });

  it.each([{ ref: 'refs/heads/other' }, { commits: [] }, { commits: null }])(
    'are not %j',
    more => {
      expect(eventsOf(push(more))).toEqual([]);
    },
  );

  const request = (action: string, more: object = {}) => ({
    object_kind: 'merge_request',
    user: { ...person, id: 6 },
    object_attributes: {
      iid: 42,
      action,
      author_id: 51,
      target_branch: 'main',
      updated_at: '2026-03-20 16:52:00 UTC',
      merge_commit_sha: null,
      last_commit: commit('a1b2c3d', '2026-03-19T14:27:31+02:00'),
      ...more,
    },
  });

  it.each([
    [{ merge_commit_sha: sha }, sha],
    [{ squash_commit_sha: sha }, sha],
    [{}, 'a1b2c3d'],
    [{ last_commit: null }, 'acme/eu/checkout!42'],
  ])('are merge requests with %j', (more, change) => {
    expect(eventsOf(request('merge', more))).toMatchObject([
      {
        id: 'merge-request/acme/eu/checkout!42/merged',
        at: '2026-03-20T16:52:00.000Z',
        kind: 'change',
        change,
        aliases: ['acme/eu/checkout!42'],
        commits:
          'last_commit' in more
            ? []
            : [{ commit: 'a1b2c3d', at: '2026-03-19T12:27:31.000Z' }],
      },
    ]);
  });

  it('are not merge requests into another branch', () => {
    expect(eventsOf(request('merge', { target_branch: 'x' }))).toEqual([]);
  });

  it.each(['approved', 'approval'])('are %s by another person', action => {
    expect(eventsOf(request(action))).toMatchObject([
      { kind: 'approval', of: 'acme/eu/checkout!42', environment: null },
    ]);
    expect(eventsOf(request(action, { author_id: 6 }))).toEqual([]);
  });

  it.each(['open', 'update', 'close', 'unapproved'])(
    'are nothing with %s',
    action => {
      expect(eventsOf(request(action))).toEqual([]);
    },
  );
});

describe('incidents', () => {
  const issue = (action: string, more: object = {}, changes?: object) => ({
    object_kind: 'issue',
    object_attributes: {
      iid: 23,
      type: 'Incident',
      title: 'Checkout is slow',
      url: 'https://gitlab.acme.example/acme/eu/checkout/-/issues/incident/23',
      action,
      severity: 'high',
      created_at: '2026-03-20T10:00:00Z',
      updated_at: '2026-03-20 11:00:00 UTC',
      closed_at: '2026-03-20 12:00:00 UTC',
      ...more,
    },
    changes,
  });

  it.each([
    ['open', 'detected', '2026-03-20T10:00:00.000Z'],
    ['close', 'resolved', '2026-03-20T12:00:00.000Z'],
    ['reopen', 'reopened', '2026-03-20T11:00:00.000Z'],
  ])('%s: %s', (action, phase, at) => {
    expect(eventsOf(issue(action))).toEqual([
      {
        source: origin.source,
        targets: [
          ...origin.targets,
          'incident:gitlab.acme.example#acme/eu/checkout#23',
        ],
        id: `incident/acme/eu/checkout#23/${phase}/${at}`,
        at,
        kind: 'incident',
        incident: 'acme/eu/checkout#23',
        phase,
        title: 'Checkout is slow',
        url: 'https://gitlab.acme.example/acme/eu/checkout/-/issues/incident/23',
        severity: 'high',
        deployment: null,
        postmortemUrl: null,
        sendsUpdates: null,
      },
    ]);
  });

  it.each([
    [{ escalation_status: {} }, 'acknowledged', 'acknowledged'],
    [{ escalation_status: {} }, 'resolved', 'mitigated'],
    [{ severity: {} }, 'triggered', 'changed'],
  ])('change by %j to %s: %s', (changes, escalation_status, phase) => {
    expect(
      eventsOf(issue('update', { escalation_status }, changes)),
    ).toMatchObject([{ phase }]);
  });

  it('say nothing where only words change', () => {
    expect(eventsOf(issue('update', {}, { title: {} }))).toEqual([]);
  });

  it('are work items as well, and no other issues', () => {
    const workItem = { ...issue('open'), object_kind: 'work_item' };
    expect(eventsOf(workItem)).toHaveLength(1);
    expect(eventsOf(issue('open', { type: 'Issue' }))).toEqual([]);
    expect(eventsOf({ ...workItem, project: null })).toEqual([]);
  });

  it('show no title of what is confidential, and no unknown severity', () => {
    expect(
      eventsOf(issue('open', { confidential: true, severity: 'unknown' })),
    ).toMatchObject([{ title: null, severity: null }]);
  });
});

it('gives nothing for other kinds and throws for nothing', () => {
  expect(read({ object_kind: 'pipeline' })).toEqual({
    status: 'read',
    events: [],
  });
  const any = fc.jsonValue({ maxDepth: 3 });
  const payload = fc.record(
    {
      object_kind: fc.constantFrom(
        'deployment',
        'push',
        'merge_request',
        'issue',
        'work_item',
      ),
      project: fc.oneof(any, fc.constant(project)),
      object_attributes: fc.oneof(
        any,
        fc.record({
          iid: any,
          type: fc.constant('Incident'),
          action: fc.constantFrom('merge', 'approved', 'open', 'update'),
          updated_at: fc.oneof(any, fc.constant('2026-03-20T10:00:00Z')),
          last_commit: any,
        }),
      ),
      status: fc.constantFrom('success', 'approved'),
      ref: fc.constant('refs/heads/main'),
      commits: any,
      user: any,
    },
    { requiredKeys: ['object_kind'] },
  );
  fc.assert(
    fc.property(fc.oneof(any, payload), it => {
      expect(['read', 'refused']).toContain(read(it).status);
    }),
    { numRuns: 500 },
  );
});
