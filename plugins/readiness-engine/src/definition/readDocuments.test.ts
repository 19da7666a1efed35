import { toInput } from '../__testUtils__/testScorecard';
import { readCollectors, readDocuments } from './readDocuments';
import { readScorecards } from './readScorecards';

const collector = `apiVersion: team-readiness.dev/v1
kind: Collector
metadata:
  name: quality
  title: the quality gate
  description: Measures of the quality service.
spec:
  target: { kind: Component }
  frequency: 6 hours
  timeToLive: 1 day
  fact:
    schema:
      type: object
      properties:
        passed: { type: boolean, description: Has it passed? }
        coverage: { anyOf: [{ type: number }, { type: 'null' }], description: Percent of lines. }
      required: [passed, coverage]
      additionalProperties: false
    example: { passed: true, coverage: 81.5 }
  request:
    per: entity
    url: https://quality.example.com/api?component={{ entity.metadata.name }}
    headers:
      Authorization: { from: quality-token }
  mapping:
    properties:
      passed: response.status == "OK"
      coverage: 'has(response.coverage) ? response.coverage : null'
  tests:
    - name: a gate that passed
      response: { status: OK }
      expect: { passed: true, coverage: null }
`;

const bulk = `apiVersion: team-readiness.dev/v1
kind: Collector
metadata: { name: tickets, title: the tickets, description: Open tickets by service. }
spec:
  target: { kind: Component }
  frequency: 1 hour
  timeToLive: 1 day
  fact:
    schema:
      type: object
      properties: { open: { type: number, description: Tickets. } }
      required: [open]
    example: { open: 3 }
  request: { per: bulk, method: POST, url: 'https://tickets.example.com/search', body: '{"state": "open"}' }
  pagination: { type: cursor, cursor: response.next, parameter: after, items: response.items }
  mapping:
    rows: response
    entityRef: '"component:default/" + row.service'
    properties: { open: double(row.count) }
  tests:
    - { name: one, response: [], expect: { 'component:default/shop': { open: 1 } } }
`;

const scorecard = `apiVersion: team-readiness.dev/v1
kind: Scorecard
metadata: { name: own, title: Own, description: For tests. }
spec:
  target: { kind: Component }
  levels: [{ level: 1, name: Running, description: It runs. }]
  checks:
    - id: passes-gate
      title: Passes the quality gate
      question: Does it pass?
      rationale: Because.
      area: platform
      level: 1
      effort: 2
      condition: facts.quality.passed
      messages: { pass: Yes., fail: No. }
      lookedFor: The gate.
      remediation: { text: Mend it. }
`;

const test = `apiVersion: team-readiness.dev/v1
kind: ScorecardTest
metadata: { name: own }
spec: {}
`;

const toSources = (texts: string[]) =>
  texts.map((text, i) => ({ source: `file-${i}.yaml`, text }));

describe('readDocuments', () => {
  it('knows the facts of recipes before it reads scorecards, in whatever order they come', () => {
    for (const texts of [
      [scorecard, collector, test],
      [`${test}---\n${collector}---\n${scorecard}`],
    ]) {
      const read = readDocuments(toSources(texts), { builtIn: [] });
      expect(read.problems).toEqual([]);
      expect(read.scorecards.map(({ name }) => name)).toEqual(['own']);
      expect(read.collectors).toMatchObject([
        { name: 'quality', fact: { collector: 'quality' } },
      ]);
      expect(read.collectors[0].contentHash).toMatch(/^[0-9a-f]{64}$/);
    }
  });

  it('has checks of a recipe that does not run inactive', () => {
    const { scorecards } = readDocuments(toSources([scorecard, collector]), {
      builtIn: [],
    });
    expect(scorecards[0].evaluate(toInput({}))).toMatchObject({
      results: [],
      inactive: ['passes-gate'],
    });
  });

  it('holds conditions to the schema of the recipe', () => {
    const read = (condition: string) =>
      readDocuments(
        toSources([
          collector,
          scorecard.replace('facts.quality.passed', condition),
        ]),
        { builtIn: [] },
      ).problems;
    expect(read('facts.quality.pased')).toMatchObject([
      {
        name: 'own',
        source: 'file-1.yaml',
        line: 15,
        message: expect.stringMatching(/"pased".*did you mean "passed"/),
      },
    ]);
    expect(read('facts.quality.coverage > 80.0')).toMatchObject([
      { message: expect.stringMatching(/null/) },
    ]);
  });

  it.each<[string, string, number, number]>([
    [
      'kind: Scorcard',
      'kind "Scorcard" is not known; did you mean "Scorecard"?',
      2,
      7,
    ],
    [
      'kind: collector',
      'kind "collector" is not known; did you mean "Collector"?',
      2,
      7,
    ],
    [
      'kind: Campaign',
      'kind "Campaign" is not known; known are Scorecard, Collector, ScorecardTest',
      2,
      7,
    ],
    [
      'kind: [Scorecard]',
      'kind "["Scorecard"]" is not known; did you mean "Scorecard"?',
      2,
      7,
    ],
    ['x: y', 'kind is missing; it says what the document is', 1, 1],
  ])('says of "%s": %s', (kind, message, line, column) => {
    const text = scorecard.replace('kind: Scorecard', kind);
    expect(readDocuments(toSources([text]), { builtIn: [] })).toMatchObject({
      scorecards: [],
      problems: [{ message, line, column, name: 'own' }],
    });
  });

  it.each(['- a list\n', 'hello\n', '7\n'])(
    'says of %j what a document is',
    text => {
      expect(
        readDocuments(toSources([text]), { builtIn: [] }).problems,
      ).toMatchObject([
        {
          message:
            'a document is a map with apiVersion, kind, metadata and spec',
          line: 1,
          column: 1,
        },
      ]);
    },
  );

  it('takes no fact from a collector that has it', () => {
    const slo = collector.replace('name: quality', 'name: slo');
    const shipped = [{ source: 'shipped.yaml', text: collector }];
    const { collectors, problems } = readDocuments(
      toSources([slo, collector, bulk]),
      { builtIn: shipped },
    );
    expect(collectors.map(({ name }) => name)).toEqual(['quality', 'tickets']);
    expect(problems).toMatchObject([
      {
        source: 'file-0.yaml',
        line: 4,
        column: 9,
        message:
          'there already is a fact "slo" with another schema; leave spec.fact out to observe that one',
      },
      { source: 'file-1.yaml', message: expect.stringMatching(/"quality"/) },
    ]);
  });

  it('leaves the other kinds to those who read them', () => {
    const sources = toSources([
      scorecard.replace('facts.quality.passed', 'facts.slo.broken == 0.0'),
      collector,
      test,
    ]);
    const cards = readScorecards(sources, { builtIn: [] });
    expect(cards.problems).toEqual([]);
    expect(cards.scorecards).toHaveLength(1);
    const recipes = readCollectors(sources);
    expect(recipes.problems).toEqual([]);
    expect(recipes.collectors).toHaveLength(1);
  });
});

describe('a fact that is pushed', () => {
  const text = `apiVersion: team-readiness.dev/v1
kind: Collector
metadata: { name: load-tests, title: Load tests, description: For tests. }
spec:
  push: true
  fact:
    schema:
      type: object
      properties: { passed: { type: boolean, description: Did it pass? } }
    example: { passed: true }
`;

  it('has a schema and no recipe', () => {
    const { collectors, problems } = readCollectors(toSources([text]));
    expect(problems).toEqual([]);
    expect(collectors).toMatchObject([
      {
        name: 'load-tests',
        document: { spec: { push: true, timeToLive: '30 days' } },
        fact: { collector: 'load-tests', example: { passed: true } },
      },
    ]);
  });

  it.each([
    ['passed: true', 'passed: 7', 'does not fit spec.fact.schema'],
    ['push: true', 'push: yes please', 'spec.push'],
    ['push: true', 'push: true\n  request: {}', 'request'],
    ['type: object', 'type: array', 'a fact is an object with properties'],
    ['load-tests', 'slo', 'there already is a fact "slo"'],
  ])('is refused with %s → %s', (part, replacement, message) => {
    const { collectors, problems } = readCollectors(
      toSources([text.replace(part, replacement)]),
    );
    expect(collectors).toEqual([]);
    expect(problems[0].message).toContain(message);
  });
});

describe('readCollectors', () => {
  it('reads a recipe of one request for all', () => {
    expect(readCollectors(toSources([bulk]))).toMatchObject({
      problems: [],
      collectors: [{ name: 'tickets' }],
    });
  });

  it.each<[string, string, string, string, string]>([
    [
      'a mapping',
      'response.status == "OK"',
      'response.status = "OK"',
      '= "OK"',
      '[Uu]nexpected',
    ],
    [
      'a mapping of facts',
      'response.status == "OK"',
      'facts.slo.broken > 0.0',
      'facts',
      'facts',
    ],
    [
      'a mapping of rows',
      'response.status == "OK"',
      'row.status == "OK"',
      'row.status',
      '"row" is not there; it may read "entity" and "response" and "now"',
    ],
    [
      'a value in the address',
      '{{ entity.metadata.name }}',
      '{{ response.name }}',
      'response.name }}',
      '"response" is not there; it may read "entity"',
    ],
    [
      'a broken value in the address',
      '{{ entity.metadata.name }}',
      '{{ entity.metadata. }}',
      '}}',
      '.',
    ],
    [
      'a host that is none',
      'https://quality.example.com',
      'file://quality',
      'file:',
      'must begin with http',
    ],
    [
      'a host that an entity names',
      'quality.example.com',
      '{{ entity.metadata.name }}',
      'https',
      'must begin with http',
    ],
    [
      'an example that does not fit',
      'coverage: 81.5',
      'coverage: high',
      'high',
      'does not fit spec.fact.schema',
    ],
    [
      'a test that does not fit',
      '{ passed: true, coverage: null }',
      '{ passed: maybe, coverage: null }',
      'maybe',
      'does not fit spec.fact.schema',
    ],
    [
      'a key that is not known',
      'frequency: 6 hours',
      'frequency: 6 hours\n  retries: 3',
      'retries',
      '"retries" is not known in spec',
    ],
    [
      'a prototype key',
      'passed: { type',
      'constructor: { type',
      'constructor',
      'not allowed as a key',
    ],
  ])('places %s that is wrong', (_name, part, replacement, at, message) => {
    expect(collector).toContain(part);
    const text = collector.replace(part, replacement);
    const { collectors, problems } = readCollectors([
      { source: 'broken.yaml', text },
      ...toSources([bulk]),
    ]);
    const before = text.slice(0, text.indexOf(at)).split('\n');
    expect(problems).toMatchObject([
      {
        source: 'broken.yaml',
        message: expect.stringMatching(message.replaceAll(/[?()]/g, '\\$&')),
        line: before.length,
        column: (before.at(-1) ?? '').length + 1,
      },
    ]);
    expect(collectors.map(({ name }) => name)).toEqual(['tickets']);
  });

  it('holds a bulk request to rows', () => {
    const text = bulk.replace(
      'double(row.count)',
      'double(rows.count + lookups.count)',
    );
    expect(readCollectors(toSources([text])).problems).toMatchObject([
      {
        message:
          '"lookups" is not there; it may read "row" and "rows" and "entity" and "response" and "now"',
      },
    ]);
  });
});
