/**
 * The FOCUS files, read once for all collectors that need them.
 *
 * While no file changes, the sums of the last reading serve the next one. Files of the same content count
 * once. What cannot be read to its end is an error: sums without it would be wrong for everybody.
 */
import { LoggerService } from '@backstage/backend-plugin-api';
import { ConflictError, NotFoundError } from '@backstage/errors';
import { Problem } from '@team-readiness/backstage-plugin-readiness-common';
import { AccountOwners, dayOf, SpendAggregate } from '../attribution';
import { FocusConfig } from '../config';
import { findFocusFiles, FocusFile, readFocusFile } from '../focus';
import { FileCopies } from './FileCopies';
import { ProblemList } from './ProblemList';
import { Turns } from './Turns';

/**
 * What all files together say.
 */
export interface FocusSpend {
  aggregate: SpendAggregate;
  /** Of files and rows, per file. */
  problems: Problem[];
}

interface Reading {
  spend: FocusSpend;
  /** Changes when a file changes, comes or goes. */
  fingerprint: string;
  /** The day on which it was read, if that matters: a charge of a later day was left out of days. */
  onlyOnDay: number | undefined;
}

const fingerprintOf = (files: FocusFile[]) =>
  files.map(file => `${file.path} ${file.fingerprint}`).join('\n');

/** See the top of the file. */
export class FocusSource {
  readonly #config: FocusConfig;
  readonly #accounts: AccountOwners | undefined;
  readonly #directory: string;
  readonly #logger: LoggerService;
  readonly #turns = new Turns();
  #last: Reading | undefined;

  /**
   * @param options.accounts - whose spend by account is wanted. Default: nobody's
   * @param options.directory - absolute; relative paths of the config start here
   */
  constructor(options: {
    config: FocusConfig;
    accounts?: AccountOwners;
    directory: string;
    logger: LoggerService;
  }) {
    this.#config = options.config;
    this.#accounts = options.accounts;
    this.#directory = options.directory;
    this.#logger = options.logger;
  }

  /**
   * Reads the configured files into sums, or returns the last sums if no file has changed.
   *
   * @throws NotFoundError if a configured path matches no file or there is no charge in any;
   *   InputError if a file lacks a column or is broken; ConflictError if a file changed while it was read
   */
  read(options: { now: Date; signal: AbortSignal }): Promise<FocusSpend> {
    return this.#turns.take(async () => {
      options.signal.throwIfAborted();
      const files = await this.#find();
      const fingerprint = fingerprintOf(files);
      const today = dayOf(options.now.getTime());
      const last = this.#last;
      if (
        last?.fingerprint === fingerprint &&
        (last.onlyOnDay ?? today) === today
      ) {
        return last.spend;
      }
      const spend = await this.#readAll(files, options);
      if (fingerprintOf(await this.#find()) !== fingerprint) {
        throw new ConflictError('A FOCUS file changed while it was read.');
      }
      const hasFuture = [...spend.aggregate.days].some(day => day > today);
      this.#last = {
        spend,
        fingerprint,
        onlyOnDay: hasFuture ? today : undefined,
      };
      this.#logger.info(
        `Read ${spend.aggregate.charges} charges from ${files.length} FOCUS files, with ${spend.problems.length} problems listed`,
      );
      return spend;
    });
  }

  #find(): Promise<FocusFile[]> {
    return findFocusFiles({
      patterns: [...this.#config.files],
      directory: this.#directory,
    });
  }

  async #readAll(
    files: FocusFile[],
    options: { now: Date; signal: AbortSignal },
  ): Promise<FocusSpend> {
    const aggregate = this.#newAggregate(options.now);
    const problems: Problem[] = [];
    const copies = new FileCopies();
    for (const file of files) {
      const found = new ProblemList({ name: file.name });
      const own = this.#newAggregate(options.now);
      const digest = await this.#readOne(file, own, found, options.signal);
      const copy = copies.add(file.name, digest, own);
      if (copy.isSame) {
        problems.push(
          ...new ProblemList({ name: file.name })
            .with(copy.message)
            .toProblems(),
        );
        continue;
      }
      if (copy.message) {
        found.add(copy.message);
      }
      aggregate.absorb(own);
      problems.push(...found.toProblems());
    }
    if (!aggregate.charges) {
      throw new NotFoundError(
        `The FOCUS files hold no charge that can be read: ${files
          .slice(0, 5)
          .map(file => `'${file.name}'`)
          .join(', ')}.`,
      );
    }
    return { aggregate, problems };
  }

  #newAggregate(now: Date): SpendAggregate {
    return new SpendAggregate({
      tagKeys: this.#config.tagKeys,
      now,
      accounts: this.#accounts,
    });
  }

  /** @returns the digest of the file */
  #readOne(
    file: FocusFile,
    aggregate: SpendAggregate,
    problems: ProblemList,
    signal: AbortSignal,
  ): Promise<string> {
    return readFocusFile(
      file,
      {
        onCharge(charge, row) {
          aggregate.add(charge);
          if (!charge.tags) {
            problems.add(
              'The Tags of this row cannot be read; expected is a JSON object. They count as none.',
              row,
            );
          }
        },
        onBroken({ row, message }) {
          problems.add(`${message} The row is left out.`, row);
        },
        onProblem(message) {
          problems.add(message);
        },
      },
      {
        use: {
          columns: this.#config.columns,
          accounts: this.#accounts !== undefined,
        },
        maxBytes: this.#config.maxBytes,
        signal,
      },
    );
  }
}
