import { Entity } from '@backstage/catalog-model';
import { ManifestsFact } from '@team-readiness/backstage-plugin-readiness-common';
import { RequestBudget } from '@team-readiness/backstage-plugin-readiness-node';
import { setImmediate } from 'node:timers/promises';
import { AdmissionPolicy } from '../admission/AdmissionPolicy';
import { evaluateAdmissionPolicy } from '../admission/evaluateAdmissionPolicy';
import { KubernetesObject } from '../kubernetes/KubernetesObject';
import { RegoPolicies, RegoVerdict } from '../rego/RegoPolicies';
import { worstSeverity } from '../reports/reportSchemas';

/** What one policy says of one object. */
export type Evaluation = ManifestsFact['evaluations'][number];

const maxMessage = 1_000;

function toRow(
  { policy, object, decision }: RegoVerdict,
  entity: Entity,
): Evaluation {
  const row = {
    policy: policy.name,
    object: object
      ? `${object.kind}/${object.name}`
      : `${entity.kind}/${entity.metadata.name}`,
    path: object?.path ?? '',
  };
  if ('reason' in decision) {
    return { ...row, outcome: 'unknown', message: decision.reason };
  }
  const { failures } = decision;
  if (failures.length === 0) {
    return { ...row, outcome: 'pass', message: '' };
  }
  const messages = new Set(failures.map(it => it.message));
  return {
    ...row,
    outcome: 'fail',
    message: [...messages].join(' ').slice(0, maxMessage),
    severity: worstSeverity(failures.map(it => it.severity ?? policy.severity)),
  };
}

/**
 * Runs all policies over the manifests of an entity.
 *
 * @param options.defaultNamespace - of objects that name none; null where that
 *   is not known
 * @returns `isFinal`: would all be answered alike the next time, where nothing changes?
 * @throws where a Rego policy could not be asked at all
 */
export async function evaluateManifests(
  entity: Entity,
  objects: readonly KubernetesObject[],
  options: {
    policies: readonly AdmissionPolicy[];
    rego: RegoPolicies;
    defaultNamespace: string | null;
    signal: AbortSignal;
    budget?: RequestBudget;
  },
): Promise<{ rows: Evaluation[]; isFinal: boolean }> {
  const { policies, rego, defaultNamespace, signal, budget } = options;
  const namespaces = new Map(
    objects
      .filter(it => it.group === '' && it.kind === 'Namespace')
      .map(it => [it.name, it]),
  );
  const rows: Evaluation[] = [];
  for (const object of objects) {
    signal.throwIfAborted();
    // An expression may take a quarter of a second; others get their turn.
    await setImmediate();
    for (const policy of policies) {
      const answer = evaluateAdmissionPolicy(policy, object, {
        namespaces,
        defaultNamespace,
        manifests: objects,
      });
      if (answer) {
        rows.push({
          policy: policy.name,
          object: `${object.kind}/${object.name}`,
          path: object.path,
          ...answer,
        });
      }
    }
  }
  const verdicts = await rego.judge(entity, objects, { signal, budget });
  return {
    rows: [...rows, ...verdicts.map(it => toRow(it, entity))],
    isFinal: verdicts.every(
      ({ decision }) => !('reason' in decision && decision.mayPass),
    ),
  };
}
