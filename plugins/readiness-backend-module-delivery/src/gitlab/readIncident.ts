import { DeliveryEventInput } from '@team-readiness/backstage-plugin-readiness-common';
import { withIncidentTarget } from '../targets';
import { GitLabWebhook } from './GitLabWebhook';

type IncidentPhase = Extract<DeliveryEventInput, { kind: 'incident' }>['phase'];

/** What the status of an incident means; an incident that is closed is resolved in any case. */
const escalationPhases = new Map<unknown, IncidentPhase>([
  ['acknowledged', 'acknowledged'],
  ['resolved', 'mitigated'],
]);

/** Issue hook of an incident: opened, closed, opened again, or its status or severity changed. */
export function readIncident(webhook: GitLabWebhook): DeliveryEventInput[] {
  const { payload, project, source, targets } = webhook;
  const issue = payload.object('object_attributes');
  if (issue.optionalText('type')?.toLowerCase() !== 'incident') {
    return [];
  }
  const incident = `${project.path}#${issue.id('iid')}`;
  const updatedAt = issue.time('updated_at');
  const changes = payload.optionalObject('changes');
  const changed = (name: string) => changes?.value(name) !== undefined;
  const severity = issue.optionalText('severity');
  const event = (phase: IncidentPhase, at: string): DeliveryEventInput => ({
    source,
    id: `incident/${incident}/${phase}/${at}`,
    at,
    targets: withIncidentTarget(targets, { source, id: incident }),
    kind: 'incident',
    incident,
    phase,
    // What is confidential at its source is not shown elsewhere.
    title:
      issue.value('confidential') === true
        ? null
        : issue.shortText('title', 200),
    url: issue.link('url'),
    severity: severity && severity !== 'unknown' ? severity : null,
  });
  switch (issue.value('action')) {
    case 'open':
      return [event('detected', issue.optionalTime('created_at') ?? updatedAt)];
    case 'close':
      return [event('resolved', issue.optionalTime('closed_at') ?? updatedAt)];
    case 'reopen':
      return [event('reopened', updatedAt)];
    case 'update': {
      const phase = changed('escalation_status')
        ? escalationPhases.get(issue.value('escalation_status'))
        : undefined;
      return phase || changed('severity')
        ? [event(phase ?? 'changed', updatedAt)]
        : [];
    }
    default:
      return [];
  }
}
