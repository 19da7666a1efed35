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
  findConfiguredFiles,
  kubernetesKeys,
  Observation,
  readDirectoryAnnotation,
  RequestBudget,
  RetryLaterError,
} from '@team-readiness/backstage-plugin-readiness-node';
import { createHash } from 'node:crypto';
import { AdmissionPolicy } from '../admission/AdmissionPolicy';
import {
  AdmissionSource,
  readAdmissionPolicies,
} from '../admission/readAdmissionPolicies';
import { RegoPolicies } from '../rego/RegoPolicies';
import { RegoPolicy } from '../rego/RegoPolicy';
import { Evaluation, evaluateManifests } from './evaluateManifests';
import { ManifestFiles } from './ManifestFiles';
import { SourceRevision } from './SourceRevision';

const maxPolicyFiles = 500;
const maxPolicyBytes = 1_048_576;
const maxEvaluations = 2_000;
const maxProblems = 100;

const urgency: Record<Evaluation['outcome'], number> = {
  fail: 0,
  unknown: 1,
  pass: 2,
};

/** Everything that a run judges by. */
interface Judges {
  policies: readonly AdmissionPolicy[];
  rego: RegoPolicies;
  /** What could not be read. */
  unread: readonly string[];
  /** Digest of the admission policies. */
  digest: string;
  budget: RequestBudget | undefined;
}

/**
 * Observes the Kubernetes manifests in an entity's own directory, and what
 * ValidatingAdmissionPolicy documents and Rego policies say about them.
 *
 * @public
 */
export class ManifestsCollector implements Collector {
  readonly id = 'manifests';
  readonly title = 'Kubernetes manifests';
  readonly description =
    'Kubernetes manifests in deploy/, k8s/, manifests/ and the annotated directory of the entity, with the configured ValidatingAdmissionPolicy documents and Rego policies run over them.';
  readonly source = 'files';
  readonly version = '3';
  readonly schema = manifestsFact.schema;
  readonly frequency: HumanDuration;
  readonly timeToLive: HumanDuration;
  readonly #files: EntityFiles;
  readonly #patterns: readonly string[];
  readonly #rego: readonly RegoPolicy[];
  readonly #workingDirectory: string | undefined;

  constructor(options: {
    files: EntityFiles;
    /** Files, directories and globs of admission policies. */
    patterns: readonly string[];
    /** Default: none. */
    rego?: readonly RegoPolicy[];
    schedule: CollectorSchedule;
    /** Default: that of the process. */
    workingDirectory?: string;
  }) {
    this.#files = options.files;
    this.#patterns = options.patterns;
    this.#rego = options.rego ?? [];
    this.#workingDirectory = options.workingDirectory;
    this.frequency = options.schedule.frequency;
    this.timeToLive = options.schedule.timeToLive;
  }

  async open(options?: { budget?: RequestBudget }): Promise<CollectionRun> {
    const read = await this.#readPolicies();
    const rego = await RegoPolicies.open(this.#rego, {
      workingDirectory: this.#workingDirectory,
      reporter: this.id,
    });
    const problems = [...read.problems, ...rego.problems];
    if (read.policies.length + rego.names.length === 0) {
      throw new Error(
        `There is no policy that can be run in what readiness.policy.admissionPolicies and readiness.policy.rego name${
          problems.length > 0 ? `: ${problems[0].message}` : ''
        }`,
      );
    }
    const judges: Judges = {
      policies: read.policies,
      rego,
      unread: [...read.unread, ...rego.unread],
      digest: read.digest,
      budget: options?.budget,
    };
    return {
      collect: async (targets, { signal }) => {
        const observations: Observation[] = [];
        for (const target of targets) {
          signal.throwIfAborted();
          observations.push(await this.#observe(target, judges, signal));
        }
        return observations;
      },
      problems: () => problems,
      close: () => rego.close(),
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
    const digest = createHash('sha256');
    sources.forEach(it => digest.update(JSON.stringify([it.source, it.text])));
    return {
      digest: digest.digest('hex'),
      policies: read.policies,
      problems: [...problems, ...read.problems],
      unread: [...unread, ...read.unread],
    };
  }

  async #observe(
    target: CollectionTarget,
    judges: Judges,
    signal: AbortSignal,
  ): Promise<Observation> {
    const { entity, entityRef } = target;
    const { policies, rego, budget } = judges;
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
      refuseLostPolicies(target, judges);
      const annotated = readDirectoryAnnotation(
        entity,
        readinessAnnotations.manifests,
      );
      if (annotated.refused) {
        report(annotated.refused);
      }
      const mark = new SourceRevision(entity, [judges.digest, rego.revision]);
      const files = await ManifestFiles.read(this.#files, {
        entity,
        globs: annotated.globs,
        signal,
        problems,
        knownRevision: target.previous && mark.known(target.revision),
        budget,
      });
      if (!files) {
        return { entityRef, status: 'absent', problems: ofEntity() };
      }
      if (files === 'unchanged') {
        return { entityRef, status: 'unchanged' };
      }
      const { namespaces } = kubernetesKeys(entity);
      const { rows, isFinal } = await evaluateManifests(entity, files.objects, {
        policies,
        rego,
        signal,
        budget,
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
        policies: [...policies.map(it => it.name), ...rego.names].sort(),
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
        // What took too long is asked again the next time, though nothing changed.
        revision: isFinal ? mark.mark(files.revision) : undefined,
        problems: ofEntity(),
      };
    } catch (error) {
      if ((error as Error).name === 'RetryLaterError') {
        const { retryAt } = error as RetryLaterError;
        return { entityRef, status: 'deferred', until: retryAt };
      }
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
function refuseLostPolicies(target: CollectionTarget, judges: Judges): void {
  if (judges.unread.length === 0) {
    return;
  }
  const known = new Set([
    ...judges.policies.map(policy => policy.name),
    ...judges.rego.names,
  ]);
  const previous = target.previous as ManifestsFact | undefined;
  const lost = previous?.evaluations?.find(it => !known.has(it.policy));
  if (lost) {
    throw new Error(
      `The policy ${
        lost.policy
      } could not be read again: something is wrong with ${judges.unread
        .slice(0, 3)
        .join(', ')}`,
    );
  }
}

function compareRows(a: Evaluation, b: Evaluation): number {
  for (const key of ['policy', 'object', 'path', 'message'] as const) {
    if (a[key] !== b[key]) {
      return a[key] < b[key] ? -1 : 1;
    }
  }
  return 0;
}
