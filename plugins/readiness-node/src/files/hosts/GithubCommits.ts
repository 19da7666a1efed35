import { z } from 'zod';
import { RetryLaterError } from '../../requests';
import { CommitAuthors } from '../CommitAuthors';
import { EntityCommit, EntityCommits } from '../EntityHistory';
import { askHost, encodedName, HostedRepository, timeForm } from './HostApi';
import { DatedCommit, HostCommits, lastChange } from './HostCommits';

/**
 * Commits of GitHub, by its GraphQL API: one request tells the last commits of 50 files, or 100 commits of a
 * repository. It answers nobody without a token; then its REST API is asked, a request for each file and only
 * for a few, since 60 requests an hour are all there is.
 *
 * Forms: https://docs.github.com/graphql/reference/objects#commit,
 * https://docs.github.com/rest/commits/commits#list-commits
 */

const maxPages = 10;
const maxHistoryPaths = 5;

const nodeForm = z.object({
  committedDate: timeForm,
  additions: z.number(),
  deletions: z.number(),
});
const historyForm = z.object({ nodes: z.array(nodeForm.nullable()) });
const personForm = z
  .object({ name: z.string().nullish(), email: z.string().nullish() })
  .nullish();
const commitForm = z.object({
  oid: z.string().regex(/^[0-9a-f]{40,64}$/),
  committedDate: timeForm,
  parents: z.object({ totalCount: z.number() }),
  authors: z.object({ nodes: z.array(personForm) }),
});
const pageForm = z.object({
  pageInfo: z.object({
    hasNextPage: z.boolean(),
    endCursor: z.string().nullable(),
  }),
  nodes: z.array(commitForm.nullable()),
});
const answerForm = z.object({
  data: z
    .object({
      repository: z
        .object({ object: z.record(z.string(), z.unknown()).nullable() })
        .nullable(),
    })
    .nullish(),
  errors: z.array(z.object({ type: z.string().optional() })).nullish(),
});
const listForm = z.array(
  z.object({ commit: z.object({ committer: z.object({ date: timeForm }) }) }),
);

/** See the top of the file. */
export class GithubCommits implements HostCommits {
  readonly #authors: CommitAuthors;

  constructor(options: { authors: CommitAuthors }) {
    this.#authors = options.authors;
  }

  /** {@inheritDoc HostCommits.maxDates} */
  maxDates({ api }: HostedRepository) {
    return api.authorized ? 200 : 5;
  }

  /** {@inheritDoc HostCommits.maxPaths} */
  maxPaths({ api }: HostedRepository) {
    return api.authorized ? 50 : 1;
  }

  /** {@inheritDoc HostCommits.lastChanges} */
  async lastChanges(
    repository: HostedRepository,
    revision: string,
    paths: readonly string[],
  ): Promise<Map<string, string | null>> {
    if (!repository.api.authorized) {
      const dates = new Map<string, string | null>();
      for (const path of paths) {
        dates.set(path, await this.#lastCommit(repository, revision, path));
      }
      return dates;
    }
    const commit = await this.#query(repository, {
      expression: revision,
      fields: paths.map(
        (_, i) =>
          `f${i}: history(first: 5, path: $f${i}) { nodes { committedDate additions deletions } }`,
      ),
      variables: Object.fromEntries(paths.map((path, i) => [`f${i}`, path])),
      types: paths.map((_, i) => `$f${i}: String!`),
    });
    return new Map(
      paths.map((path, i) => {
        const nodes = historyForm.safeParse(commit?.[`f${i}`]).data?.nodes;
        const commits = (nodes ?? []).flatMap((node): DatedCommit[] =>
          node
            ? [
                {
                  at: node.committedDate,
                  lines: Math.max(node.additions, node.deletions),
                },
              ]
            : [],
        );
        return [path, lastChange(commits)];
      }),
    );
  }

  /** {@inheritDoc HostCommits.commits} */
  async commits(
    repository: HostedRepository,
    options: { ref: string | null; since: Date; paths: readonly string[] },
  ): Promise<EntityCommits | undefined> {
    const { ref, since, paths } = options;
    if (!repository.api.authorized || paths.length > maxHistoryPaths) {
      return undefined;
    }
    const found = new Map<string, EntityCommit>();
    let revision: string | null = null;
    let complete = true;
    for (const path of paths.length > 0 ? paths : [null]) {
      let after: string | null = null;
      for (let page = 1; ; page++) {
        const commit: Record<string, unknown> | undefined = await this.#query(
          repository,
          {
            // Later pages are of the commit that the first was of, whatever is pushed meanwhile.
            expression: revision ?? ref ?? 'HEAD',
            fields: [
              'oid',
              'history(first: 100, since: $since, path: $path, after: $after) { pageInfo { hasNextPage endCursor } nodes { oid committedDate parents { totalCount } authors(first: 10) { nodes { name email } } } }',
            ],
            variables: { since: since.toISOString(), path, after },
            types: ['$since: GitTimestamp', '$path: String', '$after: String'],
          },
        );
        const history = pageForm.safeParse(commit?.history).data;
        if (!history) {
          return undefined;
        }
        revision ??= typeof commit?.oid === 'string' ? commit.oid : null;
        for (const node of history.nodes) {
          if (node && !found.has(node.oid)) {
            found.set(node.oid, this.#toCommit(node));
          }
        }
        after = history.pageInfo.endCursor;
        if (!history.pageInfo.hasNextPage || !after) {
          break;
        }
        if (page === maxPages) {
          complete = false;
          break;
        }
      }
    }
    const commits = [...found.values()].sort((a, b) =>
      b.at.localeCompare(a.at),
    );
    return { revision, complete, commits };
  }

  #toCommit(node: z.infer<typeof commitForm>): EntityCommit {
    const people = node.authors.nodes.map(person => ({
      name: person?.name ?? '',
      email: person?.email ?? '',
    }));
    const [author = { name: '', email: '' }, ...others] = people;
    const authorKey = this.#authors.keyOf(author);
    return {
      hash: node.oid,
      at: new Date(node.committedDate).toISOString(),
      authorKey,
      coAuthorKeys: this.#authors.keysOfOthers(others, authorKey),
      bot: this.#authors.isBot(author),
      merge: node.parents.totalCount > 1,
      files: null,
    };
  }

  /** Asks for fields of one commit; undefined where the host does not tell them. */
  async #query(
    repository: HostedRepository,
    query: {
      expression: string;
      fields: string[];
      types: string[];
      variables: Record<string, string | null>;
    },
  ): Promise<Record<string, unknown> | undefined> {
    const [owner, name] = repository.name.split('/');
    const types = [
      '$owner: String!',
      '$name: String!',
      '$expression: String!',
      ...query.types,
    ];
    const answer = await askHost(repository, {
      baseUrl: repository.api.baseUrl.replace(/\/v3$/, ''),
      path: '/graphql',
      form: answerForm,
      body: {
        query: `query(${types.join(
          ', ',
        )}) { repository(owner: $owner, name: $name) { object(expression: $expression) { ... on Commit { ${query.fields.join(
          ' ',
        )} } } } }`,
        variables: {
          owner,
          name,
          expression: query.expression,
          ...query.variables,
        },
      },
    });
    if (answer?.errors?.some(it => it.type === 'RATE_LIMITED')) {
      throw new RetryLaterError(
        'GitHub limits requests and is left alone for a while.',
        new Date(Date.now() + 10 * 60_000),
      );
    }
    return answer?.data?.repository?.object ?? undefined;
  }

  async #lastCommit(
    repository: HostedRepository,
    revision: string,
    path: string,
  ): Promise<string | null> {
    const query = new URLSearchParams({ sha: revision, path, per_page: '1' });
    const list = await askHost(repository, {
      path: `/repos/${encodedName(repository.name)}/commits?${query}`,
      form: listForm,
    });
    return lastChange(
      (list ?? []).map(it => ({ at: it.commit.committer.date, lines: null })),
    );
  }
}
