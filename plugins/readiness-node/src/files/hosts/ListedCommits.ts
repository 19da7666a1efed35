import { z } from 'zod';
import { askHost, encodedName, HostedRepository, timeForm } from './HostApi';
import { DatedCommit, HostCommits, lastChange } from './HostCommits';

/** How a host lists the last commits of one file. */
interface CommitList {
  /** Path and query of the request. */
  path(name: string, revision: string, path: string): string;
  read: z.ZodType<DatedCommit[]>;
}

/** https://docs.gitea.com/api/1.24/#tag/repository/operation/repoGetAllCommits */
export const giteaCommitList: CommitList = {
  path: (name, revision, path) => {
    const query = new URLSearchParams({
      sha: revision,
      path,
      limit: '5',
      stat: 'true',
      verification: 'false',
      files: 'false',
    });
    return `/repos/${encodedName(name)}/commits?${query}`;
  },
  read: z
    .array(
      z.object({
        commit: z.object({ committer: z.object({ date: timeForm }) }),
        stats: z
          .object({ additions: z.number(), deletions: z.number() })
          .nullish(),
      }),
    )
    .transform(list =>
      list.map(({ commit, stats }) => ({
        at: commit.committer.date,
        lines: stats ? Math.max(stats.additions, stats.deletions) : null,
      })),
    ),
};

/** https://developer.atlassian.com/cloud/bitbucket/rest/api-group-commits/ */
export const bitbucketCloudCommitList: CommitList = {
  path: (name, revision, path) => {
    const query = new URLSearchParams({ path, pagelen: '1' });
    return `/repositories/${encodedName(name)}/commits/${encodeURIComponent(
      revision,
    )}?${query}`;
  },
  read: z
    .object({ values: z.array(z.object({ date: timeForm })) })
    .transform(({ values }) =>
      values.map(it => ({ at: it.date, lines: null })),
    ),
};

/** https://developer.atlassian.com/server/bitbucket/rest/v906/api-group-repository/ */
export const bitbucketServerCommitList: CommitList = {
  path: (name, revision, path) => {
    const query = new URLSearchParams({ path, until: revision, limit: '1' });
    const project = name.slice(name.search(/(?:projects|users)\//));
    return `/${encodedName(project)}/commits?${query}`;
  },
  read: z
    .object({ values: z.array(z.object({ committerTimestamp: z.number() })) })
    .transform(({ values }) =>
      values.map(it => ({ at: it.committerTimestamp, lines: null })),
    ),
};

/**
 * Dates of files at hosts that list the commits of one file at a time. Where the list has no numbers of lines,
 * the date is that of the last commit, however small.
 */
export class ListedCommits implements HostCommits {
  readonly #list: CommitList;

  constructor(list: CommitList) {
    this.#list = list;
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
      const commits = await askHost(repository, {
        path: this.#list.path(repository.name, revision, path),
        form: this.#list.read,
      });
      dates.set(path, lastChange(commits ?? []));
    }
    return dates;
  }
}
