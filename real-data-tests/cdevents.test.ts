/**
 * The conformance documents of CDEvents: what the specification calls valid is read, and what it calls
 * invalid is refused.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { CDEventsReader } from '@team-readiness/backstage-plugin-readiness-backend-module-delivery';
import { DeliveryEventInput } from '@team-readiness/backstage-plugin-readiness-common';
import { Reading } from './Reading';
import { realFiles } from './realData';

const events = realFiles(
  'cdevents/*/conformance/*.json',
  'cdevents/*/custom/*.json',
);
const [domainIds] = realFiles('cdevents/*/conformance/formats/domainid.json');

const json = (file: { path: string }) =>
  JSON.parse(readFileSync(file.path, 'utf8'));

const reader = new CDEventsReader();
const read = (eventPayload: unknown) =>
  reader.read({ topic: 'cdevents', eventPayload });

/** What the documents say about delivery; the others say nothing about it. */
const delivery: Record<string, Partial<DeliveryEventInput>> = {
  'artifact_packaged.json': {
    kind: 'artifact',
    change: 'myChange123',
    targets: [
      'artifact:pkg:golang/mygit.com/myorg/myapp',
      'repository:https://my-git.example/an-org/a-repo',
    ],
  },
  'artifact_published.json': { kind: 'artifact' },
  'change_merged.json': {
    kind: 'change',
    change: 'mySubject123',
    targets: ['repository:https://example.org/testrepo/testorg'],
  },
  'incident_detected.json': {
    kind: 'incident',
    phase: 'detected',
    incident: 'incident-123',
    at: '2022-11-11T13:52:20.079Z',
    targets: [
      'service:myapp',
      'artifact:pkg:oci/myapp',
      'incident:/monitoring/prod1#incident-123',
    ],
  },
  'incident_reported.json': {
    kind: 'incident',
    phase: 'detected',
    url: 'https://my-issues.example/incidents/ticket-345',
  },
  'incident_resolved.json': { kind: 'incident', phase: 'resolved' },
  'service_deployed.json': {
    kind: 'deployment',
    status: 'succeeded',
    environment: 'test123',
    deployment: 'mySubject123/test123/271069a8-fc18-44f1-b38f-9d70a1695819',
    digest:
      'sha256:0b31b1c02ff458ad9b7b81cbdf8f028bd54699fa151f221d1e8de6817db93427',
    targets: ['service:mysubject123', 'artifact:pkg:oci/myapp'],
  },
  'service_rolledback.json': { kind: 'deployment', status: 'rolled-back' },
  'service_upgraded.json': { kind: 'deployment', status: 'succeeded' },
};

/** Could say something, but do not. */
const silent: Record<string, string> = {
  'approval_closed.json':
    'approves the page of a deployment: names no repository, service or pull request',
  'change_reviewed.json': 'does not say with which result',
};

describe('conformance documents of CDEvents', () => {
  const reading = new Reading('CDEvents, valid by the specification');
  afterAll(() => reading.print());

  it('are all there', () => {
    expect(events).toHaveLength(49);
    expect(domainIds).toMatchObject({ name: expect.any(String) });
  });

  it.each(events)('are valid: $name', file => {
    const result = read(json(file));
    if (result.status === 'refused') {
      reading.addUnread(file.name, result.reason);
    } else {
      reading.addRead();
    }
    const name = path.basename(file.name);
    expect(result).toMatchObject({
      status: 'read',
      events: delivery[name] ? [delivery[name]] : [],
    });
  });

  it('say something about delivery in nine of them', () => {
    const told = events.filter(file => {
      const result = read(json(file));
      return result.status === 'read' && result.events.length > 0;
    });
    expect(told).toHaveLength(9);
    expect(reading.read).toBe(49);
    for (const [name, reason] of Object.entries(silent)) {
      process.stdout.write(`  says nothing: ${name}: ${reason}\n`);
    }
  });

  it.each(events)('carry over as CloudEvents: $name', file => {
    const data = json(file);
    const { id, source, type } = data.context;
    const cloudEvent = {
      specversion: '1.0',
      id,
      source,
      type,
      subject: data.subject.id,
      data,
    };
    expect(reader.readsCloudEvent(type)).toBe(true);
    expect(read(cloudEvent)).toEqual(read(data));
  });

  it.each(events)('are refused without what all events need: $name', file => {
    const document = json(file);
    for (const part of ['context', 'subject']) {
      const names = Object.keys(document[part]).filter(
        name => !['chainId', 'links', 'schemaUri'].includes(name),
      );
      for (const name of names.filter(
        it => part !== 'subject' || it !== 'source',
      )) {
        const broken = structuredClone(document);
        delete broken[part][name];
        // One event may repeat in its subject what its type says.
        const needed = !(part === 'subject' && name === 'type');
        expect([name, read(broken).status]).toEqual([
          name,
          needed ? 'refused' : 'read',
        ]);
      }
      const more = structuredClone(document);
      more[part].somethingNew = 1;
      expect(read(more).status).toBe('refused');
    }
  });
});

describe('domain ids', () => {
  const { valid, invalid } = json(domainIds);
  const [linked] = events.map(json);
  const withLink = (domainId: string) => ({
    ...linked,
    context: {
      ...linked.context,
      links: [{ linkType: 'RELATION', linkKind: 'is', target: { domainId } }],
    },
  });

  it('are 14 cases', () => {
    expect([valid.length, invalid.length]).toEqual([7, 7]);
  });

  it.each(valid as Array<{ expected: string }>)(
    'are valid: $expected',
    ({ expected }) => {
      expect(read(withLink(expected)).status).toBe('read');
    },
  );

  it.each(invalid as Array<{ input: string }>)(
    'are refused: $input',
    ({ input }) => {
      expect(read(withLink(input))).toEqual({
        status: 'refused',
        reason: 'context.links[0].target.domainId is not a domain id',
      });
    },
  );
});
