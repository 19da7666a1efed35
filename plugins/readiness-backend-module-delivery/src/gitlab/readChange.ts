import { DeliveryEventInput } from '@team-readiness/backstage-plugin-readiness-common';
import { GitLabWebhook, mergeRequestId } from './GitLabWebhook';

/** GitLab sends at most 20; a proxy in between might send more. */
const commitsKept = 500;

/** Push hook: commits that came to the default branch, by whatever way. */
export function readPush(webhook: GitLabWebhook): DeliveryEventInput[] {
  const { payload, project, source, targets } = webhook;
  if (payload.text('ref') !== `refs/heads/${project.defaultBranch}`) {
    return [];
  }
  const commits = payload.objects('commits', commitsKept).map(commit => ({
    commit: commit.text('id'),
    at: commit.time('timestamp'),
  }));
  const newest = commits
    .map(({ at }) => at)
    .sort()
    .at(-1);
  const after = payload.text('after');
  return newest === undefined
    ? // The branch was made, removed or set back.
      []
    : [
        {
          source,
          id: `push/${project.path}/${after}`,
          // The hook does not tell when it was pushed.
          at: commits.find(({ commit }) => commit === after)?.at ?? newest,
          targets,
          kind: 'change',
          change: after,
          commits,
        },
      ];
}

/** Merge request hook: merged into the default branch, or approved by somebody other than the author. */
export function readMergeRequest(webhook: GitLabWebhook): DeliveryEventInput[] {
  const { payload, project, source, targets } = webhook;
  const request = payload.object('object_attributes');
  const action = request.value('action');
  const id = mergeRequestId(project.path, request.id('iid'));
  if (action === 'merge') {
    const last = request.optionalObject('last_commit');
    const lastId = last?.optionalText('id');
    const lastAt = last?.optionalTime('timestamp');
    // A squash without a merge commit, then a fast-forward, which makes no commit of its own.
    const change =
      request.optionalText('merge_commit_sha') ??
      request.optionalText('squash_commit_sha') ??
      lastId ??
      id;
    return request.text('target_branch') === project.defaultBranch
      ? [
          {
            source,
            id: `merge-request/${id}/merged`,
            at: request.optionalTime('merged_at') ?? request.time('updated_at'),
            targets,
            kind: 'change',
            change,
            commits: lastId && lastAt ? [{ commit: lastId, at: lastAt }] : [],
            aliases: [id],
          },
        ]
      : [];
  }
  const actor = payload.optionalObject('user')?.optionalId('id');
  // `approval` is of one person, `approved` the one that completes what is required.
  return (action === 'approved' || action === 'approval') &&
    actor !== undefined &&
    actor !== request.optionalId('author_id')
    ? [
        {
          source,
          id: `merge-request/${id}/${action}/${request.time('updated_at')}`,
          at: request.time('updated_at'),
          targets,
          kind: 'approval',
          of: id,
        },
      ]
    : [];
}
