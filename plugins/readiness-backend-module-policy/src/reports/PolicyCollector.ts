import { toError } from '@backstage/errors';
import { HumanDuration, JsonObject } from '@backstage/types';
import {
  policyFact,
  PolicyFact,
  Problem,
  readinessAnnotations,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  CollectionRun,
  CollectionTarget,
  Collector,
  CollectorSchedule,
  EntityFiles,
  kubernetesKeys,
  Observation,
  RequestBudget,
  RetryLaterError,
} from '@team-readiness/backstage-plugin-readiness-node';
import { RegoPolicies } from '../rego/RegoPolicies';
import { RegoPolicy } from '../rego/RegoPolicy';
import {
  ConftestSource,
  readReportFiles,
  ReportsRead,
} from './readReportFiles';
import { RegoResults } from './RegoResults';
import { FoundResults, mergeResults, violationKey } from './ReportIndex';

const maxViolations = 1_000;
const maxProblems = 500;

/** The newest time that a result may give: a clock that is ahead does not make a violation of tomorrow. */
function firstSeenOf(
  violation: { timestamp: number | null },
  known: string | undefined,
  now: Date,
): string {
  const times = [now.getTime()];
  if (violation.timestamp !== null) {
    times.push(violation.timestamp);
  }
  const before = known === undefined ? NaN : Date.parse(known);
  if (Number.isFinite(before)) {
    times.push(before);
  }
  return new Date(Math.min(...times)).toISOString();
}

/** When each violation of the earlier fact was first seen, by {@link violationKey}. */
function previousTimes(previous: JsonObject | undefined): Map<string, string> {
  const violations = (previous as PolicyFact | undefined)?.violations ?? [];
  return new Map(violations.map(it => [violationKey(it), it.firstSeen]));
}

/** Everything that a run knows. */
interface Known extends ReportsRead {
  rego: RegoResults | undefined;
  now: Date;
}

/**
 * Observes what policy engines reported about an entity's objects, and what
 * Rego policies object to in its manifests.
 *
 * A report that is missing must not look like a policy that is kept. So a run
 * without any report fails as a whole, and in a run in which something could
 * not be read, an entity that has fewer results than before, or none, fails. So
 * does one about whose manifests a Rego policy could not decide.
 *
 * @public
 */
export class PolicyCollector implements Collector {
  readonly id = 'policy';
  readonly title = 'Policy results';
  readonly description =
    'Reports of policy engines (PolicyReport, OpenReports, Gatekeeper, Conftest) in the configured files, mapped to entities by namespace, label, name or path; and what Rego policies say of their manifests.';
  readonly version = '2';
  readonly source: string | undefined;
  readonly schema = policyFact.schema;
  readonly frequency: HumanDuration;
  readonly timeToLive: HumanDuration;
  readonly #patterns: readonly string[];
  readonly #conftest: readonly ConftestSource[];
  readonly #rego: readonly RegoPolicy[];
  readonly #files: EntityFiles | undefined;
  readonly #maxReportAgeMs: number | null;
  readonly #workingDirectory: string | undefined;

  constructor(options: {
    /** Files, directories and globs of reports. */
    patterns: readonly string[];
    /** Default: none. */
    conftest?: readonly ConftestSource[];
    /** Rego policies, and the files of entities, over which they run. Default: none. */
    rego?: { policies: readonly RegoPolicy[]; files: EntityFiles };
    /** Older reports are not looked at. Default: all are. */
    maxReportAgeMs?: number | null;
    schedule: CollectorSchedule;
    /** Default: that of the process. */
    workingDirectory?: string;
  }) {
    this.#patterns = options.patterns;
    this.#conftest = options.conftest ?? [];
    this.#rego = options.rego?.policies ?? [];
    this.#files = options.rego?.files;
    this.source = this.#rego.length > 0 ? 'files' : undefined;
    this.#maxReportAgeMs = options.maxReportAgeMs ?? null;
    this.#workingDirectory = options.workingDirectory;
    this.frequency = options.schedule.frequency;
    this.timeToLive = options.schedule.timeToLive;
  }

  async open(options: {
    now: Date;
    signal: AbortSignal;
    budget?: RequestBudget;
  }): Promise<CollectionRun> {
    const { now, signal, budget } = options;
    const workingDirectory = this.#workingDirectory;
    const read = await readReportFiles({
      patterns: this.#patterns,
      conftest: this.#conftest,
      workingDirectory,
      signal,
      notBefore:
        this.#maxReportAgeMs === null
          ? null
          : now.getTime() - this.#maxReportAgeMs,
    });
    const { index, conftest, unread } = read;
    const expectsReports = this.#patterns.length + this.#conftest.length > 0;
    if (expectsReports && index.reports + conftest.reports === 0) {
      throw new Error(
        `There is no policy report in what readiness.policy.reports and readiness.policy.conftest name${
          unread.length > 0
            ? `; not read: ${[...new Set(unread)].slice(0, 5).join(', ')}`
            : ''
        }`,
      );
    }
    const policies = await RegoPolicies.open(this.#rego, {
      workingDirectory,
      reporter: this.id,
    });
    const problems = [...read.problems, ...policies.problems];
    const known: Known = {
      index,
      conftest,
      problems,
      unread: [...unread, ...policies.unread],
      now,
      rego:
        this.#files &&
        new RegoResults({
          files: this.#files,
          policies,
          now,
          budget,
        }),
    };
    return {
      collect: async (targets, { signal: runSignal }) => {
        const observations: Observation[] = [];
        for (const target of targets) {
          runSignal.throwIfAborted();
          observations.push(await observe(target, known, runSignal));
        }
        return observations;
      },
      problems: () => problems.slice(0, maxProblems),
      close: () => policies.close(),
    };
  }
}

/** The fact, with the time at which each violation was first seen. */
function toFact(
  found: FoundResults,
  previous: JsonObject | undefined,
  now: Date,
): PolicyFact {
  const times = previousTimes(previous);
  return {
    results: found.results,
    reportedAt:
      found.reportedAt === null
        ? null
        : new Date(found.reportedAt).toISOString(),
    violations: found.violations
      .slice(0, maxViolations)
      .map(({ timestamp, ...violation }) => ({
        ...violation,
        firstSeen: firstSeenOf(
          { timestamp },
          times.get(violationKey(violation)),
          now,
        ),
      })),
  };
}

async function observe(
  target: CollectionTarget,
  known: Known,
  signal: AbortSignal,
): Promise<Observation> {
  const { entityRef, previous } = target;
  const problems: Problem[] = [];
  const report = (message: string) =>
    problems.push({
      subject: 'entity',
      name: entityRef.slice(0, 300),
      reporter: 'policy',
      message,
      entityRef,
    });
  try {
    const keys = kubernetesKeys(target.entity);
    const reported = known.index.find(keys);
    if (reported.ambiguous) {
      report(
        `Workloads of the name ${
          keys.name
        } are reported in several namespaces (${reported.ambiguous
          .slice(0, 10)
          .join(', ')}); none is taken. The annotation ${
          readinessAnnotations.namespace
        } says which are the entity's.`,
      );
    }
    const rego = await known.rego?.find(target, { signal });
    const found = mergeResults([
      reported,
      known.conftest.find(target.entity),
      ...(rego ? [rego.found] : []),
    ]);
    const isMapped = keys.name === null || found.results > 0;
    if (!isMapped && !previous) {
      return { entityRef, status: 'absent', problems };
    }
    const before = (previous as PolicyFact | undefined)?.results ?? 0;
    if (
      known.unread.length > 0 &&
      (found.results === 0 || found.results < before)
    ) {
      throw new Error(
        `Something could not be read (${[...new Set(known.unread)]
          .slice(0, 3)
          .join(', ')}), so that results of this entity may be missing`,
      );
    }
    if (!isMapped) {
      return { entityRef, status: 'absent', problems };
    }
    if (found.violations.length > maxViolations) {
      report(
        `There are ${found.violations.length} violations; the worst ${maxViolations} are recorded.`,
      );
    }
    return {
      entityRef,
      status: 'observed',
      data: toFact(found, previous, known.now),
      revision: rego?.revision,
      problems,
    };
  } catch (error) {
    if ((error as Error).name === 'RetryLaterError') {
      const { retryAt } = error as RetryLaterError;
      return { entityRef, status: 'deferred', until: retryAt };
    }
    return { entityRef, status: 'failed', error: toError(error), problems };
  }
}
