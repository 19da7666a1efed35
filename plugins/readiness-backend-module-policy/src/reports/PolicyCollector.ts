import { toError } from '@backstage/errors';
import { HumanDuration, JsonObject } from '@backstage/types';
import {
  policyFact,
  PolicyFact,
  Problem,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  CollectionRun,
  CollectionTarget,
  Collector,
  CollectorSchedule,
  Observation,
} from '@team-readiness/backstage-plugin-readiness-node';
import { setImmediate } from 'node:timers/promises';
import { findConfiguredFiles } from '../files/ConfiguredFiles';
import { entityKeys } from './entityKeys';
import { readPolicyReports } from './readPolicyReports';
import { ReportIndex, violationKey } from './ReportIndex';

const maxFiles = 5_000;
const maxFileBytes = 20 * 1_048_576;
const maxResults = 1_000_000;
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

/**
 * Observes what policy engines reported about an entity's objects.
 *
 * A report that is missing must not look like a policy that is kept. So a run
 * without any report fails as a whole, and in a run in which some file could
 * not be read, an entity that has fewer results than before, or none, fails.
 */
export class PolicyCollector implements Collector {
  readonly id = 'policy';
  readonly title = 'Policy results';
  readonly description =
    'PolicyReport and OpenReports documents in the configured files, mapped to entities by namespace, label or name.';
  readonly schema = policyFact.schema;
  readonly frequency: HumanDuration;
  readonly timeToLive: HumanDuration;
  readonly #patterns: readonly string[];
  readonly #workingDirectory: string | undefined;

  constructor(options: {
    patterns: readonly string[];
    schedule: CollectorSchedule;
    /** Default: that of the process. */
    workingDirectory?: string;
  }) {
    this.#patterns = options.patterns;
    this.#workingDirectory = options.workingDirectory;
    this.frequency = options.schedule.frequency;
    this.timeToLive = options.schedule.timeToLive;
  }

  async open(options: {
    now: Date;
    signal: AbortSignal;
  }): Promise<CollectionRun> {
    const { now, signal } = options;
    const { index, problems, unread } = await this.#readReports(signal);
    if (index.reports === 0) {
      throw new Error(
        `There is no policy report in what readiness.policy.reports names${
          unread.length > 0
            ? `; not read: ${unread.slice(0, 5).join(', ')}`
            : ''
        }`,
      );
    }
    return {
      collect: async targets =>
        targets.map(target => observe(target, { index, unread, now })),
      problems: () => problems.slice(0, maxProblems),
    };
  }

  async #readReports(signal: AbortSignal) {
    const index = new ReportIndex();
    const problems: Problem[] = [];
    const unread: string[] = [];
    const lose = (source: string, message: string) => {
      unread.push(source);
      problems.push({
        subject: 'collector',
        name: 'policy',
        reporter: 'policy',
        message,
        source,
      });
    };

    const found = await findConfiguredFiles(this.#patterns, {
      workingDirectory: this.#workingDirectory,
      maxFiles,
      maxBytes: maxFileBytes,
    });
    found.unmatched.forEach(pattern =>
      lose(pattern, 'No file matches this entry of readiness.policy.reports.'),
    );
    if (found.cut) {
      lose(
        'readiness.policy.reports',
        `More than ${maxFiles} files match; the others are not read.`,
      );
    }
    let results = 0;
    for (const file of found.files) {
      signal.throwIfAborted();
      // Parsing blocks; others get their turn between two files.
      await setImmediate();
      let text: string;
      try {
        text = await file.read();
      } catch (error) {
        lose(file.source, toError(error).message);
        continue;
      }
      const read = readPolicyReports(text, file.source);
      problems.push(...read.problems);
      if (read.broken > 0) {
        unread.push(file.source);
      }
      for (const report of read.reports) {
        results += report.results.length;
        if (results <= maxResults) {
          index.add(report);
        }
      }
      if (results > maxResults) {
        lose(
          file.source,
          `There are more than ${maxResults} results; this file and those after it are not read.`,
        );
        break;
      }
    }
    return { index, problems, unread };
  }
}

function observe(
  target: CollectionTarget,
  run: { index: ReportIndex; unread: string[]; now: Date },
): Observation {
  const { entityRef, previous } = target;
  try {
    const keys = entityKeys(target.entity);
    const found = run.index.find(keys);
    if (keys.name !== null && found.results === 0 && !previous) {
      return { entityRef, status: 'absent' };
    }
    const before = (previous as PolicyFact | undefined)?.results ?? 0;
    if (
      run.unread.length > 0 &&
      (found.results === 0 || found.results < before)
    ) {
      throw new Error(
        `Some reports could not be read (${run.unread
          .slice(0, 3)
          .join(', ')}), so that results of this entity may be missing`,
      );
    }
    if (keys.name !== null && found.results === 0) {
      return { entityRef, status: 'absent' };
    }
    const times = previousTimes(previous);
    const problems: Problem[] = [];
    if (found.violations.length > maxViolations) {
      problems.push({
        subject: 'entity',
        name: entityRef.slice(0, 300),
        reporter: 'policy',
        message: `There are ${found.violations.length} violations; the worst ${maxViolations} are recorded.`,
        entityRef,
      });
    }
    const data: PolicyFact = {
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
            run.now,
          ),
        })),
    };
    return { entityRef, status: 'observed', data, problems };
  } catch (error) {
    return { entityRef, status: 'failed', error: toError(error) };
  }
}
