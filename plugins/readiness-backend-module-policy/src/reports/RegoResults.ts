import { JsonObject } from '@backstage/types';
import {
  PolicyFact,
  readinessAnnotations,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  CollectionTarget,
  EntityFiles,
  readDirectoryAnnotation,
  RequestBudget,
} from '@team-readiness/backstage-plugin-readiness-node';
import { KubernetesObject } from '../kubernetes/KubernetesObject';
import { ManifestFiles } from '../manifests/ManifestFiles';
import { SourceRevision } from '../manifests/SourceRevision';
import { RegoPolicies, RegoVerdict } from '../rego/RegoPolicies';
import { FoundResults } from './ReportIndex';

/** The `source` of what Rego policies object to, in the fact. */
const source = 'rego';

function objectOf(object: KubernetesObject | null, entityRef: string): string {
  return object
    ? [object.kind, object.namespace, object.name].filter(Boolean).join('/')
    : entityRef;
}

/** Results of an earlier fact: those of Rego policies, with their number in front of the mark. */
function carriedOver(
  previous: JsonObject | undefined,
  results: number,
  now: Date,
): FoundResults {
  const violations = (previous as PolicyFact | undefined)?.violations ?? [];
  return {
    results,
    reportedAt: now.getTime(),
    violations: violations
      .filter(it => it.source === source)
      .map(({ firstSeen, ...violation }) => ({
        ...violation,
        timestamp: Date.parse(firstSeen),
      })),
  };
}

function toResults(
  verdicts: readonly RegoVerdict[],
  entityRef: string,
  now: Date,
): FoundResults {
  const found: FoundResults = {
    results: verdicts.length,
    reportedAt: verdicts.length > 0 ? now.getTime() : null,
    violations: [],
  };
  for (const { policy, object, decision } of verdicts) {
    if ('reason' in decision) {
      // A policy that says nothing must not look like one that is kept.
      throw new Error(
        `The Rego policy ${policy.name} could not decide about ${objectOf(
          object,
          entityRef,
        )}: ${decision.reason}`,
      );
    }
    for (const failure of decision.failures) {
      found.violations.push({
        policy: policy.name,
        rule: failure.rule ?? failure.message.slice(0, 253),
        severity: failure.severity ?? policy.severity,
        object: objectOf(object, entityRef),
        timestamp: null,
        source,
        mappedBy: 'path',
      });
    }
  }
  return found;
}

/**
 * What Rego policies object to in the manifests of entities, as results beside
 * those of reports.
 */
export class RegoResults {
  constructor(
    private readonly options: {
      files: EntityFiles;
      policies: RegoPolicies;
      now: Date;
      budget: RequestBudget | undefined;
    },
  ) {}

  /**
   * Asks about one entity; nothing is read where its repository, the entity and
   * the policies are as they were.
   *
   * @returns undefined where the entity has no files that may be read; and
   *   `revision` to be stored with the fact, where there can be one
   * @throws where a policy could not be asked, or could not decide, or a manifest could not be fetched
   */
  async find(
    target: CollectionTarget,
    options: { signal: AbortSignal },
  ): Promise<{ found: FoundResults; revision?: string } | undefined> {
    const { files, policies, now, budget } = this.options;
    const { entity, entityRef, previous } = target;
    const mark = new SourceRevision(entity, [policies.revision]);
    const [, count, known] =
      /^(\d{1,6})@(.*)$/s.exec(target.revision ?? '') ?? [];
    const read = await ManifestFiles.read(files, {
      entity,
      globs: readDirectoryAnnotation(entity, readinessAnnotations.manifests)
        .globs,
      signal: options.signal,
      // The collector of manifests tells of broken files.
      problems: [],
      knownRevision: previous && mark.known(known),
      budget,
    });
    if (!read) {
      return undefined;
    }
    if (read === 'unchanged') {
      return {
        found: carriedOver(previous, Number(count), now),
        revision: target.revision,
      };
    }
    if (read.unfetched > 0) {
      // What is wrong with them must not look mended.
      throw new Error(
        `${read.unfetched} of the manifests could not be fetched from their source`,
      );
    }
    const verdicts = await policies.judge(entity, read.objects, {
      signal: options.signal,
      budget,
    });
    const found = toResults(verdicts, entityRef, now);
    const revision = mark.mark(read.revision);
    return {
      found,
      ...(revision ? { revision: `${found.results}@${revision}` } : {}),
    };
  }
}
