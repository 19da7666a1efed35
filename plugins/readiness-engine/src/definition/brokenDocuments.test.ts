/**
 * Broken and hostile documents: each file of `__fixtures__/broken` gives one
 * problem, at its place and within a second, and hurts nothing that is read
 * beside it.
 */
import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { toInput } from '../__testUtils__/testScorecard';
import { readDocuments } from './readDocuments';

const fixtures = join(__dirname, '__fixtures__/broken');

const good = `apiVersion: team-readiness.dev/v1
kind: Scorecard
metadata: { name: good, title: Good, description: Nothing in it is wrong. }
spec:
  target: { kind: Component }
  levels: [{ level: 1, name: Running, description: It runs. }]
  checks:
    - id: has-slo
      title: Has an SLO
      question: Is there an SLO?
      rationale: Because.
      area: slos
      level: 1
      effort: 4
      condition: CONDITION
      messages: { pass: There is one., fail: There is none. }
      lookedFor: An OpenSLO document.
      remediation: { text: Write one. }
`;

function toGood(condition = 'size(facts.slo.slos) > 0'): string {
  return good.replace('CONDITION', condition);
}

/** Reads a text beside a good document, and fails where that takes a second or hurts the other. */
function readBeside(text: string) {
  const start = process.cpuUsage().user;
  const { scorecards, collectors, problems } = readDocuments(
    [
      { source: 'broken.yaml', text },
      { source: 'good.yaml', text: toGood() },
    ],
    { builtIn: [] },
  );
  expect((process.cpuUsage().user - start) / 1_000).toBeLessThan(1_000);
  expect(collectors).toEqual([]);
  const names = scorecards.map(({ name }) => name);
  expect(names).toContain('good');
  expect(problems.every(({ source }) => source === 'broken.yaml')).toBe(true);
  return { names, problems };
}

type Expected = [name: string, line: number, column: number, message: string];

const predicateMessage =
  'spec.target is not a filter predicate, such as { kind: Component, spec.type: { $in: [service, website] } }';

/** A message that ends with a star goes on with a list that grows with the product. */
const expected: Expected[] = [
  [
    'alias-bomb',
    1,
    1,
    'aliases expand to more than 100 values, or cannot be resolved',
  ],
  ['bad-api-version', 1, 13, 'apiVersion: must be "team-readiness.dev/v1"'],
  [
    'bad-date',
    34,
    14,
    'spec.exemptions[0].until: must be a day that exists, such as 2026-12-31',
  ],
  [
    'bad-entity-ref',
    30,
    15,
    'spec.exemptions[0].entity: must be an entity ref',
  ],
  ['bad-pattern', 22, 47, 'the pattern is not a valid RE2 regular expression'],
  ['bad-predicate', 8, 11, predicateMessage],
  [
    'binary',
    1,
    1,
    'a document is a map with apiVersion, kind, metadata and spec',
  ],
  [
    'braces-without-quotes',
    25,
    16,
    'a key must be plain text; a value that begins with {{ has to be in quotes',
  ],
  [
    'choice-in-a-list',
    18,
    13,
    'spec.checks[0].area: must be one of ownership, documentation, *',
  ],
  ['constructor-key', 12, 23, '"constructor" is not allowed as a key'],
  [
    'constructor-selection',
    22,
    28,
    'facts.slo has no "constructor"; it has location, slos, broken',
  ],
  [
    'deep-indentation',
    111,
    104,
    'the text has more than 100 levels of nesting',
  ],
  ['deep-nesting', 8, 795, 'the text has more than 100 levels of nesting'],
  ['duplicate-check', 29, 11, 'there are two checks "has-slo"'],
  ['duplicate-key', 22, 7, 'keys must be unique, "effort" is not'],
  [
    'duplicate-scorecard',
    33,
    9,
    'there already is a scorecard "broken" in broken.yaml; this one is left out',
  ],
  [
    'extends-nothing',
    5,
    12,
    'there is no scorecard "service-readines" to extend',
  ],
  [
    'higher-stratum',
    22,
    18,
    '"readiness/rollup" can only be read by scorecards that are about Groups or Templates, since it is summed up from the others',
  ],
  [
    'level-that-is-not-declared',
    19,
    14,
    'level 4 is not in spec.levels, which has 1, 2',
  ],
  [
    'link-that-runs',
    29,
    15,
    'spec.checks[0].remediation.link: must be an http(s) address',
  ],
  [
    'loops-in-loops',
    22,
    62,
    'comprehensions (all, exists, map, filter) may be nested 2 deep at most',
  ],
  ['mixed-kinds', 8, 3, '"levels" is not known in spec; it may also have *'],
  [
    'not-a-document',
    1,
    1,
    'a document is a map with apiVersion, kind, metadata and spec',
  ],
  [
    'not-boolean',
    22,
    18,
    'the answer must be a bool, but size(facts.slo.slos) is an int',
  ],
  [
    'null-dereference',
    22,
    18,
    'facts.repository.runbook may be null: guard it, as in facts.repository.runbook != null && …',
  ],
  [
    'override-of-nothing',
    37,
    13,
    'there is no check "has-slow" in "broken"; did you mean "has-slo"? A new check also needs title, question, rationale, area, level, condition, messages, lookedFor, remediation',
  ],
  ['predicate-of-two', 8, 11, predicateMessage],
  ['prototype-key', 12, 23, '"__proto__" is not allowed as a key'],
  [
    'prototype-selection',
    22,
    25,
    'entity has no "__proto__"; it has apiVersion, kind, metadata, spec, relations, status',
  ],
  [
    'results-in-a-circle',
    22,
    18,
    'checks read the results of each other in a circle: has-slo → has-runbook → has-slo',
  ],
  ['results-of-itself', 36, 18, '"has-runbook" reads its own result'],
  [
    'tab-indentation',
    24,
    1,
    'tabs are not allowed as indentation; write spaces',
  ],
  [
    'typo-in-a-key',
    26,
    7,
    '"lookedfor" is not known in spec.checks[0]; did you mean "lookedFor"?',
  ],
  [
    'typo-in-a-stage',
    21,
    14,
    'spec.checks[0].stage: "enforce" is not one of draft, shadow, warn, enforced, retired; did you mean "enforced"?',
  ],
  [
    'typo-in-an-outcome',
    36,
    18,
    '"passed" is no value of results["has-slo"]; did you mean "pass"? It is one of fail, unknown, error, exempt, pass, not-applicable',
  ],
  ['unclosed-braces', 24, 25, 'a value that begins with {{ ends with }}'],
  ['unfinished-expression', 22, 40, 'Unexpected token: EOF'],
  ['unknown-fact', 22, 29, 'there is no fact "sloo"; did you mean "slo"? *'],
  ['unknown-field', 22, 45, 's has no "complet"; did you mean "complete"? *'],
  [
    'unknown-function',
    22,
    18,
    'there is no function "daySince"; did you mean "daysSince"?',
  ],
  [
    'unknown-key',
    21,
    7,
    '"severity" is not known in spec.checks[0]; it may also have *',
  ],
  [
    'unknown-kind',
    2,
    7,
    'kind "ScoreCard" is not known; did you mean "Scorecard"?',
  ],
  [
    'unknown-param-in-a-message',
    25,
    34,
    'there is no parameter "dyas" in spec.params; did you mean "days"? It has days',
  ],
  [
    'unknown-param',
    22,
    44,
    'there is no parameter "dyas" in spec.params; did you mean "days"? It has days',
  ],
  [
    'wrong-comparison',
    22,
    18,
    'facts.slo.broken is a double and "none" is a string: they are never equal',
  ],
  [
    'wrong-type',
    21,
    15,
    'spec.checks[0].effort: must be a number, but it is a text',
  ],
  [
    'yaml-syntax',
    24,
    15,
    'between braces a "," ends each entry, and "}" the last one',
  ],
];

describe('a broken document', () => {
  it.each(expected)('%s gives one problem', (name, line, column, message) => {
    const text = readFileSync(join(fixtures, `${name}.yaml`), 'utf8');
    const { problems } = readBeside(text);
    const [start, rest] = message.split('*');
    expect(
      problems.map(problem => [
        problem.line,
        problem.column,
        rest === undefined
          ? problem.message
          : problem.message.slice(0, start.length),
      ]),
    ).toEqual([[line, column, start]]);
  });

  it('of a circle gives one problem for each document in it', () => {
    const text = readFileSync(
      join(fixtures, 'extends-in-a-circle.yaml'),
      'utf8',
    );
    expect(readBeside(text).problems).toMatchObject([
      {
        name: 'first',
        line: 5,
        column: 12,
        message:
          'documents extend one another in a circle: first extends second extends first',
      },
      {
        name: 'second',
        line: 12,
        column: 12,
        message:
          'documents extend one another in a circle: second extends first extends second',
      },
    ]);
  });

  it('is expected here for each file', () => {
    const files = readdirSync(fixtures).map(file => file.replace('.yaml', ''));
    const named = [...expected.map(([name]) => name), 'extends-in-a-circle'];
    expect(files.sort()).toEqual(named.sort());
    expect(files.length).toBeGreaterThanOrEqual(25);
  });
});

describe('a hostile text', () => {
  it.each<[string, string, string]>([
    [
      'of 10 MB in one value',
      toGood().replace('Because.', 'x'.repeat(10_000_000)),
      'the text has more than 1000000 characters',
    ],
    [
      'with a value of almost a megabyte',
      toGood().replace('Because.', 'x'.repeat(900_000)),
      'spec.checks[0].rationale: must have at most 2000 characters',
    ],
    [
      'with a name of almost a megabyte',
      toGood().replace('name: good', `name: ${'x'.repeat(900_000)}`),
      'metadata.name: must have at most 63 characters',
    ],
    [
      'with a key of almost a megabyte',
      toGood().replace('  levels', `  ${'x'.repeat(500)}: 1\n  levels`),
      `"${'x'.repeat(
        500,
      )}" is not known in spec; it may also have stage, targets, holdDays, graceDays, params, exemptions`,
    ],
  ])('%s gives one problem', (_name, text, message) => {
    expect(readBeside(text).problems.map(problem => problem.message)).toEqual([
      message,
    ]);
  });

  it.each(['', '\n\n', '# only a comment\n', '---\n---\n'])(
    'without anything in it is no problem: %j',
    text => {
      expect(readBeside(text).problems).toEqual([]);
    },
  );
});

describe('a hostile pattern', () => {
  it('that backtracks elsewhere is good, and takes linear time', () => {
    const text = toGood(`'!entity.metadata.name.matches("^(a+)+$")'`).replace(
      'name: good',
      'name: pattern',
    );
    const { scorecards, problems } = readDocuments(
      [{ source: 'pattern.yaml', text }],
      { builtIn: [] },
    );
    expect(problems).toEqual([]);
    const entity = {
      kind: 'Component',
      metadata: { name: `${'a'.repeat(50_000)}!` },
    };
    const input = toInput({ catalog: { entity, tier: null, lifecycle: null } });
    const start = process.cpuUsage().user;
    expect(scorecards[0].evaluate(input).results[0].outcome).toBe('pass');
    expect((process.cpuUsage().user - start) / 1_000).toBeLessThan(1_000);
  });
});
