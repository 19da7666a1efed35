import { toError } from '@backstage/errors';
import { JsonValue } from '@backstage/types';
import {
  createSourceClient,
  RequestBudget,
} from '@team-readiness/backstage-plugin-readiness-node';
import { SarifAddress, SarifConfig } from '../config';
import {
  findReportFiles,
  ProblemList,
  readJsonFiles,
  ReportFiles,
} from '../reports';
import { readSarif } from './readSarif';
import { RunOwner, SarifIndex } from './SarifIndex';
import { ScannedRun } from './ScannedRun';

const maxFiles = 5_000;
const maxResults = 500_000;
/** How far a clock may be ahead. */
const maxAheadMs = 24 * 60 * 60 * 1000;
const sarifFile = /\.(sarif|json)$/i;
const key = 'readiness.security.sarif';

/** Files of which the same is known beforehand. */
interface FileGroup extends ReportFiles {
  ownerOf: (path: string) => RunOwner;
}

/** The files that are there, before they are read. */
export interface SarifFiles {
  groups: FileGroup[];
  /** Changes with the files; null where addresses are asked, since nothing tells of them before they are. */
  digest: string | null;
}

/** Looks which files there are, and reads none. */
export async function findSarifFiles(
  config: SarifConfig,
  options: { workingDirectory: string | undefined; problems: ProblemList },
): Promise<SarifFiles> {
  const { problems, workingDirectory } = options;
  const { pattern } = config;
  const find = (patterns: readonly string[], name: string) =>
    findReportFiles(
      {
        patterns,
        key: name,
        workingDirectory,
        maxFiles,
        maxBytes: config.maxFileBytes,
        accepts: sarifFile,
      },
      problems,
    );
  const groups: FileGroup[] = [
    {
      ...(await find(config.files, `${key}.files`)),
      ownerOf: path => ({ entityRef: pattern?.read(path)?.entityRef }),
    },
  ];
  for (const { files, place } of config.located) {
    groups.push({
      ...(await find(files, `${key}.located`)),
      ownerOf: () => ({ place }),
    });
  }
  return {
    groups,
    digest:
      config.urls.length > 0
        ? null
        : groups.map(({ digest }) => digest).join(' '),
  };
}

/** Reads documents into an index; what is wrong with one stops no other. */
class SarifSources {
  readonly index = new SarifIndex();
  readonly #problems: ProblemList;
  readonly #latest: number;

  constructor(problems: ProblemList, now: Date) {
    this.#problems = problems;
    this.#latest = now.getTime() + maxAheadMs;
  }

  /**
   * @param writtenAt - stands for the time of runs that do not tell theirs, in milliseconds since 1970
   * @throws Error with one sentence, where nothing can be read
   */
  read(
    value: JsonValue,
    source: string,
    owner: RunOwner,
    writtenAt: number | null,
  ): void {
    const read = readSarif(value, maxResults - this.index.results);
    read.problems.forEach(it => this.#problems.report(source, it));
    let strays = 0;
    for (const run of read.runs) {
      const finishedAt = this.#finishedAt(run, source, writtenAt);
      const mappedBy = this.index.add({ ...run, source, finishedAt }, owner);
      strays += mappedBy === null ? 1 : 0;
    }
    if (strays > 0) {
      this.#problems.report(
        source,
        `Nothing says whose ${
          strays === 1 ? 'a run' : `${strays} runs`
        } of it ${
          strays === 1 ? 'is' : 'are'
        }: no entity and no repository is named, neither in the document nor by ${key}.`,
      );
    }
  }

  /** A run of tomorrow would be the newest for ever, and never too old: its time is not believed. */
  #finishedAt(
    { tool, finishedAt }: ScannedRun,
    source: string,
    writtenAt: number | null,
  ): number | null {
    const isKnown = (time: number | null) =>
      time !== null && time <= this.#latest;
    if (finishedAt !== null && !isKnown(finishedAt)) {
      const day = new Date(finishedAt).toISOString().slice(0, 10);
      this.#problems.report(
        source,
        `A run of ${tool} ended on ${day}, it says, which lies in the future; the time of the document counts instead.`,
      );
    }
    return [finishedAt, writtenAt].find(isKnown) ?? null;
  }

  async ask(
    address: SarifAddress,
    options: {
      maxBytes: number;
      signal: AbortSignal;
      budget: RequestBudget | undefined;
    },
  ): Promise<void> {
    const { url, token, allowPrivateAddresses, entityRef, place } = address;
    const { host, pathname } = new URL(url);
    const source = `${host}${pathname}`.slice(0, 300);
    const client = createSourceClient({
      name: 'SARIF',
      hosts: [host],
      allowPrivateAddresses,
      secretHeaders: token ? { authorization: `Bearer ${token}` } : undefined,
      maxBytes: options.maxBytes,
      conditional: false,
    });
    try {
      const { body, headers } = await client.request({
        url,
        signal: options.signal,
        budget: options.budget,
      });
      const modified = Date.parse(headers['last-modified'] ?? '');
      this.read(
        body,
        source,
        { entityRef, place },
        Number.isFinite(modified) ? modified : null,
      );
    } catch (error) {
      options.signal.throwIfAborted();
      this.#problems.lose(source, toError(error).message);
      if (entityRef) {
        this.index.addBroken(entityRef, source);
      }
    } finally {
      await client.close();
    }
  }
}

/**
 * Reads all files, and asks all addresses.
 *
 * @throws where the signal fires, or there is no run at all
 */
export async function readSarifSources(
  config: SarifConfig,
  { groups }: SarifFiles,
  options: {
    problems: ProblemList;
    now: Date;
    signal: AbortSignal;
    budget: RequestBudget | undefined;
  },
): Promise<SarifIndex> {
  const { problems, now, signal, budget } = options;
  const sources = new SarifSources(problems, now);
  for (const { files, ownerOf } of groups) {
    await readJsonFiles(files, {
      problems,
      signal,
      readOne: (value, file) =>
        sources.read(value, file.source, ownerOf(file.path), file.modifiedAt),
      onLost: file => {
        const { entityRef } = ownerOf(file.path);
        if (entityRef) {
          sources.index.addBroken(entityRef, file.source);
        }
      },
    });
  }
  for (const address of config.urls) {
    await sources.ask(address, {
      maxBytes: config.maxFileBytes,
      signal,
      budget,
    });
  }
  if (sources.index.runs === 0) {
    const words = problems.unreadWords;
    throw new Error(
      `There is no run of a scanner in what ${key} names${
        words ? `; not read: ${words}` : ''
      }`,
    );
  }
  return sources.index;
}
