/**
 * The configured Rego policies, ready to be asked about the manifests of
 * entities.
 *
 * A policy that cannot be loaded stops no other one: it is a problem, and is
 * named as unread, so that nobody takes its silence for consent.
 */
import { Entity } from '@backstage/catalog-model';
import { toError } from '@backstage/errors';
import { JsonObject } from '@backstage/types';
import { Problem } from '@team-readiness/backstage-plugin-readiness-common';
import {
  createSourceClient,
  RequestBudget,
} from '@team-readiness/backstage-plugin-readiness-node';
import { createHash } from 'node:crypto';
import { readConfiguredFile } from '../files/readConfiguredFile';
import { KubernetesObject } from '../kubernetes/KubernetesObject';
import { OpaRegoEvaluator } from './OpaRegoEvaluator';
import { readRegoDecision, RegoDecision } from './readRegoDecision';
import { RegoEvaluator } from './RegoEvaluator';
import { RegoPolicy } from './RegoPolicy';
import { WasmRegoEvaluator } from './WasmRegoEvaluator';

const maxBundleBytes = 20 * 1_048_576;

/** What a policy says of one object, or of the entity. */
export interface RegoVerdict {
  policy: RegoPolicy;
  /** Null where the policy looked at the entity with all its manifests. */
  object: KubernetesObject | null;
  decision: RegoDecision;
}

interface OpenPolicy {
  policy: RegoPolicy;
  evaluator: RegoEvaluator;
}

async function openEvaluator(
  policy: RegoPolicy,
  workingDirectory: string | undefined,
): Promise<RegoEvaluator> {
  const { source, entrypoint, timeLimitMs } = policy;
  if (source.type === 'bundle') {
    const bytes = await readConfiguredFile(source.path, {
      workingDirectory,
      maxBytes: maxBundleBytes,
    });
    return WasmRegoEvaluator.open({ bytes, entrypoint, timeLimitMs });
  }
  const client = createSourceClient({
    name: `OPA (${policy.name})`,
    hosts: [new URL(source.url).host],
    allowPrivateAddresses: source.allowPrivateAddresses,
    secretHeaders: source.token
      ? { Authorization: `Bearer ${source.token}` }
      : {},
    timeoutMs: 10_000,
    maxBytes: 2 * 1_048_576,
    conditional: false,
  });
  return new OpaRegoEvaluator({ client, url: source.url, entrypoint });
}

/** What a policy for entities is given: nothing that the catalog adds for itself. */
function inputOf(entity: Entity, objects: readonly KubernetesObject[]) {
  const { apiVersion, kind, metadata, spec } = entity;
  const { uid: _uid, etag: _etag, ...own } = metadata;
  return {
    entity: { apiVersion, kind, metadata: own, ...(spec ? { spec } : {}) },
    manifests: objects.map(it => it.data),
  } as JsonObject;
}

export class RegoPolicies {
  readonly #policies: readonly OpenPolicy[];

  private constructor(
    policies: readonly OpenPolicy[],
    readonly problems: readonly Problem[],
    /** Names of policies that could not be loaded. */
    readonly unread: readonly string[],
  ) {
    this.#policies = policies;
  }

  /**
   * Loads the policies. Never throws.
   *
   * @param options.reporter - the collector that asks
   */
  static async open(
    policies: readonly RegoPolicy[],
    options: { workingDirectory?: string; reporter: string },
  ): Promise<RegoPolicies> {
    const open: OpenPolicy[] = [];
    const problems: Problem[] = [];
    for (const policy of policies) {
      try {
        const evaluator = await openEvaluator(policy, options.workingDirectory);
        open.push({ policy, evaluator });
      } catch (error) {
        problems.push({
          subject: 'collector',
          name: options.reporter,
          reporter: options.reporter,
          message: `The Rego policy ${policy.name} cannot be run: ${toError(
            error,
          ).message.slice(0, 500)}`,
          source: 'readiness.policy.rego',
        });
      }
    }
    const loaded = new Set(open.map(it => it.policy.name));
    return new RegoPolicies(
      open,
      problems,
      policies.map(it => it.name).filter(name => !loaded.has(name)),
    );
  }

  /** Names of the policies that can be asked. */
  get names(): string[] {
    return this.#policies.map(it => it.policy.name);
  }

  /** Digest of all that decides; null where nothing tells whether it changed. */
  get revision(): string | null {
    const parts = this.#policies.map(({ policy, evaluator }) =>
      evaluator.revision === null
        ? null
        : [policy.name, policy.input, policy.severity, evaluator.revision],
    );
    return parts.includes(null)
      ? null
      : createHash('sha256').update(JSON.stringify(parts)).digest('hex');
  }

  /**
   * Asks all policies about the manifests of an entity.
   *
   * @throws where a policy could not be asked at all: nothing is known then
   */
  async judge(
    entity: Entity,
    objects: readonly KubernetesObject[],
    options: { signal: AbortSignal; budget?: RequestBudget },
  ): Promise<RegoVerdict[]> {
    const verdicts: RegoVerdict[] = [];
    for (const { policy, evaluator } of this.#policies) {
      const about: Array<KubernetesObject | null> =
        policy.input === 'entity' ? [null] : [...objects];
      const answers = await evaluator.evaluate(
        about.map(it => it?.data ?? inputOf(entity, objects)),
        options,
      );
      answers.forEach((answer, index) =>
        verdicts.push({
          policy,
          object: about[index],
          decision:
            'reason' in answer
              ? answer
              : readRegoDecision(answer.value, policy.entrypoint),
        }),
      );
    }
    return verdicts;
  }

  async close(): Promise<void> {
    await Promise.all(this.#policies.map(it => it.evaluator.close()));
  }
}
