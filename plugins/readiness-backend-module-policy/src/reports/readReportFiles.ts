import { toError } from '@backstage/errors';
import { Problem } from '@team-readiness/backstage-plugin-readiness-common';
import {
  ConfiguredFile,
  findConfiguredFiles,
} from '@team-readiness/backstage-plugin-readiness-node';
import { setImmediate } from 'node:timers/promises';
import { ConftestIndex } from './ConftestIndex';
import { readConftestReport } from './readConftestReport';
import { PolicyReport, readPolicyReports } from './readPolicyReports';
import { ReportIndex } from './ReportIndex';

const maxFiles = 5_000;
const maxFileBytes = 20 * 1_048_576;
const maxResults = 1_000_000;

/**
 * Reports of Conftest, and where it ran.
 *
 * @public
 */
export interface ConftestSource {
  /** Files, directories or globs. */
  reports: readonly string[];
  /** The directory in which it ran: the URL of the tree, or an absolute path. */
  location: string;
}

/** Everything that the configured files hold. */
export interface ReportsRead {
  index: ReportIndex;
  conftest: ConftestIndex;
  problems: Problem[];
  /** Files and patterns that could not be read, or not wholly. */
  unread: string[];
}

/** The newest time that a report gives, in milliseconds since 1970, or null. */
function newestTime(report: PolicyReport): number | null {
  const times = [
    report.createdAt,
    ...report.results.map(it => it.timestamp),
  ].filter(it => it !== null);
  return times.length > 0 ? times.reduce((a, b) => Math.max(a, b)) : null;
}

/** Reads files of reports one by one; what is wrong with one stops no other. */
class ReportFiles implements ReportsRead {
  readonly index = new ReportIndex();
  readonly conftest = new ConftestIndex();
  readonly problems: Problem[] = [];
  readonly unread: string[] = [];
  #results = 0;

  constructor(
    readonly options: {
      workingDirectory: string | undefined;
      signal: AbortSignal;
      /** Reports before that are not looked at; null: all are. */
      notBefore: number | null;
    },
  ) {}

  /** @param key - of the configuration that holds the patterns */
  async read(
    patterns: readonly string[],
    key: string,
    readOne: (text: string, file: ConfiguredFile) => number,
  ): Promise<void> {
    const { workingDirectory, signal } = this.options;
    const found = await findConfiguredFiles(patterns, {
      workingDirectory,
      maxFiles,
      maxBytes: maxFileBytes,
    });
    found.unmatched.forEach(pattern =>
      this.lose(pattern, `No file matches this entry of ${key}.`),
    );
    if (found.cut) {
      this.lose(
        key,
        `More than ${maxFiles} files match; the others are not read.`,
      );
    }
    for (const file of found.files) {
      signal.throwIfAborted();
      // Parsing blocks; others get their turn between two files.
      await setImmediate();
      if (this.#results > maxResults) {
        this.lose(
          file.source,
          `There are more than ${maxResults} results; this file and those after it are not read.`,
        );
        break;
      }
      try {
        this.#results += readOne(await file.read(), file);
      } catch (error) {
        this.lose(file.source, toError(error).message);
      }
    }
  }

  readPolicyReports(text: string, { source }: ConfiguredFile): number {
    const read = readPolicyReports(text, source);
    this.problems.push(...read.problems);
    if (read.broken > 0) {
      this.unread.push(source);
    }
    let results = 0;
    for (const report of read.reports) {
      results += report.results.length;
      if (!this.#isTooOld(newestTime(report), source, report.name)) {
        this.index.add(report);
      }
    }
    return results;
  }

  readConftest(
    text: string,
    { source, modifiedAt }: ConfiguredFile,
    location: string,
  ): number {
    const read = readConftestReport(text, source);
    this.problems.push(...read.problems);
    if (read.broken > 0) {
      this.unread.push(source);
    }
    if (
      read.results.length > 0 &&
      !this.#isTooOld(modifiedAt, source, 'of Conftest')
    ) {
      this.conftest.add(location, read.results, modifiedAt);
    }
    return read.results.reduce((sum, it) => sum + it.failures.length + 1, 0);
  }

  lose(source: string, message: string): void {
    this.unread.push(source);
    this.#report(source, message);
  }

  #isTooOld(time: number | null, source: string, name: string): boolean {
    const { notBefore } = this.options;
    if (notBefore === null || time === null || time >= notBefore) {
      return false;
    }
    this.lose(
      source,
      `The report ${name.slice(0, 253)} is of ${new Date(
        time,
      ).toISOString()}, which is longer ago than readiness.policy.maxReportAge; it is not looked at.`,
    );
    return true;
  }

  #report(source: string, message: string): void {
    this.problems.push({
      subject: 'collector',
      name: 'policy',
      reporter: 'policy',
      message,
      source,
    });
  }
}

/**
 * Reads all configured reports.
 *
 * @param options.notBefore - in milliseconds since 1970: older reports are not
 *   looked at; null where all are
 */
export async function readReportFiles(options: {
  patterns: readonly string[];
  conftest: readonly ConftestSource[];
  workingDirectory: string | undefined;
  signal: AbortSignal;
  notBefore: number | null;
}): Promise<ReportsRead> {
  const files = new ReportFiles(options);
  await files.read(options.patterns, 'readiness.policy.reports', (text, file) =>
    files.readPolicyReports(text, file),
  );
  for (const { reports, location } of options.conftest) {
    await files.read(reports, 'readiness.policy.conftest', (text, file) =>
      files.readConftest(text, file, location),
    );
  }
  return files;
}
