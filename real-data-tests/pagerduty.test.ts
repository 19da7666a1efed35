/**
 * Webhooks of PagerDuty: those that its documentation shows, and two as somebody received them.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { PagerDutyReader } from '@team-readiness/backstage-plugin-readiness-backend-module-delivery';
import { Reading } from './Reading';
import { realFiles } from './realData';

const blocks = realFiles('incident/PagerDuty__developer-docs/*.json');
const received = realFiles('incident/zulip__zulip/**/*_v3.json');

const json = (file: { path: string }) =>
  JSON.parse(readFileSync(file.path, 'utf8'));

const read = (eventPayload: unknown) =>
  new PagerDutyReader().read({ topic: 'pagerduty', eventPayload });

/** As a webhook has it, around what the documentation shows of its data. */
const webhook = (event_type: string, data: unknown) => ({
  event: {
    id: '01BRB6ZP4M6T8ZG4X6BP63ZB9O',
    event_type,
    resource_type: 'incident',
    occurred_at: '2026-03-20T13:35:11.682Z',
    agent: null,
    client: null,
    data,
  },
});

/** Events whose data is of a type, by the documentation. */
const eventsOfData: Record<string, string[]> = {
  incident: [
    'incident.triggered',
    'incident.acknowledged',
    'incident.resolved',
    'incident.reopened',
    'incident.priority_updated',
  ],
  incident_status_update: ['incident.status_update_published'],
  incident_field_values: ['incident.custom_field_values.updated'],
  incident_note: ['incident.annotated'],
  incident_responder: ['incident.responder.added'],
  incident_conference_bridge: ['incident.conference_bridge.updated'],
  incident_role_assignment: ['incident.role.assigned'],
  incident_task: ['incident.task.created'],
  incident_workflow_instance: ['incident.workflow.started'],
  incident_action_invocation: ['incident.action_invocation.created'],
  service: ['service.updated'],
  service_field_values: ['service.custom_field_values.updated'],
};

/** What events of a type of data say. */
const told: Record<string, object> = {
  incident: {
    kind: 'incident',
    incident: 'PGR0VU2',
    severity: 'P1',
    targets: ['pagerduty:pf9kmxh', 'incident:acme.pagerduty.com#pgr0vu2'],
  },
  incident_status_update: {
    kind: 'incident',
    incident: 'PGR0VU2',
    phase: 'updated',
    targets: ['of:incident:acme.pagerduty.com#pgr0vu2'],
  },
};

describe('webhooks of PagerDuty', () => {
  const reading = new Reading('Examples of PagerDuty that say something');
  afterAll(() => reading.print());

  it('are all there', () => {
    expect([blocks.length, received.length]).toEqual([15, 2]);
  });

  it.each(blocks)('are read as documented: $name', file => {
    const shown = json(file);
    if (!shown.event && !shown.type) {
      reading.addUnread(file.name, 'asks for a subscription: no webhook');
      return;
    }
    const type = shown.event?.data.type ?? shown.type;
    const payloads = shown.event
      ? [shown]
      : eventsOfData[type].map(event => webhook(event, shown));
    for (const payload of payloads) {
      const result = read(payload);
      expect(result).toMatchObject({
        status: 'read',
        events: told[type] ? [told[type]] : [],
      });
      expect(JSON.stringify(result)).not.toMatch(/Tenex|User 123|Maeve/);
    }
    if (told[type]) {
      reading.addRead();
    } else {
      reading.addUnread(file.name, `${type} says nothing about the incident`);
    }
  });

  it.each(received)('are read as received: $name', file => {
    reading.addRead();
    const phase = path.basename(file.name).startsWith('triggered')
      ? 'detected'
      : 'resolved';
    expect(read(json(file))).toMatchObject({
      status: 'read',
      events: [{ phase, source: 'pig208.pagerduty.com', severity: null }],
    });
  });

  it('are seventeen, of which five say something', () => {
    expect([reading.read, reading.unread.length]).toEqual([5, 12]);
  });
});
