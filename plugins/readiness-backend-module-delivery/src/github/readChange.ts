import { DeliveryEventInput } from '@team-readiness/backstage-plugin-readiness-common';
import { GitHubWebhook, pullRequestId } from './GitHubWebhook';

/** How many commits of a push are kept, oldest first: the lead time counts from the oldest. */
const commitsKept = 500;

/** `push`: commits that came to the default branch, by whatever way. */
export function readPush(webhook: GitHubWebhook): DeliveryEventInput[] {
  const { payload, repository, source, targets } = webhook;
  const head = payload.optionalObject('head_commit');
  if (
    payload.text('ref') !== `refs/heads/${repository.defaultBranch}` ||
    payload.value('deleted') === true ||
    !head
  ) {
    return [];
  }
  const after = payload.text('after');
  return [
    {
      source,
      id: `push/${repository.name}/${after}`,
      // When it was pushed; where that is missing, when the newest commit was made.
      at:
        payload.object('repository').optionalTime('pushed_at') ??
        head.time('timestamp'),
      targets,
      kind: 'change',
      change: after,
      commits: payload.objects('commits', commitsKept).map(commit => ({
        commit: commit.text('id'),
        at: commit.time('timestamp'),
      })),
    },
  ];
}

/** `pull_request`: merged into the default branch. */
export function readPullRequest(webhook: GitHubWebhook): DeliveryEventInput[] {
  const { payload, repository, source, targets } = webhook;
  const request = payload.object('pull_request');
  if (
    payload.value('action') !== 'closed' ||
    request.value('merged') !== true ||
    request.object('base').text('ref') !== repository.defaultBranch
  ) {
    return [];
  }
  const id = pullRequestId(repository.name, request.id('number'));
  const head = request.object('head').text('sha');
  const openedAt = request.optionalTime('created_at');
  return [
    {
      source,
      id: `pull-request/${id}/merged`,
      at: request.time('merged_at'),
      targets,
      kind: 'change',
      change: request.text('merge_commit_sha'),
      // The hook tells the time of no commit, and that of a squash is made by the merge. Nothing is
      // opened without a commit: its oldest one is no younger.
      commits: openedAt ? [{ commit: head, at: openedAt }] : [],
      aliases: [id, head],
    },
  ];
}

/** `pull_request_review`: approved by somebody other than the author. */
export function readReview(webhook: GitHubWebhook): DeliveryEventInput[] {
  const { payload, repository, source, targets } = webhook;
  const review = payload.object('review');
  const request = payload.object('pull_request');
  const reviewer = review.optionalObject('user')?.optionalId('id');
  const author = request.optionalObject('user')?.optionalId('id');
  // A review by an account that is gone may be of the author: it proves nothing.
  return payload.value('action') === 'submitted' &&
    review.text('state').toLowerCase() === 'approved' &&
    reviewer !== undefined &&
    reviewer !== author
    ? [
        {
          source,
          id: `review/${repository.name}/${review.id('id')}`,
          at: review.time('submitted_at'),
          targets,
          kind: 'approval',
          of: pullRequestId(repository.name, request.id('number')),
        },
      ]
    : [];
}

/** `deployment_review`: a deployment to a protected environment was approved by another person. */
export function readDeploymentReview(
  webhook: GitHubWebhook,
): DeliveryEventInput[] {
  const { payload, source, targets } = webhook;
  if (payload.value('action') !== 'approved') {
    return [];
  }
  const run = payload.object('workflow_run');
  const approver = payload.optionalObject('approver')?.optionalId('id');
  const starter = (
    run.optionalObject('triggering_actor') ?? run.optionalObject('actor')
  )?.optionalId('id');
  const page = run.link('html_url');
  if (approver === undefined || approver === starter || page === null) {
    return [];
  }
  const jobs = [
    ...payload.objects('workflow_job_runs', 50),
    ...[payload.optionalObject('workflow_job_run') ?? []].flat(),
  ];
  const environments = new Set(
    [payload, ...jobs].flatMap(job => job.optionalText('environment') ?? []),
  );
  const attempt = run.optionalId('run_attempt') ?? '1';
  return [...(environments.size > 0 ? environments : [null])].map(
    environment => ({
      source,
      id: `deployment-review/${run.id('id')}/${attempt}/${environment ?? ''}`,
      at: run.optionalTime('updated_at') ?? payload.time('since'),
      targets,
      kind: 'approval',
      of: page,
      environment,
    }),
  );
}
