import {
  PartialCheck,
  testFacts,
  toInput,
  toText,
} from '../__testUtils__/testScorecard';
import { readScorecards } from './readScorecards';

const check = `    - id: has-runbook
      title: Has a runbook
      question: Is there a runbook?
      rationale: Because.
      area: documentation
      level: 1
      gate: true
      effort: 2
      condition: facts.a.ok
      messages:
        pass: There is one.
        fail: There is none.
      lookedFor: A runbook.
      remediation:
        text: Write one.
`;

const document = `apiVersion: team-readiness.dev/v1
kind: Scorecard
metadata:
  name: demo
  title: Demo
  description: A scorecard for tests.
spec:
  target: { kind: Component }
  levels:
    - { level: 1, name: Running, description: It runs. }
  params:
    days: 30
  checks:
${check}`;

function read(...texts: string[]) {
  return readScorecards(
    texts.map((text, i) => ({ source: `file-${i}.yaml`, text })),
    { builtIn: [], facts: testFacts },
  );
}

/** The line and column of a text in the document. */
function placeOf(text: string, part: string) {
  const before = text.slice(0, text.indexOf(part)).split('\n');
  return { line: before.length, column: (before.at(-1) as string).length + 1 };
}

describe('a good document', () => {
  it('is compiled', () => {
    const { scorecards, problems } = read(document);
    expect(problems).toEqual([]);
    expect(scorecards).toHaveLength(1);
    expect(scorecards[0]).toMatchObject({ name: 'demo', stratum: 0 });
    expect(scorecards[0].contentHash).toMatch(/^[0-9a-f]{64}$/);
    expect(scorecards[0].checks[0].reads).toEqual(['a']);
  });

  it('has the same hash whatever its comments, order and white space', () => {
    const hashOf = (text: string) => read(text).scorecards[0].contentHash;
    const reordered = document
      .replace(
        '  name: demo\n  title: Demo\n',
        '  title: "Demo"\n  name: demo # x\n',
      )
      .replace('level: 1\n      gate: true', 'gate: true\n      level: 1');
    expect(hashOf(reordered)).toBe(hashOf(document));
    expect(hashOf(document.replace('days: 30', 'days: 31'))).not.toBe(
      hashOf(document),
    );
    expect(
      hashOf(document.replace('gate: true', 'gate: true\n      weight: 1')),
    ).toBe(hashOf(document));
  });

  it('may stand beside others in one file', () => {
    const other = document.replace('name: demo', 'name: other');
    const { scorecards } = read(
      `---\n${document}---\n${other}---\n# nothing\n`,
    );
    expect(scorecards.map(({ name }) => name)).toEqual(['demo', 'other']);
  });

  it('matches the entities of its target', () => {
    const [scorecard] = read(document).scorecards;
    const entity = (kind: string) => ({
      apiVersion: 'x',
      kind,
      metadata: { name: 'x' },
    });
    expect(scorecard.matches(entity('component'))).toBe(true);
    expect(scorecard.matches(entity('API'))).toBe(false);
  });
});

describe('a problem', () => {
  it.each<[string, string, string, string, RegExp]>([
    [
      'a key that is not known',
      'title: Has a runbook',
      'tittle: x\n      title: y',
      'tittle: x',
      /"tittle" is not known in spec\.checks\[0\]/,
    ],
    [
      'a value of a wrong type',
      'effort: 2',
      'effort: two',
      'two',
      /spec\.checks\[0\]\.effort: .*number/,
    ],
    [
      'a missing key',
      '      lookedFor: A runbook.\n',
      '',
      'id: has-runbook',
      /spec\.checks\[0\]\.lookedFor is missing/,
    ],
    [
      'a predicate',
      'target: { kind: Component }',
      'target: { kind: { $is: x } }',
      '{ kind: { $is',
      /spec\.target.* is not a filter predicate/,
    ],
    [
      'an operator beside another',
      'target: { kind: Component }',
      'target: { kind: Component, $not: { kind: API } }',
      '{ kind: Component',
      /filter predicate/,
    ],
    [
      'a level that is not declared',
      'level: 1\n      gate',
      'level: 2\n      gate',
      '2\n      gate',
      /level 2 is not in spec\.levels, which has 1/,
    ],
    [
      'a target without kinds',
      'target: { kind: Component }',
      'target: { spec.type: service }',
      '{ spec.type',
      /which kinds/,
    ],
    [
      'an expression that cannot be parsed',
      'facts.a.ok',
      'facts.a.ok && )',
      ')',
      /Unexpected token/,
    ],
    [
      'a function that is not there',
      'facts.a.ok',
      'true && shout(1)',
      'shout',
      /no function "shout"/,
    ],
    [
      'an expression that is no condition',
      'facts.a.ok',
      '1 + 1',
      '1 + 1',
      /must be a bool/,
    ],
    [
      'a parameter that is not there',
      'facts.a.ok',
      'facts.a.n < params.hours',
      'hours',
      /no parameter "hours"/,
    ],
    [
      'a fact of a higher stratum',
      'facts.a.ok',
      'facts["readiness/rollup"].entities > 1',
      'facts["readiness',
      /only be read by scorecards that are about Groups/,
    ],
    [
      'a derived fact that is not there',
      'facts.a.ok',
      'facts["readiness/depends"].n > 1',
      '"readiness/depends',
      /there is no fact/,
    ],
    [
      'a value in a message',
      'There is none.',
      'Found {{ facts.a.n + }}.',
      '}}.',
      /Unexpected token/,
    ],
    [
      'a parameter in a message',
      'There is none.',
      'Found {{ params.hours }}.',
      'hours',
      /no parameter "hours"/,
    ],
    [
      'an exemption of an unknown check',
      '  params:',
      '  exemptions:\n    - { entity: "component:default/a", check: nope, reason: x, approver: "user:default/b", until: 2026-01-01 }\n  params:',
      'nope',
      /there is no check "nope"/,
    ],
    [
      'a date that is none',
      '  params:',
      '  exemptions:\n    - { entity: "component:default/a", check: has-runbook, reason: x, approver: "user:default/b", until: 2026-02-31 }\n  params:',
      '2026-02-31',
      /exemptions\[0\]\.until/,
    ],
    [
      'a target that names an unknown check',
      '  params:',
      '  targets:\n    - { when: { kind: Component }, level: 1, only: { checks: [nope] } }\n  params:',
      'nope',
      /there is no check "nope"/,
    ],
    [
      'a target of a level that is not declared',
      '  params:',
      '  targets:\n    - { when: { kind: Component }, level: 3 }\n  params:',
      '3 }',
      /level 3 is not/,
    ],
    [
      'a level that is declared twice',
      '  params:',
      '    - { level: 1, name: Again, description: x }\n  params:',
      '1, name: Again',
      /declared twice/,
    ],
    [
      'a key that is there twice',
      'effort: 2',
      'effort: 2\n      effort: 3',
      'effort: 3',
      /unique/,
    ],
    [
      'a document of another kind',
      'kind: Scorecard',
      'kind: Campaign',
      'Campaign',
      /kind/,
    ],
    [
      'a link that is no link',
      'text: Write one.',
      'text: x\n        link: javascript:alert(1)',
      'javascript',
      /remediation\.link/,
    ],
    [
      'a value that begins with braces',
      'There is none.',
      '{{ facts.a.n }}',
      '{ facts.a.n }}',
      /has to be in quotes/,
    ],
    [
      'a prototype key',
      '  params:',
      '  params:\n    __proto__: { x: 1 }',
      '__proto__',
      /not allowed as a key/,
    ],
    [
      'YAML that is none',
      '  target: { kind: Component }',
      '  target: { kind: Component',
      'kind: Scorecard',
      /./,
    ],
  ])('with %s has a place', (_name, part, replacement, at, message) => {
    const text = document.replace(part, replacement);
    const { scorecards, problems } = read(text);
    expect(scorecards).toEqual([]);
    expect(problems[0]).toMatchObject({
      subject: 'definition',
      reporter: 'definitions',
      source: 'file-0.yaml',
      message: expect.stringMatching(message),
      ...(at === 'kind: Scorecard' ? {} : placeOf(text, at)),
    });
  });

  it.each<[string, string, string]>([
    ['a plain scalar', 'condition: facts.a.ok && shout(1)', 'shout'],
    ['a quoted scalar', "condition: 'facts.a.ok && shout(1)'", 'shout'],
    ['a double-quoted scalar', 'condition: "facts.a.ok && shout(1)"', 'shout'],
    [
      'a plain scalar over lines',
      'condition: facts.a.ok &&\n        facts.a.n > 1 &&\n        shout(1)',
      'shout',
    ],
    [
      'a literal block',
      'condition: |\n        facts.a.ok &&\n          facts.a.n > 1 &&\n        shout(1)',
      'shout',
    ],
    [
      'a folded block',
      'condition: >-\n        facts.a.ok &&\n        facts.a.n > 1 &&\n        shout(1)',
      'shout',
    ],
    [
      'an indented block',
      'condition: >2\n          facts.a.ok &&\n          shout(1)',
      'shout',
    ],
  ])('of an expression in %s has the place within it', (_name, yaml, at) => {
    const text = document.replace('condition: facts.a.ok', yaml);
    expect(read(text).problems[0]).toMatchObject(placeOf(text, at));
  });

  it('does not hide the other ones of the document', () => {
    const text = document
      .replace('level: 1\n      gate', 'level: 2\n      gate')
      .replace('facts.a.ok', 'params.x')
      .replace('There is none.', 'x {{ nope }}');
    expect(read(text).problems.map(({ message }) => message)).toEqual([
      expect.stringMatching(/level 2/),
      expect.stringMatching(/no parameter "x"/),
      expect.stringMatching(/nope/),
    ]);
  });

  it('of two checks with one id names the second', () => {
    const text = document + check;
    const { line } = placeOf(document, '- id: has-runbook');
    expect(read(text).problems).toMatchObject([
      {
        message: 'there are two checks "has-runbook"',
        line: line + check.trimEnd().split('\n').length,
      },
    ]);
  });

  it('takes no other document down', () => {
    const broken = document.replace('facts.a.ok', '(');
    const other = document.replace('name: demo', 'name: other');
    const { scorecards, problems } = read(
      `${broken}---\n${other}---\n- not\n- a scorecard\n---\nkind: [\n`,
      ': : :',
      document.replace('name: demo', 'name: third'),
    );
    expect(scorecards.map(({ name }) => name)).toEqual(['other', 'third']);
    expect(new Set(problems.map(({ name }) => name))).toEqual(
      new Set(['demo', 'file-0.yaml', 'file-1.yaml']),
    );
  });

  it('of two documents of one name names the second', () => {
    const { scorecards, problems } = read(document, document);
    expect(scorecards).toHaveLength(1);
    expect(problems).toMatchObject([
      { source: 'file-1.yaml', message: expect.stringMatching(/file-0\.yaml/) },
    ]);
  });
});

describe('hostile texts', () => {
  it.each([
    ['a million characters', 'x'.repeat(1_000_001)],
    ['thousands of documents', '---\na: 1\n'.repeat(5_000)],
    [
      'a billion laughs',
      `a: &a [x, x, x, x, x, x, x, x, x, x]\n${'bcdefghij'
        .split('')
        .map((key, i) => {
          const before = 'abcdefghi'[i];
          return `${key}: &${key} [${Array(10).fill(`*${before}`).join(', ')}]`;
        })
        .join('\n')}\n`,
    ],
    ['deep nesting', `${'['.repeat(100_000)}`],
    ['deep maps', `a: ${'{b: '.repeat(50_000)}`],
    ['deep compact lists', '- '.repeat(500_000)],
    ['deep compact keys', '? '.repeat(500_000)],
    ['deep keys in one line', 'a: '.repeat(45_000)],
    [
      'deep indentation',
      Array.from({ length: 500 }, (_, i) => `${' '.repeat(i)}a:\n`).join(''),
    ],
    [
      'tens of thousands of keys',
      Array.from({ length: 45_000 }, (_, i) => `k${i}: 1`).join('\n'),
    ],
    ['hundreds of thousands of values', '- a\n'.repeat(250_000)],
    ['an unknown tag', 'a: !!js/function "x"\n'],
    ['binary', '\u0000\u0001\u0002'],
    ['nothing but a scalar', 'hello'],
    ['an alias that is not there', 'a: *b'],
    ['an alias of itself', 'a: &a [*a]'],
  ])('such as %s are problems', (_name, text) => {
    const start = process.cpuUsage().user;
    const { scorecards, problems } = read(text, document);
    expect((process.cpuUsage().user - start) / 1_000).toBeLessThan(5_000);
    expect(scorecards.map(({ name }) => name)).toEqual(['demo']);
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.every(({ message }) => message.length <= 1_000)).toBe(true);
  });

  it('such as nothing at all are no problem', () => {
    expect(read('', '# only a comment\n')).toEqual({
      scorecards: [],
      problems: [],
    });
  });
});

describe('extends', () => {
  const builtIn = [{ source: 'built-in.yaml', text: document }];
  const extension = (name: string, spec: string, base = 'demo') =>
    `apiVersion: team-readiness.dev/v1
kind: Scorecard
metadata:
  name: ${name}
spec:
  extends: ${base}
${spec}`;
  const exemption = `  exemptions:
    - entity: component:default/shop
      check: has-runbook
      reason: Later.
      approver: user:default/mara
      until: 2026-12-31
`;

  function extend(...texts: string[]) {
    return readScorecards(
      texts.map((text, i) => ({ source: `own-${i}.yaml`, text })),
      { builtIn, facts: testFacts },
    );
  }

  it('under the same name replaces what it extends', () => {
    const { scorecards, problems } = extend(
      extension('demo', `  params: { days: 60 }\n${exemption}`),
    );
    expect(problems).toEqual([]);
    expect(scorecards).toHaveLength(1);
    const [{ document: result }] = scorecards;
    expect(result.spec.params).toEqual({ days: 60 });
    expect(result.metadata.title).toBe('Demo');
    const evaluation = scorecards[0].evaluate(toInput({ a: { ok: false } }));
    expect(evaluation.results[0].outcome).toBe('exempt');
  });

  it('gives what it extends an owner', () => {
    const { scorecards, problems } = extend(
      extension('demo', '  params: {}').replace(
        'name: demo',
        'name: demo\n  owner: group:default/sre',
      ),
    );
    expect(problems).toEqual([]);
    expect(scorecards[0].document.metadata).toMatchObject({
      title: 'Demo',
      owner: 'group:default/sre',
    });
  });

  it('under another name makes a further scorecard', () => {
    const { scorecards } = extend(extension('mine', '  params: { days: 60 }'));
    expect(
      scorecards.map(({ name, document: { spec } }) => [name, spec.params]),
    ).toEqual([
      ['demo', { days: 30 }],
      ['mine', { days: 60 }],
    ]);
  });

  it.each<[string, string, RegExp, string]>([
    [
      'a parameter that is not there',
      '  params: { hours: 1 }',
      /no parameter "hours"; it has days/,
      '1 }',
    ],
    [
      'a parameter of another type',
      '  params: { days: many }',
      /must be a number, but it is a string/,
      'many',
    ],
    [
      'a check that is not there',
      exemption.replace('has-runbook', 'nope'),
      /no check "nope" in "demo"/,
      'nope',
    ],
    [
      'a key that cannot be changed',
      '  levles: []',
      /"levles" is not known/,
      'levles',
    ],
  ])(
    'with %s is a problem, and the built-in one goes on',
    (_name, spec, message, at) => {
      const text = extension('demo', spec);
      const { scorecards, problems } = extend(text);
      expect(problems).toMatchObject([
        {
          name: 'demo',
          source: 'own-0.yaml',
          message: expect.stringMatching(message),
          ...placeOf(text, at),
        },
      ]);
      expect(scorecards[0].document.spec.params).toEqual({ days: 30 });
    },
  );

  it('of nothing is a problem', () => {
    const { scorecards, problems } = extend(extension('mine', '', 'nope'));
    expect(scorecards.map(({ name }) => name)).toEqual(['demo']);
    expect(problems[0].message).toMatch(/no scorecard "nope"/);
  });

  it('happens once for a name', () => {
    const { scorecards, problems } = extend(
      extension('demo', '  params: { days: 60 }'),
      extension('demo', '  params: { days: 90 }'),
    );
    expect(scorecards[0].document.spec.params).toEqual({ days: 60 });
    expect(problems).toMatchObject([{ source: 'own-1.yaml' }]);
  });

  it('gives way to a complete document of the same name', () => {
    const own = document.replace('days: 30', 'days: 7');
    const { scorecards, problems } = extend(own);
    expect(problems).toEqual([]);
    expect(scorecards.map(({ document: d }) => d.spec.params)).toEqual([
      { days: 7 },
    ]);
  });

  it('leaves the built-in one in place of a broken document of the same name', () => {
    const { scorecards, problems } = extend(
      document.replace('facts.a.ok', '('),
    );
    expect(problems).toHaveLength(1);
    expect(scorecards.map(({ name }) => name)).toEqual(['demo']);
  });
});

describe('strata', () => {
  const stratumOf = (
    target: object,
    checks: PartialCheck[] = [{ id: 'x' }],
  ) => {
    const { scorecards, problems } = read(
      toText(checks, { target } as Parameters<typeof toText>[1]),
    );
    return scorecards[0]?.stratum ?? problems[0].message;
  };

  it.each<[object, unknown]>([
    [{ kind: 'Group' }, 2],
    [{ kind: 'template', 'spec.type': 'service' }, 2],
    [{ kind: { $in: ['Group', 'Template'] } }, 2],
    [{ kind: { $in: ['Component', 'API'] } }, 0],
    [{ $any: [{ kind: 'Component' }, { kind: 'Resource' }] }, 0],
    [{ $all: [{ kind: 'Group' }, { 'spec.type': 'team' }] }, 2],
    [{ $any: [{ kind: 'Component' }, { kind: 'Group' }] }, 0],
    [{ kind: { $in: ['Group', 'API'] } }, 0],
    [
      { $any: [{ kind: 'Component' }, { 'spec.type': 'x' }] },
      expect.stringMatching(/which kinds/),
    ],
    [{ $not: { kind: 'Group' } }, expect.stringMatching(/which kinds/)],
  ])('of the target %j', (target, stratum) => {
    expect(stratumOf(target)).toEqual(stratum);
  });

  it.each([
    'facts["readiness/rollup"].entities > 1',
    'facts["readiness/exemptions"].hours > 1',
  ])('lets Groups, and nobody else, read what is summed up: %s', condition => {
    const checks = [{ id: 'x', condition }];
    expect(stratumOf({ kind: 'Group' }, checks)).toBe(2);
    expect(stratumOf({ kind: 'Component' }, checks)).toMatch(
      /can only be read by scorecards that are about Groups or Templates/,
    );
  });
});
