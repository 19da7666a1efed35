/** Lays out what conditions.ts measured: nanoseconds for one condition over one entity. */

const engines = [
  ['closure', 'by hand'],
  ['library', 'cel-js alone'],
  ['readiness', 'Readiness'],
  ['other', '@bufbuild/cel'],
  ['rules', 'json-rules-engine'],
];

function number(value) {
  return value === undefined ? '' : Math.round(value).toLocaleString('en');
}

/** The mean over the conditions that an engine was measured with. */
function meanOf(rows, key) {
  const known = rows.map(row => row[key]).filter(value => value !== undefined);
  return known.length
    ? known.reduce((sum, value) => sum + value, 0) / known.length
    : undefined;
}

/**
 * @param {object} measured - the JSON of conditions.ts
 * @returns {string[][]} rows of cells, the first one with the names
 */
export function conditionRows(measured) {
  const { conditions, scorecard, builtIn, builtInUnobserved } = measured;
  const shown = engines.filter(([key]) => key in conditions[0]);
  const means = Object.fromEntries(
    shown.map(([key]) => [key, meanOf(conditions, key)]),
  );
  const ratio = key => `${(means[key] / means.readiness).toFixed(2)} ×`;
  const whole = ({ checks, ns }, words) => [
    `${words} (${checks} checks), a check`,
    ...shown.map(([key]) => (key === 'readiness' ? number(ns) : '')),
  ];
  return [
    ['ns', ...shown.map(([, name]) => name)],
    ...conditions.map(row => [
      row.id,
      ...shown.map(([key]) => number(row[key])),
    ]),
    ['mean', ...shown.map(([key]) => number(means[key]))],
    ['beside Readiness', ...shown.map(([key]) => ratio(key))],
    whole(scorecard, 'a scorecard of these'),
    whole(builtIn, 'service-readiness'),
    whole(builtInUnobserved, 'the same, nothing observed yet'),
  ];
}
