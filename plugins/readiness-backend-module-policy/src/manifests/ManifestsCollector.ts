import { toError } from '@backstage/errors';
import { HumanDuration } from '@backstage/types';
import {
  manifestsFact,
  ManifestsFact,
  Problem,
  readinessAnnotations,
} from '@team-readiness/backstage-plugin-readiness-common';
import { createPolicyCel } from '@team-readiness/backstage-plugin-readiness-engine';
import {
  CollectionRun,
  CollectionTarget,
  Collector,
  CollectorSchedule,
  EntityFiles,
  Observation,
  readDirectoryAnnotation,
} from '@team-readiness/backstage-plugin-readiness-node';
import { setImmediate } from 'node:timers/promises';
import { AdmissionPolicy } from '../admission/AdmissionPolicy';
import { evaluateAdmissionPolicy } from '../admission/evaluateAdmissionPolicy';
import {
  AdmissionSource,
  readAdmissionPolicies,
} from '../admission/readAdmissionPolicies';
import { findConfiguredFiles } from '../files/ConfiguredFiles';
import { KubernetesObject } from '../kubernetes/KubernetesObject';
import { entityKeys } from '../reports/entityKeys';
import { ManifestFiles } from './ManifestFiles';

const maxPolicyFiles = 500;
const maxPolicyBytes = 1_048_576;
const maxEvaluations = 2_000;
const maxProblems = 100;

type Row = ManifestsFact['evaluations'][number];

const urgency: Record<Row['outcome'], number> = {
  fail: 0,
  unknown: 1,
  pass: 2,
};

/**
 * Observes the Kubernetes manifests in an entity's own directory, and what
 * ValidatingAdmissionPolicy documents say about them.
 */
export class ManifestsCollector implements Collector {
  readonly id = 'manifests';
  readonly title = 'Kubernetes manifests';
  readonly description =
    'Kubernetes manifests in deploy/, k8s/, manifests/ and the annotated directory of the entity, with the configured ValidatingAdmissionPolicy documents run over them.';
  readonly schema = manifestsFact.schema;
  readonly frequency: HumanDuration;
  readonly timeToLive: HumanDuration;
  readonly #files: EntityFiles;
  readonly #patterns: readonly string[];
  readonly #workingDirectory: string | undefined;

  constructor(options: {
    files: EntityFiles;
    patterns: readonly string[];
    schedule: CollectorSchedule;
    /** Default: that of the process. */
    workingDirectory?: string;
  }) {
    this.#files = options.files;
    this.#patterns = options.patterns;
    this.#workingDirectory = options.workingDirectory;
    this.frequency = options.schedule.frequency;
    this.timeToLive = options.schedule.timeToLive;
  }

  async open(): Promise<CollectionRun> {
    const { policies, problems, unread } = await this.#readPolicies();
    if (policies.length === 0) {
      throw new Error(
        `There is no ValidatingAdmissionPolicy that can be read in what readiness.policy.admissionPolicies names${
          problems.length > 0 ? `: ${problems[0].message}` : ''
        }`,
      );
    }
    return {
      collect: async (targets, { signal }) => {
        const observations: Observation[] = [];
        for (const target of targets) {
          signal.throwIfAborted();
          observations.push(
            await this.#observe(target, { policies, unread }, signal),
          );
        }
        return observations;
      },
      problems: () => problems,
    };
  }

  async #readPolicies() {
    const problems: Problem[] = [];
    const sources: AdmissionSource[] = [];
    const found = await findConfiguredFiles(this.#patterns, {
      workingDirectory: this.#workingDirectory,
      maxFiles: maxPolicyFiles,
      maxBytes: maxPolicyBytes,
    });
    const unread: string[] = [];
    const lose = (source: string, message: string) => {
      unread.push(source);
      problems.push({
        subject: 'collector',
        name: this.id,
        reporter: this.id,
        message,
        source,
      });
    };
    for (const pattern of found.unmatched) {
      lose(
        pattern,
        'No file matches this entry of readiness.policy.admissionPolicies.',
      );
    }
    if (found.cut) {
      lose(
        'readiness.policy.admissionPolicies',
        `More than ${maxPolicyFiles} files match; the others are not read.`,
      );
    }
    for (const file of found.files) {
      try {
        sources.push({ source: file.source, text: await file.read() });
      } catch (error) {
        lose(file.source, toError(error).message);
      }
    }
    const read = readAdmissionPolicies(sources, createPolicyCel());
    return {
      policies: read.policies,
      problems: [...problems, ...read.problems],
      unread: [...unread, ...read.unread],
    };
  }

  async #observe(
    target: CollectionTarget,
    run: { policies: readonly AdmissionPolicy[]; unread: string[] },
    signal: AbortSignal,
  ): Promise<Observation> {
    const { entity, entityRef } = target;
    const { policies } = run;
    const problems: Problem[] = [];
    const ofEntity = () =>
      problems.slice(0, maxProblems).map(it => ({ ...it, entityRef }));
    const report = (message: string) =>
      problems.push({
        subject: 'entity',
        name: entityRef.slice(0, 300),
        reporter: this.id,
        message,
      });
    try {
      refuseLostPolicies(target, run);
      const annotated = readDirectoryAnnotation(
        entity,
        readinessAnnotations.manifests,
      );
      if (annotated.refused) {
        report(annotated.refused);
      }
      const files = await ManifestFiles.read(this.#files, {
        entity,
        globs: annotated.globs,
        signal,
        problems,
      });
      if (!files) {
        return { entityRef, status: 'absent', problems: ofEntity() };
      }
      const { namespaces } = entityKeys(entity);
      const rows = await evaluate(files.objects, {
        policies,
        signal,
        defaultNamespace: namespaces.length === 1 ? namespaces[0] : null,
      });
      if (rows.length > maxEvaluations) {
        report(
          `There are ${rows.length} evaluations; ${maxEvaluations} are recorded, the failed ones first.`,
        );
      }
      const fact: ManifestsFact = {
        location: files.location,
        objects: files.objects.length,
        kinds: [...new Set(files.objects.map(it => it.kind))].sort(),
        policies: policies.map(it => it.name).sort(),
        evaluations: rows
          .sort((a, b) => urgency[a.outcome] - urgency[b.outcome])
          .slice(0, maxEvaluations)
          .sort(compareRows),
        broken: files.broken,
      };
      return {
        entityRef,
        status: 'observed',
        data: fact,
        problems: ofEntity(),
      };
    } catch (error) {
      return {
        entityRef,
        status: 'failed',
        error: toError(error),
        problems: ofEntity(),
      };
    }
  }
}

/**
 * A policy that could not be read this time must not look like one that is kept.
 *
 * @throws if the entity was evaluated against a policy that may be lost
 */
function refuseLostPolicies(
  target: CollectionTarget,
  run: { policies: readonly AdmissionPolicy[]; unread: string[] },
): void {
  if (run.unread.length === 0) {
    return;
  }
  const known = new Set(run.policies.map(policy => policy.name));
  const previous = target.previous as ManifestsFact | undefined;
  const lost = previous?.evaluations?.find(it => !known.has(it.policy));
  if (lost) {
    throw new Error(
      `The policy ${
        lost.policy
      } could not be read again: something is wrong with ${run.unread
        .slice(0, 3)
        .join(', ')}`,
    );
  }
}

async function evaluate(
  objects: readonly KubernetesObject[],
  options: {
    policies: readonly AdmissionPolicy[];
    defaultNamespace: string | null;
    signal: AbortSignal;
  },
): Promise<Row[]> {
  const { policies, defaultNamespace, signal } = options;
  const namespaces = new Map(
    objects
      .filter(it => it.group === '' && it.kind === 'Namespace')
      .map(it => [it.name, it]),
  );
  const rows: Row[] = [];
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
  return rows;
}

function compareRows(a: Row, b: Row): number {
  for (const key of ['policy', 'object', 'path', 'message'] as const) {
    if (a[key] !== b[key]) {
      return a[key] < b[key] ? -1 : 1;
    }
  }
  return 0;
}
