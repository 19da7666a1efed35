import { CompiledScorecard } from './CompiledScorecard';
import { readScorecards } from './readScorecards';

const base = `apiVersion: team-readiness.dev/v1
kind: Scorecard
metadata:
  name: base
  title: Base
  description: To be extended.
  owner: group:default/platform
spec:
  target: { kind: Component }
  levels:
    - { level: 1, name: Running, description: It runs. }
    - { level: 2, name: Owned, description: Somebody cares. }
  targets:
    - { when: { kind: Component }, level: 2, only: { checks: [named] } }
  params: { days: 30, words: [a] }
  exemptions:
    - { entity: 'component:default/shop', check: one, reason: Later., approver: 'user:default/mara', until: 2026-12-31 }
  checks:
${['one', 'two', 'named']
  .map(
    id => `    - id: ${id}
      title: Title of ${id}
      question: Is it so?
      rationale: Because.
      area: ownership
      level: 1
      gate: true
      weight: 3
      optOut: true
      effort: 2
      unknownWhen: facts.a.n == null
      condition: facts.a.n < params.days
      messages: { pass: Yes., fail: No., unknown: Who knows. }
      lookedFor: It.
      remediation: { text: Do it., path: a.md, link: 'https://example.com' }
`,
  )
  .join('')}`;

function extension(spec: string, name = 'own', of = 'base'): string {
  return `apiVersion: team-readiness.dev/v1
kind: Scorecard
metadata: { name: ${name} }
spec:
  extends: ${of}
${spec}`;
}

function read(...texts: string[]) {
  const { scorecards, problems } = readScorecards(
    texts.map((text, i) => ({ source: `own-${i}.yaml`, text })),
    { builtIn: [{ source: 'base.yaml', text: base }], facts: null },
  );
  return {
    names: scorecards.map(({ name }) => name),
    card: (name: string) =>
      scorecards.find(card => card.name === name) as CompiledScorecard,
    problems: problems.map(({ source, line, column, message }) => ({
      at: `${source}:${line}:${column}`,
      message,
    })),
  };
}

function specOf(...texts: string[]) {
  const { card, problems } = read(...texts);
  expect(problems).toEqual([]);
  return card('own').document.spec;
}

/** Where a part of a text stands. */
function placeOf(text: string, part: string, source = 'own-0.yaml'): string {
  const before = text.slice(0, text.indexOf(part)).split('\n');
  return `${source}:${before.length}:${(before.at(-1) ?? '').length + 1}`;
}

const complete = `title: New
      question: Is it new?
      rationale: Because.
      area: slos
      level: 2
      effort: 1
      condition: facts.a.n < params.limit
      messages: { pass: Yes., fail: 'No, {{ params.limit }}.' }
      lookedFor: It.
      remediation: { text: Do it. }`;

describe('a document that extends', () => {
  it('changes the given fields of a check, and no default comes over the others', () => {
    const spec = specOf(
      extension('  checks:\n    - { id: two, level: 2, effort: 5 }\n'),
    );
    const [one, two] = read().card('base').document.spec.checks;
    expect(spec.checks[0]).toEqual(one);
    expect(spec.checks[1]).toEqual({ ...two, level: 2, effort: 5 });
    expect(two).toMatchObject({ gate: true, weight: 3, optOut: true });
  });

  it('takes what the base has come to say itself', () => {
    // Else the next version of the base would break whoever was ahead of it.
    const same = specOf(
      extension('  checks:\n    - { id: one, effort: 2, gate: true }\n'),
    );
    expect(same.checks).toEqual(read().card('base').document.spec.checks);
  });

  it('does not take over that a check asks for less, where it asks for something else', () => {
    const change = (entry: string) => {
      const relaxed = base
        .replace('name: base', 'name: relaxed')
        .replace('- id: one\n', '- id: one\n      change: relaxed\n');
      const { card } = read(
        relaxed,
        extension(`  checks:\n    - ${entry}\n`, 'own', 'relaxed'),
      );
      return card('own').document.spec.checks[0].change;
    };
    expect(change('{ id: one, effort: 9 }')).toBe('relaxed');
    expect(change('{ id: one, condition: facts.a.n < 1 }')).toBeUndefined();
    expect(change('{ id: one, level: 2 }')).toBeUndefined();
    expect(change('{ id: one, optOut: false }')).toBeUndefined();
    expect(change('{ id: one, gate: false, change: relaxed }')).toBe('relaxed');
  });

  it('merges messages and remediation, and replaces what is set back to nothing', () => {
    const [one] = specOf(
      extension(`  checks:
    - id: one
      messages: { fail: Not yet. }
      remediation: { text: Ask us. }
      unknownWhen: 'false'
      gate: false
`),
    ).checks;
    expect(one).toMatchObject({
      messages: { pass: 'Yes.', fail: 'Not yet.', unknown: 'Who knows.' },
      remediation: {
        text: 'Ask us.',
        path: 'a.md',
        link: 'https://example.com',
      },
      unknownWhen: 'false',
      gate: false,
    });
  });

  it('adds checks behind the others, with parameters of their own', () => {
    const spec = specOf(
      extension(
        `  params: { limit: 7 }\n  checks:\n    - id: new\n      ${complete}\n`,
      ),
    );
    expect(spec.checks.map(({ id }) => id)).toEqual([
      'one',
      'two',
      'named',
      'new',
    ]);
    expect(spec.checks[3]).toMatchObject({ gate: false, weight: 1 });
    expect(spec.params).toEqual({ days: 30, words: ['a'], limit: 7 });
  });

  it('removes checks, with what released from them', () => {
    const spec = specOf(extension('  remove: [one]\n'));
    expect(spec.checks.map(({ id }) => id)).toEqual(['two', 'named']);
    expect(spec.exemptions).toEqual([]);
  });

  it('replaces what the scorecard says of itself', () => {
    const { card, problems } = read(`apiVersion: team-readiness.dev/v1
kind: Scorecard
metadata: { name: own, title: Own, description: Ours., owner: 'group:default/us' }
spec:
  extends: base
  target: { kind: Component, spec.type: service }
  stage: warn
  holdDays: 0
  graceDays: 3
  levels:
    - { level: 1, name: First, description: A. }
    - { level: 2, name: Second, description: B. }
    - { level: 3, name: Third, description: C. }
  targets:
    - { when: { kind: Component }, level: 3 }
`);
    expect(problems).toEqual([]);
    expect(card('own').document).toMatchObject({
      metadata: { title: 'Own', owner: 'group:default/us' },
      spec: {
        target: { 'spec.type': 'service' },
        stage: 'warn',
        holdDays: 0,
        graceDays: 3,
        levels: [{ name: 'First' }, {}, { level: 3 }],
        targets: [{ level: 3 }],
      },
    });
    expect(card('base').document.metadata.title).toBe('Base');
  });

  it('leaves everything as it was where it says nothing', () => {
    const { card } = read(extension('  params: {}\n'));
    const { spec, metadata } = card('base').document;
    expect(card('own').document).toMatchObject({
      metadata: { ...metadata, name: 'own' },
      spec,
    });
  });
});

describe('a chain', () => {
  const chain = (length: number) =>
    Array.from({ length }, (_, i) =>
      extension(
        `  params: { days: ${i} }\n`,
        `link-${i}`,
        i === length - 1 ? 'base' : `link-${i + 1}`,
      ),
    );

  it('applies the innermost first, in whatever order it is read', () => {
    const texts = [
      extension('  params: { days: 1 }\n', 'c', 'b'),
      extension('  params: { days: 2 }\n  remove: [one]\n', 'b', 'a'),
      extension('  checks: [{ id: two, effort: 9 }]\n', 'a', 'base'),
    ];
    for (const order of [texts, [...texts].reverse()]) {
      const { card, problems } = read(...order);
      expect(problems).toEqual([]);
      expect(card('c').document.spec.params.days).toBe(1);
      expect(card('b').document.spec.params.days).toBe(2);
      expect(
        card('c').document.spec.checks.map(({ id, effort }) => [id, effort]),
      ).toEqual([
        ['two', 9],
        ['named', 2],
      ]);
    }
  });

  it('goes on from what serves under a name', () => {
    const { card } = read(
      extension('  params: { days: 7 }\n', 'base', 'base'),
      extension('  remove: [one]\n'),
    );
    expect(card('own').document.spec.params.days).toBe(7);
  });

  it('is at most eight documents long', () => {
    expect(read(...chain(8)).problems).toEqual([]);
    const { problems, names } = read(...chain(9));
    expect(problems).toEqual([
      {
        at: 'own-0.yaml:5:12',
        message: 'more than 8 documents extend one another',
      },
    ]);
    expect(names).toHaveLength(9);
  });

  it('of thousands of documents is read at once', () => {
    const start = process.cpuUsage().user;
    expect(read(chain(3_000).join('---\n')).problems[0].message).toMatch(
      /more than 200 documents/,
    );
    const { names } = read(...chain(3_000));
    expect(names).toHaveLength(9);
    expect((process.cpuUsage().user - start) / 1_000).toBeLessThan(10_000);
  });

  it('that closes a circle is told to each document of it, and to what hangs on it', () => {
    const { problems, names } = read(
      extension('  holdDays: 1\n', 'd', 'a'),
      extension('  holdDays: 1\n', 'a', 'b'),
      extension('  holdDays: 1\n', 'b', 'c'),
      extension('  holdDays: 1\n', 'c', 'a'),
    );
    expect(names).toEqual(['base']);
    const circle = (names_: string) => ({
      message: `documents extend one another in a circle: ${names_}`,
    });
    expect(problems.sort((a, b) => (a.at < b.at ? -1 : 1))).toMatchObject([
      { message: '"a", which this document extends, is broken itself' },
      circle('a extends b extends c extends a'),
      circle('b extends c extends a extends b'),
      circle('c extends a extends b extends c'),
    ]);
  });

  it('over a broken document is broken at the place that names it', () => {
    const outer = extension('  holdDays: 1\n', 'outer', 'inner');
    const { problems, names } = read(
      outer,
      extension('  checks: [{ id: one, condition: "(" }]\n', 'inner'),
    );
    expect(names).toEqual(['base']);
    expect(problems).toMatchObject([
      { at: expect.stringMatching(/^own-1/) },
      {
        at: placeOf(outer, 'inner\n'),
        message: '"inner", which this document extends, is broken itself',
      },
    ]);
  });
});

describe('a problem of a document that extends', () => {
  it.each<[string, string, string, string]>([
    [
      'an unknown base',
      extension('  holdDays: 1\n', 'own', 'bas'),
      'bas\n',
      'there is no scorecard "bas" to extend; did you mean "base"?',
    ],
    [
      'itself, without a complete one',
      extension('  holdDays: 1\n', 'own', 'own'),
      'own\n',
      'there is no complete scorecard "own" to extend',
    ],
    [
      'a change that says nothing',
      extension('  checks:\n    - id: one\n'),
      'one',
      'this says nothing about the check "one" of "base"; leave it out',
    ],
    [
      'a removed check that is not there',
      extension('  remove: [two, tow]\n'),
      'tow',
      'there is no check "tow" in "base" to remove; did you mean "two"?',
    ],
    [
      'a check that is removed twice',
      extension('  remove: [two, one, two]\n'),
      'two]',
      'the check "two" is removed twice',
    ],
    [
      'a check that is both removed and changed',
      extension('  checks:\n    - { id: one, effort: 4 }\n  remove: [one]\n'),
      'one, effort',
      'the check "one" is both removed and changed',
    ],
    [
      'a removed check that is asked for',
      extension('  remove: [named]\n'),
      'named]',
      'the check "named" is named in spec.targets of "base"; say spec.targets anew without it',
    ],
    [
      'two entries for a check',
      extension(
        '  checks:\n    - { id: one, effort: 4 }\n    - { id: one, level: 2 }\n',
      ),
      'one, level',
      'there are two entries for "one"',
    ],
    [
      'a new check that is incomplete',
      extension(
        '  checks:\n    - { id: brand-new, title: New, area: slos, messages: { pass: Yes. } }\n',
      ),
      'brand-new',
      'there is no check "brand-new" in "base", and as a new one it also needs question, rationale, level, effort, condition, messages.fail, lookedFor, remediation',
    ],
    [
      'a mistyped check',
      extension('  checks:\n    - { id: nmaed, effort: 4 }\n'),
      'nmaed',
      'there is no check "nmaed" in "base"; did you mean "named"? A new check also needs title, question, rationale, area, level, condition, messages, lookedFor, remediation',
    ],
    [
      'all checks removed',
      extension('  targets: []\n  remove: [one, two, named]\n'),
      '[one',
      'no check is left',
    ],
    [
      'a parameter that nobody reads',
      extension('  params: { dasy: 3 }\n'),
      '3 }',
      'the scorecard has no parameter "dasy"; did you mean "days"?',
    ],
    [
      'a parameter of another type',
      extension('  params: { words: a }\n'),
      'a }',
      '"words" must be a list, but it is a string',
    ],
    [
      'an exemption of a removed check',
      extension(
        '  remove: [one]\n  exemptions:\n    - { entity: "component:default/a", check: one, reason: x, approver: "user:default/b", until: 2026-01-01 }\n',
      ),
      'one, reason',
      'there is no check "one" in "base"',
    ],
    [
      'a changed condition',
      extension(
        '  checks:\n    - { id: one, condition: "facts.a.n < params.dayz" }\n',
      ),
      'dayz',
      'there is no parameter "dayz" in spec.params; did you mean "days"? It has days, words',
    ],
    [
      'a changed text',
      extension(
        '  checks:\n    - { id: one, messages: { fail: "x {{ params.dayz }}" } }\n',
      ),
      'dayz',
      'there is no parameter "dayz" in spec.params; did you mean "days"? It has days, words',
    ],
    [
      'a level of a changed check',
      extension(
        '  checks:\n    - { id: two, effort: 3 }\n    - { id: one, level: 5 }\n',
      ),
      '5 }',
      'level 5 is not in spec.levels, which has 1, 2',
    ],
    [
      'levels that leave no place for what stays',
      extension('  levels: [{ level: 1, name: A, description: B }]\n'),
      'base\n',
      'together with "base": level 2 is not in spec.levels, which has 1',
    ],
    [
      'targets of its own',
      extension('  targets: [{ when: { kind: Component }, level: 4 }]\n'),
      '4 }]',
      'level 4 is not in spec.levels, which has 1, 2',
    ],
    [
      'an exemption of its own with a bad check',
      extension(
        '  exemptions:\n    - { entity: "component:default/a", check: nmaed, reason: x, approver: "user:default/b", until: 2026-01-01 }\n',
      ),
      'nmaed, reason',
      'there is no check "nmaed" in "base"; did you mean "named"?',
    ],
  ])('with %s is one, at its place', (_name, text, at, message) => {
    const { names, problems } = read(text);
    const start = text.lastIndexOf(at);
    expect(start).toBeGreaterThan(0);
    const before = text.slice(0, start).split('\n');
    expect(problems).toEqual([
      {
        at: `own-0.yaml:${before.length}:${(before.at(-1) ?? '').length + 1}`,
        message,
      },
    ]);
    expect(names).toEqual(['base']);
  });

  it('under a name that is taken names who took it', () => {
    const text = extension('  holdDays: 1\n');
    expect(read(text, text).problems).toEqual([
      {
        at: 'own-1.yaml:3:19',
        message:
          'there already is a document that extends under the name "own" in own-0.yaml; this one is left out',
      },
    ]);
    expect(
      read(base.replace('name: base', 'name: own'), text).problems,
    ).toEqual([
      { at: 'own-1.yaml:3:19', message: 'there already is a scorecard "own"' },
    ]);
  });
});
