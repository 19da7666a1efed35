import { DeliveryEventInput } from '@team-readiness/backstage-plugin-readiness-common';
import { GitLabWebhook } from './GitLabWebhook';

/**
 * What states of a deployment mean. Others say nothing: `created`, `blocked`, `skipped`, and
 * `canceled`, which reached nobody.
 */
const statuses = new Map<unknown, 'started' | 'succeeded' | 'failed'>([
  ['running', 'started'],
  ['success', 'succeeded'],
  ['failed', 'failed'],
]);

/** Deployment hook: how far it is, or that a deployment to a protected environment was approved. */
export function readDeployment(webhook: GitLabWebhook): DeliveryEventInput[] {
  const { payload, project, source, targets } = webhook;
  const stateName = payload.text('status');
  const status = statuses.get(stateName);
  if (!status && stateName !== 'approved') {
    return [];
  }
  const number = payload.id('deployment_id');
  const deployment = `${project.path}/deployments/${number}`;
  const at = payload.time('status_changed_at');
  const origin = {
    source,
    // Which of several approvals it is shows by its time alone.
    id: `deployment/${number}/${stateName}${status ? '' : `/${at}`}`,
    at,
    targets,
  };
  if (!status) {
    return [{ ...origin, kind: 'approval', of: deployment }];
  }
  const commitPage = payload.link('commit_url') ?? '';
  const [, sha] = /\/commit\/([0-9a-f]{40,64})$/.exec(commitPage) ?? [];
  return [
    {
      ...origin,
      kind: 'deployment',
      deployment,
      status,
      environment: payload.text('environment'),
      commit: sha ?? payload.optionalText('short_sha') ?? null,
      run: payload.link('deployable_url'),
    },
  ];
}
