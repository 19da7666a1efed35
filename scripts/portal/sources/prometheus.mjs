/**
 * Answers as the query API of Prometheus does, for the SLOs of the demo organisation alone.
 *
 * There is no PromQL here: a query is understood by the service that its labels name, by whether it asks for
 * errors, successes or both, and by the longest time that stands in brackets. Behind it is a model of each
 * service: ten requests a second, a constant share of errors, and the outages that the organisation describes.
 * What the model does not know (a service that is not measured) has no series, as in Prometheus.
 */
const requestsPerSecond = 10;
const DAY = 24 * 3600;
const units = { s: 1, m: 60, h: 3600, d: DAY, w: 7 * DAY, y: 365 * DAY };
/** As long as the samples of the made-up server are kept. */
const retention = 200 * DAY;

/** Seconds of a duration such as `28d` or `1h30m`. */
const secondsOf = text =>
  [...text.matchAll(/(\d+)([smhdwy])/g)].reduce(
    (sum, [, count, unit]) => sum + Number(count) * units[unit],
    0,
  );

/** The longest time in brackets: what a query looks back. */
const windowOf = query =>
  Math.max(
    300,
    ...[...query.matchAll(/\[([\dsmhdwy]+)(?::[\dsmhdwy]*)?\]/g)].map(
      ([, text]) => secondsOf(text),
    ),
  );

/** Seconds that two spans of time have in common. */
const common = (a, b) =>
  Math.max(0, Math.min(a[1], b[1]) - Math.max(a[0], b[0]));

/** How many requests there were in a span of seconds since 1970, and how many of them failed. */
function eventsIn({ errors, outages = [], silent = 0 }, from, to, now) {
  const known = [now - retention, now - silent * DAY];
  const seconds = common([from, to], known);
  const out = outages.map(it => {
    const begin = now - it.ago * DAY;
    const span = [Math.max(begin, from), Math.min(begin + it.hours * 3600, to)];
    return common(span, known) * Math.max(0, it.errors - errors);
  });
  const bad = seconds * errors + out.reduce((sum, it) => sum + it, 0);
  return {
    total: seconds * requestsPerSecond,
    bad: bad * requestsPerSecond,
  };
}

/** @returns the number that a query has at a time; undefined where it has none */
function valueOf(query, services, time, now) {
  const name = /service="([\w-]+)"/.exec(query)?.[1];
  const measured = services.get(name);
  if (!measured || time > now) {
    return undefined;
  }
  const window = windowOf(query);
  const { total, bad } = eventsIn(measured, time - window, time, now);
  if (total === 0) {
    return undefined;
  }
  if (/\)\s*\/\s*\(/.test(query)) {
    return 1 - bad / total;
  }
  if (/code!~"5/.test(query)) {
    return total - bad;
  }
  return /code=~"5/.test(query) ? bad : total;
}

/** Queries that were joined, each with the label by which its answer is told. */
function parts(query) {
  return query.split('\nor\n').flatMap(part => {
    const found =
      /^label_replace\(([\s\S]*), "(\w+)", "([^"]*)", "", ""\)$/.exec(part);
    return found ? [{ query: found[1], metric: { [found[2]]: found[3] } }] : [];
  });
}

const success = (resultType, result) => ({
  body: { status: 'success', data: { resultType, result } },
});

export function prometheus({ items }) {
  const services = new Map(
    items
      .filter(({ measured }) => measured)
      .map(({ name, measured }) => [name, measured]),
  );
  return ({ path, form }) => {
    const now = Date.now() / 1000;
    const queries = parts(form.get('query') ?? '');
    if (path === '/api/v1/query') {
      const time = Number(form.get('time')) || now;
      return success(
        'vector',
        queries.flatMap(({ query, metric }) => {
          const value = valueOf(query, services, time, now);
          return value === undefined
            ? []
            : [{ metric, value: [time, String(value)] }];
        }),
      );
    }
    if (path !== '/api/v1/query_range') {
      return undefined;
    }
    const [start, end, step] = ['start', 'end', 'step'].map(name =>
      Number(form.get(name)),
    );
    const count = Math.floor((end - start) / step);
    if (!(step > 0) || !(count >= 0) || count > 50_000) {
      const message = 'exceeded maximum resolution of 50,000 points per series';
      return {
        status: 400,
        body: { status: 'error', errorType: 'bad_data', error: message },
      };
    }
    return success(
      'matrix',
      queries.flatMap(({ query, metric }) => {
        const values = Array.from(
          { length: count + 1 },
          (_, index) => start + index * step,
        ).flatMap(time => {
          const value = valueOf(query, services, time, now);
          return value === undefined ? [] : [[time, String(value)]];
        });
        return values.length > 0 ? [{ metric, values }] : [];
      }),
    );
  };
}
