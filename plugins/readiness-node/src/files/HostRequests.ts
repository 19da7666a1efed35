import { isError, ResponseError } from '@backstage/errors';
import { ScmIntegrations } from '@backstage/integration';
import { RequestBudget, RetryLaterError } from '../requests';

/**
 * Counts what is asked of the hosts of repositories, and leaves alone those that asked for it.
 *
 * Backstage's URL reader makes several requests for one tree. How many it will be is known only once
 * the host has said whether the tree changed, so the most that a reading can take is counted before it
 * begins: an hour then never exceeds its budget, and a repository that did not change counts as if it had.
 *
 * Numbers: from the readers of `@backstage/backend-defaults` 0.18 (`urlReader/lib/*UrlReader`) and
 * `@backstage/integration` 2.0. Redirects to hosts of archives (codeload.github.com) are not counted.
 *
 * | host | a tree | what is asked | a branch is not named |
 * | --- | --- | --- | --- |
 * | GitHub | 2 | commit status, archive | +1 repository |
 * | GitLab | 3 | project, commits, archive | the same |
 * | Gitea | 2 | commit, archive | the same |
 * | Bitbucket Cloud | 2 | commits, archive | +2 repository, for either |
 * | Bitbucket Server | 2 | branches, archive | +2 default branch, by its new and its old name |
 * | Azure DevOps | 2 | commits, archive | the same |
 * | Gerrit | 2 | branch, archive | the same |
 * | Harness | 2 | commit, archive | the same |
 * | any other | 3 | | 3 |
 *
 * A single file is one request everywhere.
 */
const treeRequests: Record<string, { named: number; unnamed: number }> = {
  github: { named: 2, unnamed: 3 },
  gitlab: { named: 3, unnamed: 3 },
  gitea: { named: 2, unnamed: 2 },
  bitbucketCloud: { named: 2, unnamed: 4 },
  bitbucketServer: { named: 2, unnamed: 4 },
  azure: { named: 2, unnamed: 2 },
  gerrit: { named: 2, unnamed: 2 },
  harness: { named: 2, unnamed: 2 },
};
const otherTreeRequests = 3;

/** For how long a host is left alone that answers 429 without a time that the reader hands on. */
const quietMs = 10 * 60_000;
const maxQuietMs = 60 * 60_000;

/** What is about to be asked of a host. */
export type HostReading =
  | { type: 'tree'; named: boolean }
  | { type: 'search' }
  | { type: 'file' };

/** The time of a `Retry-After` in milliseconds from now, if it is one. */
function readWait(value: string | null, now: number): number | undefined {
  const seconds = value ? Number(value) : NaN;
  const wait = Number.isFinite(seconds)
    ? seconds * 1_000
    : Date.parse(value ?? '') - now;
  return wait > 0 ? wait : undefined;
}

/**
 * Does the error of a URL reader say that there were too many requests? Readers throw plain errors whose
 * message ends in status and reason, or, that of Gerrit, the response itself.
 */
function isRateLimit(error: unknown): boolean {
  if (error instanceof ResponseError) {
    return error.statusCode === 429;
  }
  return (
    isError(error) &&
    /, 429(?: |$)|\(rate limit exceeded\)|: 429(?: |$)/.test(error.message)
  );
}

/** Counts requests of hosts of repositories. */
export class HostRequests {
  readonly #integrations: ScmIntegrations;
  readonly #now: () => number;
  /** Until when hosts are left alone, in milliseconds. */
  readonly #quiet = new Map<string, number>();

  constructor(options: { integrations: ScmIntegrations; now?: () => number }) {
    this.#integrations = options.integrations;
    this.#now = options.now ?? Date.now;
  }

  /**
   * To be called before a URL is read.
   *
   * @throws RetryLaterError where the budget is used up, or the host wants to be left alone
   */
  async take(
    url: string,
    reading: HostReading,
    budget: RequestBudget | undefined,
  ): Promise<void> {
    const host = this.hostOf(url);
    const quietUntil = this.#quiet.get(host) ?? 0;
    if (this.#now() < quietUntil) {
      throw this.#leaveAlone(host, quietUntil);
    }
    await budget?.take(host, this.#count(url, reading));
  }

  /**
   * What an error of a URL reader means: a RetryLaterError where the host limits requests, and from
   * then on for everything that is asked of it; one that names the host where it cannot be reached;
   * otherwise the error itself.
   */
  explain(url: string, error: unknown): unknown {
    const host = this.hostOf(url);
    if (error instanceof RetryLaterError) {
      return error;
    }
    // By its words: a TypeError of another realm is none of ours.
    if (isError(error) && error.message === 'fetch failed') {
      const { code } = (error.cause ?? {}) as { code?: unknown };
      return new Error(
        `${host} cannot be reached${
          typeof code === 'string' ? ` (${code})` : ''
        }.`,
      );
    }
    if (!isRateLimit(error)) {
      return error;
    }
    const after =
      error instanceof ResponseError
        ? error.response.headers.get('retry-after')
        : null;
    const now = this.#now();
    const wait = Math.min(readWait(after, now) ?? quietMs, maxQuietMs);
    this.#quiet.set(host, now + wait);
    return this.#leaveAlone(host, now + wait);
  }

  /** The host of which a URL's reader asks, as in RequestBudget.take. */
  hostOf(url: string): string {
    const integration = this.#integrations.byUrl(url);
    const { github, gitlab, bitbucketCloud, bitbucketServer, gitea } =
      this.#integrations;
    const api: Record<string, () => string | undefined> = {
      github: () => github.byUrl(url)?.config.apiBaseUrl,
      gitlab: () => gitlab.byUrl(url)?.config.apiBaseUrl,
      bitbucketCloud: () => bitbucketCloud.byUrl(url)?.config.apiBaseUrl,
      bitbucketServer: () => bitbucketServer.byUrl(url)?.config.apiBaseUrl,
      gitea: () => gitea.byUrl(url)?.config.baseUrl,
    };
    const base = integration ? api[integration.type]?.() : undefined;
    return new URL(base && URL.canParse(base) ? base : url).host;
  }

  #count(url: string, reading: HostReading): number {
    if (reading.type === 'file') {
      return 1;
    }
    const requests = treeRequests[this.#integrations.byUrl(url)?.type ?? ''];
    if (!requests || reading.type === 'search') {
      return otherTreeRequests;
    }
    return reading.named ? requests.named : requests.unnamed;
  }

  #leaveAlone(host: string, until: number): RetryLaterError {
    return new RetryLaterError(
      `${host} limits requests and is left alone for a while.`,
      new Date(until),
    );
  }
}
