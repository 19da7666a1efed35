import { deliveryEventSchema } from '@team-readiness/backstage-plugin-readiness-common';
import { cdEvent, CDEventParts, read, reasonOf } from './__testUtils__/cdEvent';
import { CDEventsReader } from './CDEventsReader';

const sha = '527d4a1aca5e8d0df24813df5ad65d049fc8d312';
const hex = '0b31b1c02ff458ad9b7b81cbdf8f028bd54699fa151f221d1e8de6817db93427';
const purl = `pkg:oci/checkout@sha256%3A${hex}?repository_url=registry.example.org/checkout`;
const deployed = { environment: { id: 'production' }, artifactId: purl };

/** The events of a valid CDEvent. */
function eventsOf(name: string, parts: CDEventParts) {
  const reading = read(cdEvent(name, parts));
  if (reading.status === 'refused') {
    throw new Error(reading.reason);
  }
  return reading.events.map(event => deliveryEventSchema.parse(event));
}

describe('changes', () => {
  it('are known by the commit that they became', () => {
    expect(
      eventsOf('change.merged', {
        subject: { id: sha },
        content: {
          repository: {
            id: 'Acme/Checkout',
            source: 'https://git.example.org',
          },
        },
        customData: {
          readiness: {
            commits: [{ commit: 'a1b2c3d', at: '2026-03-19T08:00:00Z' }],
            approved: true,
          },
        },
      }),
    ).toEqual([
      {
        kind: 'change',
        source: '/ci/release',
        id: '271069a8-fc18-44f1-b38f-9d70a1695819',
        at: '2026-03-20T13:27:05.315Z',
        targets: ['repository:https://git.example.org/acme/checkout'],
        change: sha,
        commits: [{ commit: 'a1b2c3d', at: '2026-03-19T08:00:00Z' }],
        approved: true,
        aliases: [],
      },
    ]);
  });

  it('keep the id of their pull request beside the commit', () => {
    const [byData] = eventsOf('change.merged', {
      subject: { id: '42' },
      content: { repository: { id: 'https://git.example.org/acme/checkout' } },
      customData: { readiness: { commit: sha } },
    });
    expect(byData).toMatchObject({ change: sha, aliases: ['42'] });
    const [byLink] = eventsOf('change.merged', {
      subject: { id: '42' },
      context: {
        links: [
          {
            linkType: 'RELATION',
            linkKind: 'IS',
            target: {
              domainId: `cdevents:v0:github::Acme:checkout:commit:${sha}`,
            },
          },
          {
            linkType: 'RELATION',
            linkKind: 'IS',
            target: { domainId: 'cdevents:v0:github::Acme:checkout:pr:42' },
          },
        ],
      },
    });
    expect(byLink).toMatchObject({
      change: sha,
      aliases: ['42', 'acme/checkout#42'],
      targets: ['repository:https://github.com/acme/checkout'],
    });
  });

  it('belong to nothing where no repository is named as a URL', () => {
    const content = { repository: { id: 'checkout', source: '/git' } };
    expect(eventsOf('change.merged', { content })).toEqual([]);
    expect(
      eventsOf('change.merged', {
        content,
        customData: { readiness: { entityRef: 'Component:Checkout' } },
      })[0].targets,
    ).toEqual(['entity:component:default/checkout']);
  });

  it('are approved by a review only where the review says so', () => {
    const parts = {
      subject: { id: sha },
      content: {
        repository: { id: 'acme/checkout', source: 'git.example.org' },
      },
    };
    expect(eventsOf('change.reviewed', parts)).toEqual([]);
    expect(
      eventsOf('change.reviewed', {
        ...parts,
        customData: { readiness: { approved: true } },
      }),
    ).toMatchObject([
      {
        kind: 'approval',
        of: sha,
        targets: ['repository:https://git.example.org/acme/checkout'],
      },
    ]);
  });
});

describe('approvals', () => {
  const content = (more: object = {}) => ({
    approvalDetailsUrl: 'https://approvals.example.org/1',
    resourceTargetUrl: 'https://github.com/Acme/checkout/pull/42/files',
    responder: 'urn:user:bob',
    decision: 'approved',
    status: 'approved',
    ...more,
  });

  it('of a pull request are of its id', () => {
    const events = eventsOf('approval.closed', { content: content() });
    expect(events).toMatchObject([
      {
        kind: 'approval',
        of: 'acme/checkout#42',
        environment: null,
        targets: ['repository:https://github.com/acme/checkout'],
      },
    ]);
    expect(JSON.stringify(events)).not.toContain('bob');
  });

  it('of a merge request, a run and a deployment', () => {
    const [request] = eventsOf('approval.closed', {
      content: content({
        resourceTargetUrl:
          'https://gitlab.example.org/acme/eu/checkout/-/merge_requests/7',
      }),
    });
    expect(request).toMatchObject({
      of: 'acme/eu/checkout!7',
      targets: ['repository:https://gitlab.example.org/acme/eu/checkout'],
    });
    const run = 'https://ci.example.org/runs/7';
    const service = { readiness: { service: 'checkout' } };
    expect(
      eventsOf('approval.closed', {
        content: content({ resourceTargetUrl: run }),
        customData: service,
      }),
    ).toMatchObject([{ of: run, targets: ['service:checkout'] }]);
    expect(
      eventsOf('approval.closed', {
        content: content(),
        customData: {
          readiness: {
            ...service.readiness,
            deployment: 'deploy-7',
            environment: 'production',
          },
        },
      }),
    ).toMatchObject([{ of: 'deploy-7', environment: 'production' }]);
  });

  it.each([
    { decision: 'rejected', status: 'rejected' },
    { decision: 'approved', status: 'expired' },
    { decision: 'deferred', status: 'approved' },
  ])('are none with %j', more => {
    expect(eventsOf('approval.closed', { content: content(more) })).toEqual([]);
  });
});

describe('artifacts', () => {
  it.each(['artifact.packaged', 'artifact.published'])('%s', name => {
    const change = { id: sha, source: 'git.example.org/acme/checkout' };
    expect(
      eventsOf(name, {
        subject: { id: purl },
        content: name === 'artifact.packaged' ? { change } : { user: 'bob' },
      }),
    ).toMatchObject([
      {
        kind: 'artifact',
        artifact: purl,
        digest: `sha256:${hex}`,
        change: name === 'artifact.packaged' ? sha : null,
        targets: [
          'artifact:pkg:oci/checkout',
          ...(name === 'artifact.packaged'
            ? ['repository:https://git.example.org/acme/checkout']
            : []),
        ],
      },
    ]);
  });

  it('tell of the commit and repository that their URL names', () => {
    const id = `pkg:github/acme/checkout@${sha}`;
    expect(eventsOf('artifact.published', { subject: { id } })).toMatchObject([
      {
        change: sha,
        digest: null,
        targets: [
          'artifact:pkg:github/acme/checkout',
          'repository:https://github.com/acme/checkout',
        ],
      },
    ]);
  });
});

describe('deployments', () => {
  it.each(['service.deployed', 'service.upgraded'])('%s', name => {
    expect(
      eventsOf(name, {
        content: deployed,
        customData: {
          readiness: {
            run: 'https://ci.example.org/runs/7',
            commit: sha,
            approved: true,
            planned: false,
          },
        },
      }),
    ).toEqual([
      {
        kind: 'deployment',
        source: '/ci/release',
        id: '271069a8-fc18-44f1-b38f-9d70a1695819',
        at: '2026-03-20T13:27:05.315Z',
        targets: ['service:checkout', 'artifact:pkg:oci/checkout'],
        deployment: 'checkout/production/271069a8-fc18-44f1-b38f-9d70a1695819',
        status: 'succeeded',
        environment: 'production',
        commit: sha,
        artifact: purl,
        digest: `sha256:${hex}`,
        run: 'https://ci.example.org/runs/7',
        approved: true,
        planned: false,
      },
    ]);
  });

  it.each([
    [`sha256:${hex.toUpperCase()}`, `sha256:${hex}`],
    [hex, `sha256:${hex}`],
    [`registry.example.org/checkout@sha256:${hex}`, `sha256:${hex}`],
    ['pkg:oci/checkout@1.2.3', null],
    [
      `pkg:npm/%40acme/checkout@1.2.3?checksum=sha1:ab,sha256:${hex}`,
      `sha256:${hex}`,
    ],
    ['checkout-1.2.3.tgz', null],
  ])('know the digest of %s', (artifactId, digest) => {
    const [event] = eventsOf('service.deployed', {
      content: { ...deployed, artifactId },
    });
    expect(event).toMatchObject({ artifact: artifactId, digest });
  });

  it('know the commit that a package URL or a link names', () => {
    const artifactId = `pkg:oci/checkout@1?vcs_url=git%2Bhttps://git.example.org/acme/checkout.git%40${sha}`;
    const [event] = eventsOf('service.deployed', {
      content: { ...deployed, artifactId },
    });
    expect(event).toMatchObject({
      commit: sha,
      targets: [
        'service:checkout',
        'artifact:pkg:oci/checkout',
        'repository:https://git.example.org/acme/checkout',
      ],
    });
  });

  it('are undone by the id of their event in a link, by their own id, or by an id of the roll-back', () => {
    const rollBack = (parts: CDEventParts) =>
      eventsOf('service.rolledback', {
        content: deployed,
        ...parts,
        context: { id: 'roll-back', ...parts.context },
      })[0];
    const link = (linkKind: string) => ({
      links: [
        { linkType: 'RELATION', linkKind, target: { contextId: 'event-1' } },
      ],
    });
    expect(rollBack({ context: link('rolls_back') })).toMatchObject({
      deployment: 'checkout/production/event-1',
      status: 'rolled-back',
      commit: null,
      digest: null,
    });
    expect(
      rollBack({ customData: { readiness: { deployment: 'deploy-7' } } }),
    ).toMatchObject({ deployment: 'deploy-7' });
    for (const kind of ['TRIGGER', 'causedBy']) {
      expect(rollBack({ context: link(kind) })).toMatchObject({
        deployment: 'checkout/production/roll-back',
      });
    }
  });
});

describe('incidents', () => {
  const content = {
    description: `Slow ${'very '.repeat(60)}`,
    environment: { id: 'production' },
    service: { id: 'checkout' },
  };

  it.each([
    ['incident.detected', 'detected', {}],
    [
      'incident.reported',
      'detected',
      { ticketURI: 'https://issues.example.org/7' },
    ],
    ['incident.resolved', 'resolved', {}],
  ])('%s', (name, phase, more) => {
    const [event] = eventsOf(name, {
      subject: { id: 'INC-7' },
      content: { ...content, ...more },
      customData: { readiness: { severity: 'SEV2' } },
    });
    expect(event).toMatchObject({
      kind: 'incident',
      incident: 'INC-7',
      phase,
      severity: 'SEV2',
      url: name === 'incident.reported' ? 'https://issues.example.org/7' : null,
      targets: ['service:checkout', 'incident:/ci/release#inc-7'],
    });
    expect(event.kind === 'incident' && event.title).toHaveLength(200);
  });

  it('have the phases that CDEvents lack by their data', () => {
    const [event] = eventsOf('incident.reported', {
      subject: { id: 'INC-7' },
      content: { ...content, ticketURI: 'https://issues.example.org/7' },
      customData: {
        readiness: {
          phase: 'postmortem',
          severity: 1,
          url: 'https://incidents.example.org/7',
          postmortemUrl: 'https://docs.example.org/7',
        },
        own: 'thing',
      },
    });
    expect(event).toMatchObject({
      phase: 'postmortem',
      severity: '1',
      url: 'https://incidents.example.org/7',
      postmortemUrl: 'https://docs.example.org/7',
    });
    const [update] = eventsOf('incident.detected', {
      content,
      customData: { readiness: { phase: 'updated' } },
    });
    expect(update).toMatchObject({ phase: 'updated', sendsUpdates: true });
  });

  it('name the deployment that caused them', () => {
    const context = {
      links: [
        {
          linkType: 'RELATION',
          linkKind: 'causedBy',
          target: { contextId: 'event-1' },
        },
      ],
    };
    const [event] = eventsOf('incident.detected', { content, context });
    expect(event).toMatchObject({ deployment: 'checkout/production/event-1' });
  });

  it('without a service belong to whatever their other events belong to', () => {
    const [event] = eventsOf('incident.resolved', {
      subject: { id: 'INC-7' },
      content: { environment: { id: 'production' } },
    });
    expect(event.targets).toEqual(['of:incident:/ci/release#inc-7']);
  });
});

describe('customData.readiness', () => {
  it.each([
    [{ severety: 'P1' }, 'customData.readiness: Unrecognized key'],
    [{ planned: 'yes' }, 'customData.readiness.planned'],
    [{ run: 'ftp://ci.example.org/7' }, 'customData.readiness.run'],
    [{ phase: 'over' }, 'customData.readiness.phase'],
    [{ commits: [{ commit: sha, at: 'now' }] }, 'commits.0.at'],
    [
      {
        commits: Array.from({ length: 501 }, () => ({
          commit: sha,
          at: '2026-03-19T08:00:00Z',
        })),
      },
      'customData.readiness.commits',
    ],
    ['text', 'customData.readiness'],
  ])('is refused as %j', (readiness, reason) => {
    const customData = { readiness };
    expect(
      reasonOf(cdEvent('service.deployed', { content: deployed, customData })),
    ).toContain(reason);
  });

  it('is not looked at in events that say nothing about delivery', () => {
    const customData = { readiness: { any: 1 } };
    expect(read(cdEvent('build.queued', { customData })).status).toBe('read');
  });
});

describe('CloudEvents', () => {
  const data = cdEvent('service.deployed', { content: deployed });
  const { id, source, type } = data.context;
  const cloudEvent = {
    specversion: '1.0',
    id,
    source,
    type,
    subject: 'checkout',
    time: '2026-03-20T13:27:05Z',
    datacontenttype: 'application/json',
    data,
  };

  it('are read like the CDEvent that they carry', () => {
    expect(read(cloudEvent)).toEqual(read(data));
    expect(read(data)).toMatchObject({ events: [{ kind: 'deployment' }] });
  });

  it.each([
    ['id', 'other'],
    ['source', '/other'],
    ['type', 'dev.cdevents.service.removed.0.3.0'],
    ['subject', 'other'],
  ])('are refused with another %s', (attribute, value) => {
    expect(reasonOf({ ...cloudEvent, [attribute]: value })).toContain(
      `The CloudEvent's ${attribute} is not that of the CDEvent`,
    );
  });

  it('are refused without an object as data, with the paths of the CDEvent', () => {
    expect(reasonOf({ ...cloudEvent, data: 'x' })).toBe(
      'data is not an object',
    );
    expect(
      reasonOf({
        ...cloudEvent,
        data: { ...data, subject: { id: 'checkout' } },
      }),
    ).toBe('subject.content is missing');
  });

  it('are asked for by their types', () => {
    const reader = new CDEventsReader();
    expect(reader.readsCloudEvent(type)).toBe(true);
    expect(reader.readsCloudEvent('dev.cdeventsx.tool-x.made.0.1.0')).toBe(
      true,
    );
    expect(reader.readsCloudEvent('dev.cdevents.unknown')).toBe(true);
    expect(reader.readsCloudEvent('com.github.push')).toBe(false);
  });
});

it('refuses ids that are too long to keep, and keeps reasons short', () => {
  const long = 'x'.repeat(501);
  expect(
    reasonOf(
      cdEvent('service.deployed', { content: deployed, context: { id: long } }),
    ),
  ).toBe('context.id is not a text of 1 to 500 characters');
  expect(
    reasonOf({ ...cdEvent('build.queued'), ['y'.repeat(9000)]: 1 }).length,
  ).toBeLessThan(301);
});
