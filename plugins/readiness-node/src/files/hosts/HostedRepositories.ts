import { ScmIntegrations } from '@backstage/integration';
import { RequestBudget } from '../../requests';
import { CommitAuthors } from '../CommitAuthors';
import { EntityCommits } from '../EntityHistory';
import { RepositoryPlace } from '../RepositoryPlace';
import { GithubCommits } from './GithubCommits';
import { GitlabCommits } from './GitlabCommits';
import { HostType } from './HostApi';
import { HostApis } from './HostApis';
import { HostCommits } from './HostCommits';
import {
  bitbucketCloudCommitList,
  bitbucketServerCommitList,
  giteaCommitList,
  ListedCommits,
} from './ListedCommits';

/**
 * Dates and histories of hosted repositories, by the APIs of their hosts.
 *
 * Dates are asked for only where a collector wants one. Questions that come within a few milliseconds go to
 * the host together where it can answer several at once. What was answered holds for its commit for good, and is kept; what
 * failed is asked again.
 */

/** How long a question waits for others that go with it. */
const gatherMs = 20;
const maxKept = 50_000;
/** What a Git host names as revision of a tree: a commit, or the beginning of its name. */
const commitName = /^[0-9a-f]{7,64}$/;

interface Question {
  place: RepositoryPlace;
  revision: string;
  path: string;
  budget: RequestBudget | undefined;
  answer(date: string | null): void;
  fail(error: unknown): void;
}

/** See the top of the file. */
export class HostedRepositories {
  readonly #apis: HostApis;
  readonly #kinds: Record<HostType, HostCommits>;
  readonly #dates = new Map<string, Promise<string | null>>();
  #questions: Question[] = [];

  constructor(options: { integrations: ScmIntegrations }) {
    const authors = new CommitAuthors();
    this.#apis = new HostApis(options);
    this.#kinds = {
      github: new GithubCommits({ authors }),
      gitlab: new GitlabCommits({ authors }),
      gitea: new ListedCommits(giteaCommitList),
      bitbucketCloud: new ListedCommits(bitbucketCloudCommitList),
      bitbucketServer: new ListedCommits(bitbucketServerCommitList),
    };
  }

  /**
   * The dates of the files of one listing.
   *
   * @param revision - of the tree that was listed
   * @returns asks for the date of one file, by its path in the repository: ISO 8601 in UTC, or null where nothing
   *   tells, where the files are not to be told, and for files after the first 200 (GitHub), 20, or 5 (GitHub
   *   without a token) that are asked for. Throws a RetryLaterError, or a SourceError
   */
  datesOf(
    place: RepositoryPlace,
    revision: string | null,
    budget: RequestBudget | undefined,
  ): (path: string) => Promise<string | null> {
    let asked = 0;
    return async path => {
      if (place.name === null || !revision || !commitName.test(revision)) {
        return null;
      }
      const key = JSON.stringify([place.repository, revision, path]);
      const known = this.#dates.get(key);
      if (known) {
        return known;
      }
      const api = await this.#apis.of(place);
      const kind = api && this.#kinds[api.type];
      if (!kind || ++asked > kind.maxDates({ api, name: place.name })) {
        return null;
      }
      return this.#keep(key, () => {
        return new Promise((answer, fail) => {
          this.#ask({ place, revision, path, budget, answer, fail });
        });
      });
    };
  }

  /**
   * The commits since a time.
   *
   * @param options.paths - relative to the entity's directory; default: all of it
   * @returns as EntityHistory.commits
   */
  async commits(
    place: RepositoryPlace,
    options: {
      since: Date;
      paths?: readonly string[];
      budget?: RequestBudget;
      signal?: AbortSignal;
    },
  ): Promise<EntityCommits | undefined> {
    const api = await this.#apis.of(place);
    const { name, ref, directory } = place;
    if (!api || name === null) {
      return undefined;
    }
    const paths = (options.paths ?? ['']).map(path =>
      [directory, path].filter(Boolean).join('/'),
    );
    const everything = paths.includes('');
    return this.#kinds[api.type].commits?.(
      { ...options, api, name },
      { ref, since: options.since, paths: everything ? [] : paths },
    );
  }

  #keep(
    key: string,
    ask: () => Promise<string | null>,
  ): Promise<string | null> {
    const known = this.#dates.get(key);
    if (known) {
      return known;
    }
    const date = ask();
    this.#dates.set(key, date);
    date.catch(() => this.#dates.delete(key));
    if (this.#dates.size > maxKept) {
      const [oldest] = this.#dates.keys();
      this.#dates.delete(oldest);
    }
    return date;
  }

  #ask(question: Question) {
    this.#questions.push(question);
    if (this.#questions.length === 1) {
      setTimeout(() => {
        const questions = this.#questions;
        this.#questions = [];
        for (const alike of groupAlike(questions)) {
          void this.#answer(alike);
        }
      }, gatherMs);
    }
  }

  /** Answers questions of one repository, revision and budget. */
  async #answer(questions: Question[]): Promise<void> {
    const [{ place, revision, budget }] = questions;
    try {
      const api = await this.#apis.of(place);
      if (!api || place.name === null) {
        questions.forEach(it => it.answer(null));
        return;
      }
      const repository = { api, name: place.name, budget };
      const kind = this.#kinds[api.type];
      const size = kind.maxPaths(repository);
      for (let i = 0; i < questions.length; i += size) {
        const some = questions.slice(i, i + size);
        const paths = some.map(it => it.path);
        const dates = await kind.lastChanges(repository, revision, paths);
        some.forEach(it => it.answer(dates.get(it.path) ?? null));
      }
    } catch (error) {
      // Those that were answered already are not touched by it.
      questions.forEach(it => it.fail(error));
    }
  }
}

function groupAlike(questions: Question[]): Question[][] {
  const groups: Question[][] = [];
  for (const question of questions) {
    const alike = groups.find(
      ([it]) =>
        it.place.repository === question.place.repository &&
        it.revision === question.revision &&
        it.budget === question.budget,
    );
    if (alike) {
      alike.push(question);
    } else {
      groups.push([question]);
    }
  }
  return groups;
}
