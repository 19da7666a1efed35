import { toError } from '@backstage/errors';
import { HumanDuration } from '@backstage/types';
import {
  Problem,
  sarifFact,
  SarifFact,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  CollectionRun,
  CollectionTarget,
  Collector,
  CollectorSchedule,
  Observation,
  RequestBudget,
} from '@team-readiness/backstage-plugin-readiness-node';
import { createHash } from 'node:crypto';
import { SarifConfig } from '../config';
import { entityPlaces } from '../places';
import { entityProblem, ProblemList } from '../reports';
import { assembleFindings } from './assembleFindings';
import {
  findSarifFiles,
  readSarifSources,
  SarifFiles,
} from './readSarifSources';
import { SarifIndex } from './SarifIndex';

const id = 'sarif';

/** What is known of documents that were read, for as long as they stay as they are. */
interface DocumentsRead {
  digest: string;
  /** Marks of the entities that nothing is about, as `revisionOf` makes them: they have no fact to keep one. */
  absent: Set<string>;
  /** What was wrong with the documents: true until they change. */
  problems: Problem[];
}

/**
 * Observes what security scanners found.
 *
 * A report that is missing, unreadable, or of a scan that failed must not look like one without findings: a run without any
 * report fails as a whole; where something cannot be read, what a tool found before stays; a failed scan says nothing.
 *
 * @public
 */
export class SarifCollector implements Collector {
  readonly id = id;
  readonly title = 'Security findings';
  readonly description =
    'Results of security scanners in SARIF 2.1.0, in the configured files and at the configured addresses, mapped to entities by name, repository and directory.';
  readonly version = '1';
  readonly schema = sarifFact.schema;
  readonly frequency: HumanDuration;
  readonly timeToLive: HumanDuration;
  readonly #config: SarifConfig;
  readonly #workingDirectory: string | undefined;
  #known: DocumentsRead | undefined;

  constructor(options: {
    config: SarifConfig;
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
    budget?: RequestBudget;
  }): Promise<CollectionRun> {
    const { now, budget } = options;
    const config = this.#config;
    const problems = new ProblemList(id);
    const found = await findSarifFiles(config, {
      workingDirectory: this.#workingDirectory,
      problems,
    });
    options.signal.throwIfAborted();
    if (
      config.urls.length === 0 &&
      found.groups.every(({ files }) => files.length === 0)
    ) {
      throw new Error(
        `There is no file in what readiness.security.sarif names: ${problems.unreadWords}`,
      );
    }
    // Nothing is read twice that did not change, which mostly is everything.
    const { digest } = found;
    const known = this.#known?.digest === digest ? this.#known : undefined;
    const reported = problems.problems.length;
    let reading: Promise<SarifIndex> | undefined;
    const readAll = async (signal: AbortSignal) => {
      const index = await readSarifSources(config, found, {
        problems,
        now,
        signal,
        budget,
      });
      this.#known =
        digest === null
          ? undefined
          : {
              digest,
              absent: new Set(),
              problems: problems.problems.slice(reported),
            };
      return index;
    };
    const read = (signal: AbortSignal) => {
      reading ??= readAll(signal);
      return reading;
    };
    const observeOne = async (
      target: CollectionTarget,
      signal: AbortSignal,
    ): Promise<Observation> => {
      const { entityRef } = target;
      const revision = revisionOf(target, found);
      if (known && revision !== undefined) {
        if (revision === target.revision) {
          return { entityRef, status: 'unchanged' };
        }
        if (!target.previous && known.absent.has(revision)) {
          return { entityRef, status: 'absent' };
        }
      }
      const index = await read(signal);
      if (revision !== undefined && revision === target.revision) {
        return { entityRef, status: 'unchanged' };
      }
      const source = { index, problems, config, now, revision };
      const observation = observe(target, source);
      // What could not be read may be about it: that is tried again.
      const isSure = revision !== undefined && problems.unread.length === 0;
      if (observation.status === 'absent' && isSure) {
        this.#known?.absent.add(revision);
      }
      return observation;
    };
    return {
      collect: async (targets, { signal }) => {
        const observations: Observation[] = [];
        for (const target of targets) {
          signal.throwIfAborted();
          observations.push(await observeOne(target, signal));
        }
        return observations;
      },
      problems: () =>
        reading || !known
          ? problems.problems
          : [...problems.problems, ...known.problems],
      close: async () => {
        reading = undefined;
      },
    };
  }
}

/** A mark of the documents and of what maps them to the entity; undefined where documents are asked for. */
function revisionOf(
  { entityRef, entity }: CollectionTarget,
  { digest }: SarifFiles,
): string | undefined {
  return digest === null
    ? undefined
    : createHash('sha256')
        .update(JSON.stringify([digest, entityRef, entityPlaces(entity)]))
        .digest('hex');
}

function observe(
  { entityRef, entity, previous }: CollectionTarget,
  known: {
    index: SarifIndex;
    problems: ProblemList;
    config: SarifConfig;
    now: Date;
    revision: string | undefined;
  },
): Observation {
  const { index, problems, config, now, revision } = known;
  try {
    const runs = index.find(entityRef, entityPlaces(entity));
    const broken = index.brokenOf(entityRef);
    const isIncomplete = problems.unread.length > 0;
    // What was stored is of this collector's own schema, or of a recipe's, which is the same.
    const before = previous as SarifFact | undefined;
    if (runs.length === 0) {
      if (broken.length > 0) {
        throw new Error(`What is about it cannot be read: ${broken[0]}`);
      }
      if (!before) {
        return { entityRef, status: 'absent' };
      }
      const analysedAt = Date.parse(before.analysedAt ?? '');
      if (isIncomplete || analysedAt > now.getTime() - config.forgetAfterMs) {
        throw new Error(
          `No report is about it any more${
            isIncomplete ? `; not read: ${problems.unreadWords}` : ''
          }`,
        );
      }
      return { entityRef, status: 'absent' };
    }
    const assembled = assembleFindings(runs, {
      previous: before,
      now,
      forgetAfterMs: config.forgetAfterMs,
      isIncomplete,
      isBroken: broken.length > 0,
    });
    const words = broken.map(it => `What is about it cannot be read: ${it}`);
    return {
      entityRef,
      status: 'observed',
      data: assembled.fact,
      revision: assembled.isTransient || isIncomplete ? undefined : revision,
      problems: [...words, ...assembled.problems].map(message =>
        entityProblem(id, entityRef, message),
      ),
    };
  } catch (error) {
    return { entityRef, status: 'failed', error: toError(error) };
  }
}
