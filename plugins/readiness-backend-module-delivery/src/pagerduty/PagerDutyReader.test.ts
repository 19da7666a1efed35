import {
  DeliveryEvent,
  deliveryEventSchema,
} from '@team-readiness/backstage-plugin-readiness-common';
import fc from 'fast-check';
import { PagerDutyReader } from './PagerDutyReader';

const person = {
  id: 'PLH1HKV',
  summary: 'Tenex Engineer',
  type: 'user_reference',
};
const incident = {
  id: 'PGR0VU2',
  type: 'incident',
  html_url: 'https://acme.pagerduty.com/incidents/PGR0VU2',
  number: 2,
  title: 'A little bump in the road',
  service: { id: 'PF9KMXH', summary: 'API Service' },
  assignees: [person],
  priority: { id: 'PSO75BM', summary: 'P1' },
  urgency: 'high',
};
const reference = {
  id: 'PGR0VU2',
  html_url: 'https://acme.pagerduty.com/incidents/PGR0VU2',
  type: 'incident_reference',
};

const read = (eventPayload: unknown) =>
  new PagerDutyReader().read({ topic: 'pagerduty', eventPayload });

const outbound = (event_type: string, data: unknown) => ({
  event: {
    id: '01BRB6ZP4M6T8ZG4X6BP63ZB9O',
    event_type,
    resource_type: 'incident',
    occurred_at: '2026-03-20T13:35:29.781Z',
    agent: person,
    client: null,
    data,
  },
});

function eventsOf(event_type: string, data: unknown): DeliveryEvent[] {
  const reading = read(outbound(event_type, data));
  if (reading.status === 'refused') {
    throw new Error(reading.reason);
  }
  expect(JSON.stringify(reading)).not.toMatch(/Tenex|PLH1HKV/);
  return reading.events.map(it => deliveryEventSchema.parse(it));
}

it.each([
  ['incident.triggered', 'detected'],
  ['incident.acknowledged', 'acknowledged'],
  ['incident.resolved', 'resolved'],
  ['incident.reopened', 'reopened'],
  ['incident.priority_updated', 'changed'],
  ['incident.service_updated', 'changed'],
])('%s: %s', (type, phase) => {
  expect(eventsOf(type, incident)).toEqual([
    {
      source: 'acme.pagerduty.com',
      id: '01BRB6ZP4M6T8ZG4X6BP63ZB9O',
      at: '2026-03-20T13:35:29.781Z',
      targets: ['pagerduty:pf9kmxh', 'incident:acme.pagerduty.com#pgr0vu2'],
      kind: 'incident',
      incident: 'PGR0VU2',
      phase,
      title: 'A little bump in the road',
      url: 'https://acme.pagerduty.com/incidents/PGR0VU2',
      severity: 'P1',
      deployment: null,
      postmortemUrl: null,
      sendsUpdates: null,
    },
  ]);
});

it('knows no severity without a priority: urgency is none', () => {
  expect(
    eventsOf('incident.triggered', { ...incident, priority: null }),
  ).toMatchObject([{ severity: null }]);
});

it('ties a status update to its incident, without its words', () => {
  const events = eventsOf('incident.status_update_published', {
    incident: reference,
    id: 'P2LA89X',
    message: 'Jane is developing a fix',
    type: 'incident_status_update',
  });
  expect(events).toMatchObject([
    {
      targets: ['of:incident:acme.pagerduty.com#pgr0vu2'],
      incident: 'PGR0VU2',
      phase: 'updated',
      sendsUpdates: true,
      title: null,
    },
  ]);
  expect(JSON.stringify(events)).not.toContain('Jane');
});

describe('custom fields', () => {
  const fields = (...custom_fields: object[]) =>
    eventsOf('incident.custom_field_values.updated', {
      incident: reference,
      custom_fields,
      changed_custom_fields: [{ name: 'severity', value: 'SEV3' }],
    });

  it('tell of the postmortem, the deployment and the severity', () => {
    expect(
      fields(
        { name: 'region', value: 'eu' },
        { name: 'postmortem_url', value: 'https://docs.example.org/7' },
        { name: 'deployment', value: 'acme/checkout/deployments/1' },
        { name: 'severity', value: 'SEV2' },
      ),
    ).toMatchObject([
      {
        phase: 'changed',
        postmortemUrl: 'https://docs.example.org/7',
        deployment: 'acme/checkout/deployments/1',
        severity: 'SEV2',
      },
    ]);
  });

  it('say nothing otherwise', () => {
    expect(fields({ name: 'region', value: 'eu' })).toEqual([]);
    expect(fields({ name: 'postmortem_url', value: 'soon' })).toEqual([]);
  });
});

it.each([
  'incident.annotated',
  'incident.responder.added',
  'incident.unacknowledged',
  'incident.reassigned',
  'service.updated',
  'pagey.ping',
])('gives nothing for %s', type => {
  expect(eventsOf(type, { any: 'thing' })).toEqual([]);
});

it('refuses what is no webhook of version 3, with the path', () => {
  expect(read({ messages: [] })).toEqual({
    status: 'refused',
    reason: 'event is not an object',
  });
  expect(read(outbound('incident.triggered', null))).toEqual({
    status: 'refused',
    reason: 'event.data is not an object',
  });
});

it('throws for nothing', () => {
  const any = fc.jsonValue({ maxDepth: 3 });
  const payload = fc.record({
    event: fc.record({
      id: any,
      event_type: fc.constantFrom(
        'incident.triggered',
        'incident.status_update_published',
        'incident.custom_field_values.updated',
      ),
      occurred_at: fc.oneof(any, fc.constant('2026-03-20T13:35:29Z')),
      data: fc.oneof(any, fc.record({ id: any, html_url: any, incident: any })),
    }),
  });
  fc.assert(
    fc.property(fc.oneof(any, payload), it => {
      expect(['read', 'refused']).toContain(read(it).status);
    }),
    { numRuns: 500 },
  );
});
