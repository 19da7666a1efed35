import { createServer, IncomingMessage } from 'node:http';
import { AddressInfo } from 'node:net';

/** One commit of the host's only repository, `acme/shop`. */
export interface HostedCommit {
  at: string;
  paths: string[];
  added: number;
  removed?: number;
  name?: string;
  email?: string;
  /** In the form `Name <address>`. */
  coAuthors?: string[];
  parents?: number;
}

/**
 * The APIs of commits of several kinds of hosts on loopback, in the forms of their documents: each below a
 * path of its own.
 */
export interface CommitHost {
  /** `127.0.0.1:<port>` */
  host: string;
  /** Newest first. */
  commits: HostedCommit[];
  /** Method and path with query of what was asked since the last call; for GraphQL, its variables. */
  takeRequests(): string[];
  /** Answers everything with this, until told otherwise by undefined. */
  failWith(
    failure:
      | { status: number; headers?: Record<string, string>; body?: object }
      | undefined,
  ): void;
  close(): Promise<void>;
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) {
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

const hashOf = (index: number) => String(index).padStart(40, 'a');

/**
 * Starts the host on a free port.
 *
 * @param token - what has to stand in `Authorization`; the REST API of GitHub answers without, too
 */
export async function startCommitHost(token: string): Promise<CommitHost> {
  const commits: HostedCommit[] = [];
  let requests: string[] = [];
  let failure: Parameters<CommitHost['failWith']>[0];

  const below = (path: string | null | undefined) =>
    commits
      .map((commit, index) => ({ ...commit, hash: hashOf(index) }))
      .filter(
        ({ paths }) =>
          !path || paths.some(it => it === path || it.startsWith(`${path}/`)),
      );

  function graphql(query: string, variables: Record<string, string | null>) {
    const since = query.includes('since: $since') ? variables.since : null;
    const nodes = (path: string | null | undefined) =>
      below(path)
        .filter(it => !since || it.at >= since)
        .map(it => ({
          oid: it.hash,
          committedDate: it.at,
          additions: it.added,
          deletions: it.removed ?? 0,
          parents: { totalCount: it.parents ?? 1 },
          authors: {
            nodes: [
              `${it.name ?? 'Jane'} <${it.email ?? 'jane@example.org'}>`,
              ...(it.coAuthors ?? []),
            ].map(person => ({
              name: person.split(' <')[0],
              email: person.split(' <')[1].replace('>', ''),
            })),
          },
        }));
    const object: Record<string, unknown> = { oid: hashOf(0) };
    for (const [, alias] of query.matchAll(/(f\d+): history\(first: 5/g)) {
      object[alias] = { nodes: nodes(variables[alias]).slice(0, 5) };
    }
    if (query.includes('history(first: 100')) {
      const from = Number(variables.after ?? 0);
      const all = nodes(variables.path);
      object.history = {
        pageInfo: {
          hasNextPage: all.length > from + 100,
          endCursor: String(from + 100),
        },
        nodes: all.slice(from, from + 100),
      };
    }
    const known = variables.owner === 'acme' && variables.name === 'shop';
    return known
      ? { data: { repository: { object } } }
      : { data: { repository: null }, errors: [{ type: 'NOT_FOUND' }] };
  }

  function list(url: URL): object | undefined {
    const path = url.searchParams.get('path');
    const size = (name: string) => Number(url.searchParams.get(name));
    const stats = (it: HostedCommit) => ({
      additions: it.added,
      deletions: it.removed ?? 0,
      total: it.added + (it.removed ?? 0),
    });
    switch (url.pathname) {
      case '/gh/repos/acme/shop/commits':
        return below(path)
          .slice(0, size('per_page'))
          .map(it => ({
            sha: it.hash,
            commit: { committer: { date: it.at } },
          }));
      case '/lab/projects/acme%2Fshop/repository/commits': {
        const page = size('page') || 1;
        const since = url.searchParams.get('since') ?? '';
        return below(path)
          .filter(it => it.at >= since)
          .slice((page - 1) * size('per_page'), page * size('per_page'))
          .map(it => ({
            id: it.hash,
            committed_date: it.at,
            author_name: it.name ?? 'Jane',
            author_email: it.email ?? 'jane@example.org',
            parent_ids: Array.from({ length: it.parents ?? 1 }, () =>
              hashOf(9),
            ),
            message: [
              'Change',
              '',
              ...(it.coAuthors ?? []).map(who => `Co-authored-by: ${who}`),
            ].join('\n'),
            ...(url.searchParams.get('with_stats') ? { stats: stats(it) } : {}),
          }));
      }
      case '/tea/api/v1/repos/acme/shop/commits':
        return below(path)
          .slice(0, size('limit'))
          .map(it => ({
            sha: it.hash,
            commit: { committer: { date: it.at } },
            stats: stats(it),
          }));
      case `/cloud/repositories/acme/shop/commits/${hashOf(0)}`:
        return {
          pagelen: 1,
          values: below(path)
            .slice(0, size('pagelen'))
            .map(it => ({ type: 'commit', hash: it.hash, date: it.at })),
        };
      case '/server/projects/ACME/repos/shop/commits':
        return {
          isLastPage: false,
          values: below(path)
            .slice(0, size('limit'))
            .map(it => ({
              id: it.hash,
              committerTimestamp: Date.parse(it.at),
            })),
        };
      default:
        return undefined;
    }
  }

  const server = createServer(async (request, response) => {
    const answer = (status: number, body: object, headers = {}) => {
      response.writeHead(status, {
        'content-type': 'application/json',
        ...headers,
      });
      response.end(JSON.stringify(body));
    };
    const url = new URL(request.url ?? '/', 'http://host');
    const body = await readBody(request);
    const authorized =
      request.headers.authorization?.includes(token) ||
      url.pathname.startsWith('/gh/repos/');
    if (failure) {
      requests.push(`${request.method} ${url.pathname}`);
      answer(failure.status, failure.body ?? {}, failure.headers);
    } else if (!authorized) {
      requests.push(`${request.method} ${url.pathname}`);
      answer(401, { message: 'Requires authentication' });
    } else if (url.pathname === '/gh/graphql') {
      const { query, variables } = JSON.parse(body);
      requests.push(`POST ${JSON.stringify(variables)}`);
      answer(200, graphql(query, variables));
    } else {
      requests.push(`${request.method} ${url.pathname}${url.search}`);
      const found = list(url);
      answer(found ? 200 : 404, found ?? { message: 'Not Found' });
    }
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  return {
    host: `127.0.0.1:${port}`,
    commits,
    takeRequests() {
      const taken = requests;
      requests = [];
      return taken;
    },
    failWith(it) {
      failure = it;
    },
    close: () =>
      new Promise((resolve, reject) => {
        server.closeAllConnections();
        server.close(error => (error ? reject(error) : resolve()));
      }),
  };
}
