import { JsonObject, JsonValue } from '@backstage/types';
import fc from 'fast-check';
import { logOf, resultOf, runOf } from '../__testUtils__/sarifLog';
import { readSarif } from './readSarif';
import { severityOfScore } from './readSeverity';

const at = '2026-05-30T02:00:00Z';
const readRun = (run: JsonObject) => readSarif(logOf(run)).runs[0];
const findingOf = (
  result: JsonObject,
  tool: JsonObject = { driver: { name: 'Tool' } },
  further: JsonObject = {},
) => readRun(runOf(at, [result], { tool, ...further })).findings[0];

describe('severities', () => {
  it.each([
    ['10.0', 'critical'],
    ['9.0', 'critical'],
    ['8.9', 'high'],
    [7, 'high'],
    ['6.9', 'medium'],
    ['4.0', 'medium'],
    ['3.9', 'low'],
    [0.1, 'low'],
    ['0.0', 'info'],
    ['10.1', undefined],
    ['-1', undefined],
    ['high', undefined],
    ['', undefined],
    [null, undefined],
    [NaN, undefined],
  ])('of the score %j is %s', (score, severity) => {
    expect(severityOfScore(score)).toBe(severity);
  });

  it('grow with the score', () => {
    const order = ['info', 'low', 'medium', 'high', 'critical'];
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 10, noNaN: true }),
        fc.double({ min: 0, max: 10, noNaN: true }),
        (a, b) => {
          const [low, high] = [Math.min(a, b), Math.max(a, b)].map(score =>
            order.indexOf(severityOfScore(score) ?? ''),
          );
          expect(low).toBeGreaterThanOrEqual(0);
          expect(high).toBeGreaterThanOrEqual(low);
        },
      ),
    );
  });

  const rule = (level?: string, score?: string): JsonObject => ({
    driver: {
      name: 'Tool',
      rules: [
        {
          id: 'R1',
          defaultConfiguration: level === undefined ? {} : { level },
          properties: score === undefined ? {} : { 'security-severity': score },
        },
      ],
    },
  });
  it.each<[string, JsonObject, JsonObject, string]>([
    ['of its own level', { level: 'note' }, rule('error'), 'low'],
    ['of its rule', {}, rule('error'), 'high'],
    ['warning by default', {}, rule(), 'medium'],
    ['info for none', { level: 'none' }, rule('error'), 'info'],
    [
      'of the score of its rule',
      { level: 'note' },
      rule('note', '9.1'),
      'critical',
    ],
    [
      'of its own score first',
      { properties: { 'security-severity': 2 } },
      rule('error', '9.1'),
      'low',
    ],
    ['of its level where the score is none', {}, rule('error', 'x'), 'high'],
  ])('is %s', (_, further, tool, severity) => {
    const result = resultOf('R1', 'a.js', further);
    expect(findingOf(result, tool).severity).toBe(severity);
  });

  it('follows what the invocation was configured with', () => {
    const override = (level: string) => ({
      executionSuccessful: true,
      ruleConfigurationOverrides: [
        { descriptor: { id: 'R1' }, configuration: { level } },
      ],
    });
    const of = (result: JsonObject, ...invocations: JsonObject[]) =>
      findingOf(resultOf('R1', 'a.js', result), rule('error'), { invocations })
        .severity;
    expect(of({}, override('note'))).toBe('low');
    expect(of({ level: 'warning' }, override('note'))).toBe('medium');
    expect(of({}, override('note'), override('none'))).toBe('high');
    expect(
      of(
        { provenance: { invocationIndex: 1 } },
        override('note'),
        override('none'),
      ),
    ).toBe('info');
  });
});

describe('rules', () => {
  const tool = {
    driver: {
      name: 'CodeQL',
      rules: [{ id: 'A', defaultConfiguration: { level: 'none' } }],
    },
    extensions: [
      {
        name: 'queries',
        guid: '11111111-1111-1111-1111-111111111111',
        rules: [
          { id: 'B', guid: '22222222-2222-2222-2222-222222222222' },
          { id: 'C', defaultConfiguration: { level: 'error' } },
        ],
      },
    ],
  };
  const of = (result: JsonObject) =>
    findingOf({ message: { text: 'x' }, ...result }, tool);

  it.each<[string, JsonObject, string, string]>([
    ['index', { ruleIndex: 0 }, 'A', 'info'],
    ['id', { ruleId: 'A' }, 'A', 'info'],
    ['the first part of an id', { ruleId: 'A/more/x' }, 'A/more/x', 'info'],
    ['id in an extension', { ruleId: 'C' }, 'C', 'high'],
    [
      'index in an extension by index',
      { rule: { index: 1, toolComponent: { index: 0 } } },
      'C',
      'high',
    ],
    [
      'id in an extension by name',
      { rule: { id: 'C', toolComponent: { name: 'queries' } } },
      'C',
      'high',
    ],
    [
      'GUID',
      { rule: { guid: '22222222-2222-2222-2222-222222222222' } },
      'B',
      'medium',
    ],
    ['nothing', { ruleIndex: 99 }, '(no rule)', 'medium'],
  ])('are found by %s', (_, result, rule, severity) => {
    expect(of(result)).toMatchObject({ rule, severity });
  });
});

describe('what is open', () => {
  it.each<[JsonObject, boolean]>([
    [{}, true],
    [{ kind: 'fail' }, true],
    ...['pass', 'open', 'informational', 'notApplicable', 'review'].map(
      (kind): [JsonObject, boolean] => [{ kind }, false],
    ),
    [{ baselineState: 'new' }, true],
    [{ baselineState: 'unchanged' }, true],
    [{ baselineState: 'updated' }, true],
    [{ baselineState: 'absent' }, false],
  ])('%j: %s', (further, isOpen) => {
    expect(findingOf(resultOf('R1', 'a.js', further)) !== undefined).toBe(
      isOpen,
    );
  });

  const justification = 'Not reachable.';
  it.each<[JsonValue, boolean]>([
    [undefined as unknown as JsonValue, false],
    [[], false],
    [[{ kind: 'external', justification }], true],
    [[{ kind: 'inSource', justification }], true],
    [[{ kind: 'external', status: 'accepted', justification }], true],
    [[{ kind: 'external', status: 'underReview', justification }], false],
    [[{ kind: 'external', status: 'rejected', justification }], false],
    [[{ kind: 'external', status: 'accepted' }], false],
    [[{ kind: 'external', justification: '  ' }], false],
    [[{ status: 'rejected', justification }, { justification }], true],
    [[{ status: 'underReview', justification }, { status: 'accepted' }], false],
    ['all', false],
  ])('the suppressions %j: %s', (suppressions, suppressed) => {
    const result = resultOf('R1', 'a.js', { suppressions });
    expect(findingOf(result).suppressed).toBe(suppressed);
  });

  it('is suppressed only if all of one finding is', () => {
    const open = resultOf('R1', 'a.js');
    const closed = { ...open, suppressions: [{ justification }] };
    const { findings } = readRun(runOf(at, [closed, open, closed]));
    expect(findings).toMatchObject([{ suppressed: false }]);
  });
});

describe('identity', () => {
  const of = (further: JsonObject, rule = 'R1', path = 'a.js') =>
    findingOf(resultOf(rule, path, further)).fingerprint;

  it('goes by fingerprints, else partial ones, else rule and path, and never by lines', () => {
    const moved = {
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'a.js' },
            region: { startLine: 99 },
          },
        },
      ],
    };
    expect(of(moved)).toBe(of({}));
    expect(of({}, 'R2')).not.toBe(of({}));
    expect(of({}, 'R1', 'b.js')).not.toBe(of({}));
    const whole = { fingerprints: { 'stable/v1': 'x' } };
    expect(of(whole, 'R1', 'b.js')).toBe(of(whole));
    const partial = (hash: string) => ({ partialFingerprints: { line: hash } });
    expect(of(partial('1'))).not.toBe(of(partial('2')));
    expect(of({ ...whole, ...partial('1') })).toBe(of(whole));
    const guid = { correlationGuid: '33333333-3333-3333-3333-333333333333' };
    expect(of(guid, 'R1', 'b.js')).toBe(of(guid));
  });
});

describe('places', () => {
  const bases = {
    REPOROOT: { description: { text: 'Where it was cloned.' } },
    SRCROOT: { uri: 'src/', uriBaseId: 'REPOROOT' },
    HOME: { uri: 'file:///C:/code/shop/' },
    LOOP: { uri: 'x/', uriBaseId: 'LOOP' },
  };
  const of = (artifactLocation: JsonObject, further: JsonObject = {}) =>
    findingOf(
      {
        ruleId: 'R1',
        message: { text: 'x' },
        locations: [{ physicalLocation: { artifactLocation } }],
      },
      undefined,
      { originalUriBaseIds: bases, ...further },
    );

  it.each<[JsonObject, object | null, string | null]>([
    [{ uri: 'a/b.js' }, { root: null, path: 'a/b.js' }, 'a/b.js'],
    [{ uri: './a//../b%20c.js' }, { root: null, path: 'b c.js' }, 'b c.js'],
    [
      { uri: 'io/kb.c', uriBaseId: 'SRCROOT' },
      { root: 'REPOROOT', path: 'src/io/kb.c' },
      'src/io/kb.c',
    ],
    [
      { uri: 'a.js', uriBaseId: '%SRCROOT%' },
      { root: '%SRCROOT%', path: 'a.js' },
      'a.js',
    ],
    [
      { uri: 'file:///C:/code/shop/a.js' },
      { root: 'HOME', path: 'a.js' },
      'a.js',
    ],
    [
      { uri: 'file:///home/ci/a.js' },
      { root: '/', path: 'home/ci/a.js' },
      'home/ci/a.js',
    ],
    [
      { uri: 'C:\\code\\other\\a.js' },
      { root: '/', path: 'code/other/a.js' },
      'code/other/a.js',
    ],
    [{ uri: '../../etc/passwd' }, null, null],
    [{ index: 0 }, { root: null, path: 'of/index.js' }, 'of/index.js'],
    [{}, null, null],
  ])('%j', (location, place, path) => {
    const artifacts = [{ location: { uri: 'of/index.js' } }];
    expect(of(location, { artifacts })).toMatchObject({ place, path });
  });

  it('ends a loop of bases', () => {
    expect(of({ uri: 'a.js', uriBaseId: 'LOOP' }).path).toMatch(/^x\/.*a\.js$/);
  });

  it('is a part of the program where no file is named', () => {
    const result = {
      ruleId: 'R1',
      message: { text: 'x' },
      locations: [{ logicalLocations: [{ fullyQualifiedName: 'a::b' }] }],
    };
    expect(findingOf(result)).toMatchObject({ path: 'a::b', place: null });
  });
});

describe('runs', () => {
  it('tell what, when, where and whose', () => {
    const run = runOf(at, [], {
      automationDetails: { id: 'nightly/linux/2026-05-30' },
      originalUriBaseIds: { SRC: {} },
      versionControlProvenance: [
        {
          repositoryUri: 'https://GitHub.com/Acme/Shop.git',
          mappedTo: { uriBaseId: 'SRC' },
        },
        { repositoryUri: 'nonsense' },
      ],
      properties: { 'team-readiness.dev/entity': 'Component:default/Shop' },
    });
    expect(readRun(run)).toEqual({
      tool: 'Trivy',
      category: 'nightly/linux',
      finishedAt: Date.parse(at),
      failure: null,
      origins: [
        {
          repository: 'https://github.com/acme/shop',
          directory: '',
          mappedTo: { root: 'SRC', path: '' },
        },
      ],
      entityRef: 'component:default/shop',
      findings: [],
      results: 0,
    });
  });

  it.each([
    ['component:default/shop/2026', 'component:default/shop'],
    ['component:default/shop', 'component:default/shop'],
    ['nightly/shop', null],
  ])('whose id is %s are about %s', (id, entityRef) => {
    const run = runOf(at, [], { automationDetails: { id } });
    expect(readRun(run).entityRef).toBe(entityRef);
  });

  it.each<[string, JsonObject, RegExp]>([
    [
      'failed',
      {
        invocations: [
          { executionSuccessful: true },
          { executionSuccessful: false },
        ],
      },
      /not successful/,
    ],
    ['have no results', { results: null }, /no results/],
    [
      'keep results elsewhere',
      {
        externalPropertyFileReferences: {
          results: [{ location: { uri: 'r' } }],
        },
      },
      /other files/,
    ],
  ])('that %s say nothing', (_, further, failure) => {
    expect(readRun(runOf(at, [], further)).failure).toMatch(failure);
  });

  it('take what the document inlines for them', () => {
    const guid = '44444444-4444-4444-4444-444444444444';
    const run = runOf(at, null, { automationDetails: { guid } });
    const inlineExternalProperties = [
      { runGuid: guid, results: [resultOf('CVE-1', 'a.js')] },
      { runGuid: 'another', results: [resultOf('CVE-1', 'b.js')] },
    ];
    const { runs } = readSarif({ ...logOf(run), inlineExternalProperties });
    expect(runs[0]).toMatchObject({
      failure: null,
      findings: [{ path: 'a.js' }],
    });
  });
});

describe('what is no SARIF', () => {
  it.each<[JsonValue, RegExp]>([
    [null, /no SARIF/],
    [[], /no SARIF/],
    [{ results: [] }, /no SARIF/],
    [{ version: '2.0.0', runs: [] }, /version 2\.0\.0/],
    [{ runs: [] }, /version \(none\)/],
  ])('%j', (value, message) => {
    expect(() => readSarif(value)).toThrow(message);
  });

  it('is read as far as it goes, whatever is in it', () => {
    const key = fc.constantFrom(
      ...['runs', 'version', 'tool', 'driver', 'name', 'rules', 'results'],
      ...['ruleId', 'ruleIndex', 'rule', 'locations', 'suppressions', 'uri'],
      ...['physicalLocation', 'artifactLocation', 'uriBaseId', 'invocations'],
      ...['originalUriBaseIds', 'versionControlProvenance', 'fingerprints'],
    );
    const leaf = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 5 }),
      fc.double(),
      fc.constantFrom<JsonValue>(
        null,
        true,
        '2.1.0',
        '../..',
        'x'.repeat(5_000),
      ),
    );
    const { json } = fc.letrec<{ json: JsonValue }>(tie => ({
      json: fc.oneof(
        { maxDepth: 8, depthSize: 'medium' },
        leaf,
        fc.array(tie('json'), { maxLength: 3 }),
        fc.dictionary(key, tie('json'), { maxKeys: 5 }),
      ),
    }));
    fc.assert(
      fc.property(fc.array(fc.dictionary(key, json)), json, (runs, tool) => {
        const { runs: read } = readSarif({
          version: '2.1.0',
          runs: runs.map(run => ({
            tool: { driver: { name: 'T', rules: tool } },
            ...run,
          })) as JsonValue,
        });
        for (const { findings } of read) {
          for (const { rule, path } of findings) {
            expect(rule.length).toBeLessThanOrEqual(200);
            expect((path ?? '').length).toBeLessThanOrEqual(300);
            expect(/\p{Cc}|[\ud800-\udfff]/u.test(rule + path)).toBe(false);
          }
        }
      }),
      { numRuns: 200 },
    );
  });

  it('looks at the worst of very many', () => {
    const results = Array.from({ length: 50_010 }, (_, index) => ({
      ruleId: index < 50_000 ? `R-${index}` : `CVE-${index}`,
      level: index < 50_000 ? 'note' : 'error',
    }));
    const { runs, problems } = readSarif(logOf(runOf(at, results)));
    const [{ findings }] = runs;
    expect(findings).toHaveLength(50_000);
    expect(findings.filter(it => it.severity === 'high')).toHaveLength(10);
    expect(problems).toEqual([expect.stringMatching(/has 50010 findings/)]);
  });

  it('counts runs and results that are none', () => {
    const { runs, problems } = readSarif({
      version: '2.1.0',
      runs: [7, { tool: {} }, runOf(at, [7, resultOf('R', 'a')])],
    });
    expect(runs).toHaveLength(1);
    expect(problems).toEqual([
      expect.stringMatching(/no object/),
      expect.stringMatching(/does not name its tool/),
      expect.stringMatching(/1 results that are none/),
    ]);
  });
});

it('is not read where it has more results than are left to be read', () => {
  const log = logOf(runOf(at, [{}, {}]), runOf(at, [{}]));
  expect(() => readSarif(log, 2)).toThrow(/3 results/);
  expect(readSarif(log, 3).runs).toHaveLength(2);
});

it('says nothing where a result is none: it may be a finding that got lost', () => {
  const { runs } = readSarif(logOf(runOf(at, [null, 'x'])));
  expect(runs).toMatchObject([{ failure: '2 of its results are none' }]);
});
