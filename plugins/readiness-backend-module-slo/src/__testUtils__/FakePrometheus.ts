import {
  HostileAnswer,
  hostileAnswers,
  HostileServer,
} from '@team-readiness/backstage-plugin-readiness-node/testUtils';

/** One query of a request, taken apart again. */
interface AskedQuery {
  id: string;
  query: string;
}

/** Takes the queries of a request apart by the labels that they were given. */
export function askedQueries(text: string): AskedQuery[] {
  return text.split('\nor\n').flatMap(part => {
    const match =
      /^label_replace\((.*), "readiness_query", "(\d+)", "", ""\)$/s.exec(part);
    return match ? [{ id: match[2], query: match[1] }] : [];
  });
}

/**
 * Answers as Prometheus does: each query that holds a key of `values` with its number, others with
 * nothing; a query with `broken` in it is refused, and all others of the request with it.
 */
export function prometheusAnswer(
  server: HostileServer,
  values: () => Record<string, number>,
): HostileAnswer {
  return (response, request) => {
    const asked = server.requests[server.requests.length - 1];
    const form = new URLSearchParams(asked.body);
    const queries = askedQueries(form.get('query') ?? '');
    if (queries.some(({ query }) => query.includes('broken'))) {
      return hostileAnswers.json(
        {
          status: 'error',
          errorType: 'bad_data',
          error: 'parse error: broken',
        },
        { status: 400 },
      )(response, request);
    }
    const known = Object.entries(values());
    const found = queries.flatMap(({ id, query }) => {
      const value = known.find(([key]) => query.includes(key))?.[1];
      return value === undefined ? [] : [{ id, text: String(value) }];
    });
    const isRange = asked.path.startsWith('/api/v1/query_range');
    const end = Number(form.get(isRange ? 'end' : 'time'));
    return hostileAnswers.json({
      status: 'success',
      data: {
        resultType: isRange ? 'matrix' : 'vector',
        result: found.map(({ id, text }) => ({
          metric: { readiness_query: id },
          ...(isRange ? { values: [[end, text]] } : { value: [end, text] }),
        })),
      },
    })(response, request);
  };
}
