/**
 * What must hold on any machine: queries and bytes of pages, and that a pass over unchanged inputs writes no
 * row.
 */

/** Most queries of a page, whoever reads it; what fills the set of visible entities is not counted. */
const mostQueries = 5;
/** Most bytes of a page after gzip, at 200 entities of 50 teams with 50 checks. */
const mostBytes = {
  overview: 5_000,
  department: 5_000,
  team: 1_500,
  'entity tab': 6_000,
  entities: 1_500,
  'entities, searched': 1_500,
  check: 1_300,
  'entities of a check': 1_000,
  'adoption of all checks': 1_000,
  'sums by team': 5_200,
  'sums by system': 2_500,
  'trend of the organisation': 500,
  'trend of a team': 500,
  'movements of a team': 500,
  'movements of the organisation': 500,
  transitions: 1_000,
  gaps: 1_300,
  'dependency risks': 900,
};

/**
 * @param installations - what was measured
 * @returns {string[]} what does not hold
 */
export function findExcesses(installations) {
  return installations.flatMap(({ database, unchangedRows, pages, size }) => [
    ...(unchangedRows > 0
      ? [`${database}: ${unchangedRows} rows written, nothing had changed`]
      : []),
    ...pages.flatMap(({ page, reader, queries, gzipBytes }) => [
      ...(queries > mostQueries
        ? [`${database}: ${queries} queries of '${page}' (${reader})`]
        : []),
      ...(size.entities === 200 && gzipBytes > mostBytes[page]
        ? [`${database}: ${gzipBytes} bytes of '${page}' (${reader})`]
        : []),
    ]),
  ]);
}
