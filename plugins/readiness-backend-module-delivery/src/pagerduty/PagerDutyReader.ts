import { EventParams } from '@backstage/plugin-events-node';
import { DeliveryEventInput } from '@team-readiness/backstage-plugin-readiness-common';
import {
  EventReader,
  EventReading,
} from '@team-readiness/backstage-plugin-readiness-node';
import { Fields, toReading } from '../payload';
import { deliveryTarget, withIncidentTarget } from '../targets';

type IncidentEvent = Extract<DeliveryEventInput, { kind: 'incident' }>;

/** Events whose data is the incident itself. The others are about people and notes. */
const phases = new Map<unknown, IncidentEvent['phase']>([
  ['incident.triggered', 'detected'],
  ['incident.acknowledged', 'acknowledged'],
  ['incident.resolved', 'resolved'],
  ['incident.reopened', 'reopened'],
  ['incident.priority_updated', 'changed'],
  ['incident.service_updated', 'changed'],
]);

/** Custom fields of incidents that are read, see docs/collectors/delivery.md. */
const fieldNames = {
  postmortemUrl: 'postmortem_url',
  deployment: 'deployment',
  severity: 'severity',
};

/**
 * Reads webhooks of PagerDuty, version 3 (https://developer.pagerduty.com/docs/webhooks-overview), as our
 * events module of PagerDuty publishes them.
 *
 * The id of an incident is that of its address, e.g. `PGR0VU2`: its number (`#2`) is missing in
 * status updates. Who did something is not read.
 *
 * @public
 */
export class PagerDutyReader implements EventReader {
  readonly id = 'pagerduty';
  readonly title = 'PagerDuty webhooks';
  readonly topics = ['pagerduty'];

  read(event: EventParams): EventReading {
    return toReading(() => {
      const outbound = Fields.of(event.eventPayload, '').object('event');
      const type = outbound.text('event_type');
      const phase = phases.get(type);
      if (phase) {
        return [readIncident(outbound, phase)];
      }
      if (type === 'incident.status_update_published') {
        return [readStatusUpdate(outbound)];
      }
      return type === 'incident.custom_field_values.updated'
        ? readFields(outbound)
        : [];
    });
  }
}

function readIncident(
  outbound: Fields,
  phase: IncidentEvent['phase'],
): IncidentEvent {
  const data = outbound.object('data');
  return {
    ...incidentEvent(outbound, data, [
      ...deliveryTarget.pagerDuty(
        data.optionalObject('service')?.optionalText('id'),
      ),
    ]),
    phase,
    title: data.shortText('title', 200),
    severity: data.optionalObject('priority')?.optionalText('summary') ?? null,
  };
}

/** Status updates name their incident alone, not its service. */
function readStatusUpdate(outbound: Fields): IncidentEvent {
  return {
    ...incidentEvent(outbound, outbound.object('data').object('incident'), []),
    phase: 'updated',
    sendsUpdates: true,
  };
}

function readFields(outbound: Fields): IncidentEvent[] {
  const data = outbound.object('data');
  const given = new Map(
    data
      .objects('custom_fields', 100)
      .map(field => [field.optionalText('name'), field]),
  );
  const postmortemUrl =
    given.get(fieldNames.postmortemUrl)?.link('value') ?? null;
  const deployment =
    given.get(fieldNames.deployment)?.optionalText('value') ?? null;
  const severity = given.get(fieldNames.severity)?.optionalId('value') ?? null;
  return postmortemUrl ?? deployment ?? severity
    ? [
        {
          ...incidentEvent(outbound, data.object('incident'), []),
          phase: 'changed',
          postmortemUrl,
          deployment,
          severity,
        },
      ]
    : [];
}

/** What all events of an incident have; `incident` is itself or a reference to it. */
function incidentEvent(
  outbound: Fields,
  incident: Fields,
  targets: string[],
): IncidentEvent {
  const url = incident.link('html_url');
  const source = url ? new URL(url).host : 'pagerduty.com';
  const id = incident.text('id');
  return {
    source,
    id: outbound.text('id'),
    at: outbound.time('occurred_at'),
    targets: withIncidentTarget(targets, { source, id }),
    kind: 'incident',
    incident: id,
    phase: 'changed',
    url,
  };
}
