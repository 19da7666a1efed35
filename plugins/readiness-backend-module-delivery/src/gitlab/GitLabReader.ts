import { EventParams } from '@backstage/plugin-events-node';
import { DeliveryEventInput } from '@team-readiness/backstage-plugin-readiness-common';
import {
  EventReader,
  EventReading,
} from '@team-readiness/backstage-plugin-readiness-node';
import { Fields, toReading } from '../payload';
import { GitLabWebhook, readGitLabWebhook } from './GitLabWebhook';
import { readMergeRequest, readPush } from './readChange';
import { readDeployment } from './readDeployment';
import { readIncident } from './readIncident';

const readers = new Map<
  unknown,
  (webhook: GitLabWebhook) => DeliveryEventInput[]
>([
  ['deployment', readDeployment],
  ['push', readPush],
  ['merge_request', readMergeRequest],
  // Incidents have come as issues, and as work items since GitLab 17.
  ['issue', readIncident],
  ['work_item', readIncident],
]);

/**
 * Reads webhooks of GitLab (https://docs.gitlab.com/user/project/integrations/webhook_events), as
 * Backstage's events module of GitLab publishes them. It listens to the topic `gitlab` alone: that
 * module gives each event to `gitlab.<kind>` again.
 *
 * @public
 */
export class GitLabReader implements EventReader {
  readonly id = 'gitlab';
  readonly title = 'GitLab webhooks';
  readonly topics = ['gitlab'];

  read(event: EventParams): EventReading {
    return toReading(() => {
      const payload = Fields.of(event.eventPayload, '');
      const read = readers.get(payload.value('object_kind'));
      return read && isOfProject(payload)
        ? read(readGitLabWebhook(payload))
        : [];
    });
  }
}

/** Epics and other work items of groups have no project. */
function isOfProject(payload: Fields): boolean {
  return (
    payload.value('object_kind') !== 'work_item' ||
    payload.optionalObject('project') !== undefined
  );
}
