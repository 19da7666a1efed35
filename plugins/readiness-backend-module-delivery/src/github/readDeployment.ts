import { DeliveryEventInput } from '@team-readiness/backstage-plugin-readiness-common';
import { Fields } from '../payload';
import { deliveryTarget, parsePackageUrl, toDigest } from '../targets';
import { GitHubWebhook } from './GitHubWebhook';
import { runLink } from './runLink';

/**
 * What states of a deployment mean. Others say nothing new: `queued`, `pending` and `waiting` come before
 * it begins, `inactive` when a later deployment took its place.
 */
const statuses = new Map([
  ['in_progress', 'started'],
  ['success', 'succeeded'],
  ['failure', 'failed'],
  ['error', 'failed'],
] as const);

/** `deployment`: it was asked for. */
export function readDeploymentCreated(
  webhook: GitHubWebhook,
): DeliveryEventInput[] {
  const deployment = webhook.payload.object('deployment');
  return [
    deploymentEvent(webhook, {
      deployment,
      status: 'started',
      id: `deployment/${deployment.id('id')}`,
      at: deployment.time('created_at'),
      environment: deployment.text('environment'),
      run: webhook.payload.optionalObject('workflow_run')?.link('html_url'),
    }),
  ];
}

/** `deployment_status`: how far it is. */
export function readDeploymentStatus(
  webhook: GitHubWebhook,
): DeliveryEventInput[] {
  const deployment = webhook.payload.object('deployment');
  const state = webhook.payload.object('deployment_status');
  const status = new Map<string, 'started' | 'succeeded' | 'failed'>(
    statuses,
  ).get(state.text('state'));
  const run = webhook.payload.optionalObject('workflow_run')?.link('html_url');
  return status
    ? [
        deploymentEvent(webhook, {
          deployment,
          status,
          id: `deployment/${deployment.id('id')}/status/${state.id('id')}`,
          at: state.optionalTime('updated_at') ?? state.time('created_at'),
          environment:
            state.optionalText('environment') ?? deployment.text('environment'),
          run: run ?? state.link('log_url') ?? state.link('target_url'),
        }),
      ]
    : [];
}

function deploymentEvent(
  { repository, source, targets }: GitHubWebhook,
  {
    deployment,
    status,
    id,
    at,
    environment,
    run,
  }: {
    deployment: Fields;
    status: 'started' | 'succeeded' | 'failed';
    id: string;
    at: string;
    environment: string;
    run: string | null | undefined;
  },
): DeliveryEventInput {
  const own = readPayload(deployment);
  const artifact = own?.optionalText('artifact');
  const number = deployment.id('id');
  const idOf = (ofNumber: string) =>
    `${repository.name}/deployments/${ofNumber}`;
  const origin = {
    source,
    id,
    at,
    targets: [
      ...targets,
      ...deliveryTarget.entity(own?.optionalText('entityRef')),
      ...deliveryTarget.service(own?.optionalText('service')),
      ...deliveryTarget.artifact(artifact),
    ],
    kind: 'deployment' as const,
    environment,
  };
  const isRollBack = /roll-?back/i.test(deployment.optionalText('task') ?? '');
  if (isRollBack && status === 'succeeded') {
    // What it brings back is not what the deployment that it undoes brought.
    return {
      ...origin,
      deployment: idOf(own?.optionalId('rollsBack') ?? number),
      status: 'rolled-back',
    };
  }
  return {
    ...origin,
    deployment: idOf(number),
    status,
    commit: deployment.text('sha'),
    artifact: artifact ?? null,
    digest:
      toDigest(own?.optionalText('digest') ?? '') ??
      parsePackageUrl(artifact ?? '')?.digest ??
      null,
    run: runLink(run ?? null),
    planned: own?.flag('planned') ?? null,
  };
}

/** Longest `payload` that is read where it is a text, in characters. */
const payloadLength = 20_000;

/** `deployment.payload` is an object, or a text that may be one in JSON. */
function readPayload(deployment: Fields): Fields | undefined {
  const payload = deployment.value('payload');
  if (typeof payload !== 'string' || payload.length > payloadLength) {
    return Fields.optionalOf(payload, 'deployment.payload');
  }
  try {
    return Fields.optionalOf(JSON.parse(payload), 'deployment.payload');
  } catch {
    return undefined;
  }
}
