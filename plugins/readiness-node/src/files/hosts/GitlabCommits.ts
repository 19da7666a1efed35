import { z } from 'zod';
import { CommitAuthors } from '../CommitAuthors';
import { EntityCommit, EntityCommits } from '../EntityHistory';
import { askHost, HostedRepository, timeForm } from './HostApi';
import { HostCommits, lastChange } from './HostCommits';

/**
 * Commits of GitLab: https://docs.gitlab.com/api/commits/#list-repository-commits
 */

const maxPages = 10;
const perPage = 100;

const datedForm = z.array(
  z.object({
    committed_date: timeForm,
    stats: z
      .object({ additions: z.number(), deletions: z.number() })
      .optional(),
  }),
);
const commitForm = z.object({
  id: z.string().regex(/^[0-9a-f]{40,64}$/),
  committed_date: timeForm,
  author_name: z.string().default(''),
  author_email: z.string().default(''),
  parent_ids: z.array(z.string()).default([]),
  message: z.string().default(''),
});

/** See the top of the file. */
export class GitlabCommits implements HostCommits {
  readonly #authors: CommitAuthors;

  constructor(options: { authors: CommitAuthors }) {
    this.#authors = options.authors;
  }

  /** {@inheritDoc HostCommits.maxDates} */
  maxDates() {
    return 20;
  }

  /** {@inheritDoc HostCommits.maxPaths} */
  maxPaths() {
    return 1;
  }

  /** {@inheritDoc HostCommits.lastChanges} */
  async lastChanges(
    repository: HostedRepository,
    revision: string,
    paths: readonly string[],
  ): Promise<Map<string, string | null>> {
    const dates = new Map<string, string | null>();
    for (const path of paths) {
      const query = new URLSearchParams({
        ref_name: revision,
        path,
        per_page: '5',
        with_stats: 'true',
      });
      const list = await this.#list(repository, query, datedForm);
      const commits = (list ?? []).map(({ committed_date: at, stats }) => ({
        at,
        lines: stats ? Math.max(stats.additions, stats.deletions) : null,
      }));
      dates.set(path, lastChange(commits));
    }
    return dates;
  }

  /** {@inheritDoc HostCommits.commits} */
  async commits(
    repository: HostedRepository,
    options: { ref: string | null; since: Date; paths: readonly string[] },
  ): Promise<EntityCommits | undefined> {
    const { ref, since, paths } = options;
    if (paths.length > 1) {
      return undefined;
    }
    const commits: EntityCommit[] = [];
    let complete = true;
    for (let page = 1; ; page++) {
      const query = new URLSearchParams({
        ...(ref ? { ref_name: ref } : {}),
        ...(paths.length > 0 ? { path: paths[0] } : {}),
        since: since.toISOString(),
        per_page: String(perPage),
        page: String(page),
      });
      const list = await this.#list(repository, query, z.array(commitForm));
      if (!list) {
        return undefined;
      }
      commits.push(...list.map(it => this.#toCommit(it)));
      if (list.length < perPage) {
        break;
      }
      if (page === maxPages) {
        complete = false;
        break;
      }
    }
    // The newest commit of a path need not be the one that the branch is at.
    const revision = paths.length === 0 ? commits[0]?.hash ?? null : null;
    return { revision, complete, commits };
  }

  #toCommit(it: z.infer<typeof commitForm>): EntityCommit {
    const author = { name: it.author_name, email: it.author_email };
    const authorKey = this.#authors.keyOf(author);
    const trailers = it.message
      .slice(-5_000)
      .split('\n')
      .flatMap(line => /^co-authored-by:(.*)$/i.exec(line)?.[1] ?? []);
    return {
      hash: it.id,
      at: new Date(it.committed_date).toISOString(),
      authorKey,
      coAuthorKeys: this.#authors.coAuthorKeys(trailers, authorKey),
      bot: this.#authors.isBot(author),
      merge: it.parent_ids.length > 1,
      files: null,
    };
  }

  #list<T>(
    repository: HostedRepository,
    query: URLSearchParams,
    form: z.ZodType<T>,
  ): Promise<T | undefined> {
    const project = encodeURIComponent(repository.name);
    return askHost(repository, {
      path: `/projects/${project}/repository/commits?${query}`,
      form,
    });
  }
}
