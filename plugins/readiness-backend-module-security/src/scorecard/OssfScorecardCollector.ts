import { HumanDuration } from '@backstage/types';
import {
  ossfScorecardFact,
  OssfScorecardFact,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  CollectionRun,
  CollectionTarget,
  Collector,
  CollectorSchedule,
  Observation,
} from '@team-readiness/backstage-plugin-readiness-node';
import { createHash } from 'node:crypto';
import { OssfScorecardConfig } from '../config';
import { entityPlaces } from '../places';
import { findReportFiles, ProblemList, readJsonFiles } from '../reports';
import { readOssfScorecard } from './readOssfScorecard';
import { FoundResult, ScorecardIndex } from './ScorecardIndex';

const id = 'ossf-scorecard';
const key = 'readiness.security.ossfScorecard';
const maxFiles = 20_000;
const maxFileBytes = 20 * 1_048_576;
/** How far a clock may be ahead. */
const maxAheadMs = 24 * 60 * 60 * 1000;

/**
 * Observes what the probes of OpenSSF Scorecard say of the repository of an entity.
 *
 * A result that is not there any more, too old or unreadable is a failure where there was one before, and never a repository
 * without findings. A run without any result fails as a whole.
 *
 * @public
 */
export class OssfScorecardCollector implements Collector {
  readonly id = id;
  readonly title = 'OpenSSF Scorecard';
  readonly description =
    'Results of OpenSSF Scorecard in the configured files, mapped to entities by repository or name.';
  readonly version = '1';
  readonly schema = ossfScorecardFact.schema;
  readonly frequency: HumanDuration;
  readonly timeToLive: HumanDuration;
  readonly #config: OssfScorecardConfig;
  readonly #workingDirectory: string | undefined;

  constructor(options: {
    config: OssfScorecardConfig;
    schedule: CollectorSchedule;
    /** Default: that of the process. */
    workingDirectory?: string;
  }) {
    this.#config = options.config;
    this.#workingDirectory = options.workingDirectory;
    this.frequency = options.schedule.frequency;
    this.timeToLive = options.schedule.timeToLive;
  }

  async open(options: {
    now: Date;
    signal: AbortSignal;
  }): Promise<CollectionRun> {
    const { now, signal } = options;
    const problems = new ProblemList(id);
    const index = await this.#read(problems, { now, signal });
    if (index.size === 0) {
      const words = problems.unreadWords;
      throw new Error(
        `There is no result of OpenSSF Scorecard in what ${key}.files names${
          words ? `; not read: ${words}` : ''
        }`,
      );
    }
    return {
      collect: async (targets, { signal: runSignal }) => {
        runSignal.throwIfAborted();
        return targets.map(target => observe(target, index, problems, now));
      },
      problems: () => problems.problems,
    };
  }

  async #read(
    problems: ProblemList,
    options: { now: Date; signal: AbortSignal },
  ): Promise<ScorecardIndex> {
    const { files: patterns, pattern, maxReportAgeMs } = this.#config;
    const { now, signal } = options;
    const index = new ScorecardIndex();
    const { files } = await findReportFiles(
      {
        patterns,
        key: `${key}.files`,
        workingDirectory: this.#workingDirectory,
        maxFiles,
        maxBytes: maxFileBytes,
        accepts: /\.json$/i,
      },
      problems,
    );
    await readJsonFiles(files, {
      problems,
      signal,
      readOne: (value, { source, path }) => {
        const read = readOssfScorecard(value);
        read.problems.forEach(it => problems.report(source, it));
        for (const result of read.results) {
          const refusal = refuseTime(result.analysedAt, now, maxReportAgeMs);
          if (refusal) {
            problems.lose(
              source,
              `The result of ${result.repository} is of ${refusal}; it is not looked at.`,
            );
          } else if (
            !index.add({ ...result, source }, pattern?.read(path)?.entityRef)
          ) {
            problems.report(
              source,
              `Nothing says whose it is: ${result.repository} names no host, and ${key}.pattern does not fit.`,
            );
          }
        }
      },
    });
    return index;
  }
}

/** Why a result of that time says nothing about today: it is too old, or of a day to come, and so would be the newest for ever. */
function refuseTime(
  analysedAt: number,
  now: Date,
  maxReportAgeMs: number,
): string | undefined {
  const day = new Date(analysedAt).toISOString().slice(0, 10);
  if (analysedAt > now.getTime() + maxAheadMs) {
    return `${day}, which lies in the future`;
  }
  return analysedAt < now.getTime() - maxReportAgeMs
    ? `${day}, which is longer ago than ${key}.maxReportAge`
    : undefined;
}

function observe(
  { entityRef, entity, previous, revision: known }: CollectionTarget,
  index: ScorecardIndex,
  problems: ProblemList,
  now: Date,
): Observation {
  const found = index.find(entityRef, entityPlaces(entity));
  if (!found) {
    return previous && problems.unread.length > 0
      ? {
          entityRef,
          status: 'failed',
          error: new Error(
            `There is no result about its repository any more; not read, or too old: ${problems.unreadWords}`,
          ),
        }
      : { entityRef, status: 'absent' };
  }
  const data = toFact(found, now);
  const revision = createHash('sha256')
    .update(JSON.stringify(data))
    .digest('hex');
  return revision === known
    ? { entityRef, status: 'unchanged' }
    : { entityRef, status: 'observed', data, revision };
}

function toFact(found: FoundResult, now: Date): OssfScorecardFact {
  const { repository, analysedAt, probes } = found;
  // A clock that is ahead makes no result of tomorrow.
  return {
    repository,
    analysedAt: new Date(Math.min(analysedAt, now.getTime())).toISOString(),
    probes: [...probes]
      .map(([name, outcome]) => ({ name, outcome }))
      .sort((a, b) => (a.name < b.name ? -1 : Number(a.name > b.name))),
  };
}
