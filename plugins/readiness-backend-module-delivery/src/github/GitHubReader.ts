import { EventParams } from '@backstage/plugin-events-node';
import { DeliveryEventInput } from '@team-readiness/backstage-plugin-readiness-common';
import {
  EventReader,
  EventReading,
} from '@team-readiness/backstage-plugin-readiness-node';
import { Fields, toReading } from '../payload';
import { GitHubWebhook, readGitHubWebhook } from './GitHubWebhook';
import {
  readDeploymentReview,
  readPullRequest,
  readPush,
  readReview,
} from './readChange';
import { readDeploymentCreated, readDeploymentStatus } from './readDeployment';

const readers = new Map<
  string,
  (webhook: GitHubWebhook) => DeliveryEventInput[]
>([
  ['deployment', readDeploymentCreated],
  ['deployment_status', readDeploymentStatus],
  ['deployment_review', readDeploymentReview],
  ['pull_request', readPullRequest],
  ['pull_request_review', readReview],
  ['push', readPush],
]);

/**
 * Reads webhooks of GitHub and GitHub Enterprise, as Backstage's events module of GitHub publishes
 * them. It listens to the topic `github` alone: that module gives each event to `github.<event>` again.
 *
 * Ids of events are made of what stands in them, so that a redelivery, which has an
 * `X-GitHub-Delivery` of its own where it was asked for by hand, is the same event.
 *
 * @public
 */
export class GitHubReader implements EventReader {
  readonly id = 'github';
  readonly title = 'GitHub webhooks';
  readonly topics = ['github'];

  read(event: EventParams): EventReading {
    return toReading(() => {
      const name = [event.metadata?.['x-github-event']].flat()[0];
      const read = name === undefined ? undefined : readers.get(name);
      return read
        ? read(readGitHubWebhook(Fields.of(event.eventPayload, '')))
        : [];
    });
  }
}
