/** Tables of what was measured, as lists of rows of text; the first row is the head. */

const round = (value, digits) => value.toFixed(digits);
const seconds = ms => `${round(ms / 1000, ms < 10_000 ? 2 : 1)} s`;
const micros = (ms, results) => `${round((ms * 1000) / results, 2)} µs`;
const megabytes = bytes => `${Math.round(bytes / 1e6).toLocaleString('en')} MB`;
const sum = record => Object.values(record).reduce((a, b) => a + b, 0);
const cpu = ({ ownCpuMs, databaseCpuMs }, results) =>
  micros(ownCpuMs + databaseCpuMs, results);

/** Evaluation of installations, one column for each. */
export function evaluationRows(installations) {
  const row = (name, cell) => [name, ...installations.map(cell)];
  return [
    row('', ({ database, size }) => `${database}, ${size.entities}`),
    row('results', ({ results }) => results.toLocaleString('en')),
    row('everything, stored', ({ full }) => seconds(full.ms)),
    row('a result', ({ full, results }) => micros(full.ms, results)),
    row('CPU of all processes, a result', ({ full, results }) =>
      cpu(full, results),
    ),
    row('nothing changed, a result', ({ unchanged, results }) =>
      micros(unchanged.ms, results),
    ),
    row('rows written by it', ({ unchangedRows }) => String(unchangedRows)),
    row(
      '1 % of entities changed',
      ({ onePercent, full }) =>
        `${seconds(onePercent.ms)}, ${round(
          (100 * onePercent.ms) / full.ms,
          1,
        )} %`,
    ),
    row('standard edited', ({ edited, full }) => {
      const ratio = round(edited.ms / full.ms, 2);
      return `${seconds(edited.ms)}, ${ratio} ×`;
    }),
    row('snapshot of a day', ({ snapshot }) => seconds(snapshot.ms)),
    row('database', ({ bytes }) => megabytes(sum(bytes))),
    row('a year later', ({ growth }) =>
      growth ? megabytes(growth.afterYear) : '',
    ),
    row('memory of a process that evaluates all', ({ replicas }) =>
      replicas.length ? `${replicas[0].peakMb} MB` : '',
    ),
  ];
}

/** Processes that share the work, where more than one did. */
export function replicaRows(installations) {
  return [
    ['replicas', 'entities', 'time', 'times as fast', 'entities of each'],
    ...installations
      .filter(({ replicas }) => replicas.length > 1)
      .flatMap(({ size, replicas }) =>
        replicas.map(({ replicas: count, ms, entities }) => [
          String(count),
          String(size.entities),
          seconds(ms),
          round(replicas[0].ms / ms, 2),
          entities.join(', '),
        ]),
      ),
  ];
}

/** What each page costs. */
export function pageRows({ pages }) {
  return [
    ['page', 'reader', 'first', 'p50', 'p95', 'queries', 'gzip'],
    ...pages.map(page => [
      page.page,
      page.reader === 'all' ? 'sees all' : 'conditions',
      `${page.coldMs} ms`,
      `${page.p50Ms} ms`,
      `${page.p95Ms} ms`,
      page.queries === page.coldQueries
        ? String(page.queries)
        : `${page.queries}, first ${page.coldQueries}`,
      `${round(page.gzipBytes / 1000, 1)} KB`,
    ]),
  ];
}

/** The tables that grow, by a day. */
export function growthRows({ growth }) {
  const grown = Object.entries(growth.perDay)
    .filter(([, bytes]) => bytes > 0)
    .sort(([, a], [, b]) => b - a);
  return [
    ['table', 'a day', 'now', 'kept'],
    ...grown.map(([table, bytes]) => [
      table,
      `${round(bytes / 1000, 1)} KB`,
      megabytes(growth.after[table]),
      table === 'fact_history' ? '90 days' : '',
    ]),
  ];
}

/** Peers beside Readiness. */
export function peerRows(peers, installations) {
  const ours = entities =>
    installations.find(
      ({ database, size }) =>
        database === 'postgres' && size.entities === entities,
    );
  const hoursOfYear = 8_760;
  return [
    ['', 'Readiness', 'Tech Insights 3.1', 'Red Hat Scorecard 2.8'],
    ...peers.flatMap(({ entities, checks, techInsights, scorecard }) => {
      const results = entities * checks;
      const own = ours(entities);
      return [
        [`${entities} × ${checks}`, '', '', ''],
        [
          'all evaluated',
          own ? `${seconds(own.full.ms)}, in every table` : '',
          `${seconds(techInsights.evaluateMs)}, nothing stored`,
          `${seconds(scorecard.pullMs)}, a row each`,
        ],
        [
          'a result',
          own ? micros(own.full.ms, own.results) : '',
          micros(techInsights.evaluateMs, techInsights.results),
          micros(scorecard.pullMs, results),
        ],
        [
          'again, nothing changed',
          own ? seconds(own.unchanged.ms) : '',
          'the same again',
          `${seconds(scorecard.secondPullMs)}, all rows again`,
        ],
        [
          'a year of hourly evaluation',
          own?.growth ? megabytes(own.growth.afterYear) : '',
          'nothing stored',
          `${megabytes(scorecard.bytesPerPull * hoursOfYear)}, extrapolated`,
        ],
        [
          'page of an entity, p50',
          own ? pageOf(own, 'entity tab') : '',
          '',
          `${scorecard.entityP50Ms} ms`,
        ],
        [
          'sums over all entities',
          own ? `${pageOf(own, 'overview')}, all teams and areas` : '',
          'not there',
          `${scorecard.sumOfOneCheckMs} ms, of one check`,
        ],
      ];
    }),
  ];
}

function pageOf({ pages }, name) {
  const page = pages.find(
    ({ page: of, reader }) => of === name && reader === 'all',
  );
  return page ? `${page.p50Ms} ms` : '';
}
