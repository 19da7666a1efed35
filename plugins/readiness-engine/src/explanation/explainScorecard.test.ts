import {
  PartialCheck,
  toFact,
  toInput,
  toScorecard,
} from '../__testUtils__/testScorecard';
import { EvaluationInput } from '../evaluation/EntityEvaluation';

type Facts = Parameters<typeof toInput>[0];

function explain(
  check: Partial<PartialCheck>,
  facts: Facts | EvaluationInput,
  spec: Parameters<typeof toScorecard>[1] = {},
) {
  const scorecard = toScorecard([{ id: 'x', ...check }], spec);
  const input =
    'entityRef' in facts ? (facts as EvaluationInput) : toInput(facts as Facts);
  return scorecard.explain(input, scorecard.evaluate(input))[0];
}

function messageOf(pass: string, facts: Facts): string {
  const messages = { pass, fail: 'It is not so.' };
  return explain({ messages, condition: 'true' }, facts).message;
}

describe('message', () => {
  it.each<[string, unknown, string]>([
    ['a text', 'hello', 'hello'],
    ['a number', 12, '12'],
    ['a fraction', 2 / 3, '0.667'],
    ['a date', '2026-03-01', '2026-03-01'],
    ['a time', '2026-03-01T10:11:12.123Z', '2026-03-01'],
    ['true', true, 'yes'],
    ['false', false, 'no'],
    ['null', null, 'nothing'],
    ['an empty text', '  ', 'nothing'],
    ['an empty list', [], 'nothing'],
    ['a list of one', ['a'], 'a'],
    ['a list of three', ['a', 'b', 'c'], 'a, b and c'],
    ['a long list', [1, 2, 3, 4, 5, 6, 7], '1, 2, 3, 4, 5 and 2 more'],
    ['objects', [{ name: 'a' }, { ref: 'b' }, { n: 1 }], 'a, b and nothing'],
    ['line breaks and controls', 'a\n\u0000b\u2028c\u001b[31m', 'a b c [31m'],
    ['what is read backwards', 'a\u202ecod\u2066b', 'a cod b'],
    ['a long text', 'x'.repeat(300), `${'x'.repeat(199)}…`],
  ])('writes %s', (_name, value, text) => {
    expect(messageOf('{{ facts.a.value }}', { a: { value } } as Facts)).toBe(
      text,
    );
  });

  it('writes "nothing" for what is missing', () => {
    expect(messageOf('{{ facts.a.b.c }} {{ dyn(owner).x }}!', {})).toBe(
      'nothing nothing!',
    );
  });

  it('leaves out what an expression gives as an empty text, with the space before it', () => {
    const written = (n: number) =>
      messageOf(
        'Found: {{ facts.a.n }}. {{ facts.a.n > 1 ? "Too many." : "" }} {{ facts.a.n > 2 ? "Far." : "" }} End.',
        { a: { n } },
      );
    expect(written(1)).toBe('Found: 1. End.');
    expect(written(2)).toBe('Found: 2. Too many. End.');
    expect(written(3)).toBe('Found: 3. Too many. Far. End.');
    expect(
      messageOf('{{ facts.a.n > 1 ? "x" : "" }} So.', { a: { n: 1 } }),
    ).toBe('So.');
    // An empty value is one that is missing.
    expect(messageOf('Is {{ facts.a.t }}.', { a: { t: '' } })).toBe(
      'Is nothing.',
    );
    expect(messageOf('Is {{ facts.a["t"].trim() }}.', { a: { t: ' ' } })).toBe(
      'Is nothing.',
    );
  });

  it('takes any expression, and leaves braces that a text writes out', () => {
    expect(
      messageOf('{{ size(facts.a.l) * 2 }} of {{ "{{" }} x }}', {
        a: { l: [1, 2] },
      }),
    ).toBe('4 of {{ x }}');
  });

  it('does not read a value as a template', () => {
    expect(
      messageOf('{{ facts.a.v }}', { a: { v: '{{ entity.metadata.name }}' } }),
    ).toBe('{{ entity.metadata.name }}');
  });

  it.each<[string, Partial<PartialCheck>, Facts, RegExp]>([
    ['pass', {}, { a: { ok: true } }, /^It is so\.$/],
    ['fail', {}, { a: { ok: false } }, /^It is not so\.$/],
    ['never observed', {}, {}, /^Never observed for this entity: a\.$/],
    [
      'never observed, of several',
      {
        condition:
          'facts.repository.readme != null && owner.exists && facts.a.ok',
      },
      { a: { ok: true } },
      /: the owner and the repository\.$/,
    ],
    [
      'undecided',
      { unknownWhen: 'true' },
      { a: { ok: true } },
      /^What was observed does not hold the answer\.$/,
    ],
    [
      'undecided, in its own words',
      {
        unknownWhen: 'true',
        messages: { pass: 'a', fail: 'b', unknown: 'Only {{ facts.a.n }}.' },
      },
      { a: { n: 3 } },
      /^Only 3\.$/,
    ],
    [
      'error',
      {},
      { a: { other: 1 } },
      /^The check failed to run: No such key: ok\.$/,
    ],
    [
      'not applicable',
      { appliesTo: { kind: 'API' } },
      {},
      /^It does not apply, since kind is Component, not API\.$/,
    ],
    [
      'not applicable by what the entity is, with a text about it',
      {
        appliesTo: { kind: 'API' },
        messages: { pass: 'a', fail: 'b', notApplicable: 'For APIs only.' },
      },
      {},
      /^For APIs only\.$/,
    ],
    [
      // The text is about the pods, of which nobody asked.
      'not applicable by what the entity is, where the text is about facts',
      {
        appliesTo: { kind: 'API' },
        appliesWhen: 'facts.a.ok',
        messages: { pass: 'a', fail: 'b', notApplicable: 'No pods.' },
      },
      { a: { ok: true } },
      /^It does not apply, since kind is Component, not API\.$/,
    ],
    [
      'not applicable, in its own words',
      {
        appliesWhen: 'facts.a.ok',
        messages: { pass: 'a', fail: 'b', notApplicable: 'No pods.' },
      },
      { a: { ok: false } },
      /^No pods\.$/,
    ],
  ])('says %s', (_name, check, facts, message) => {
    expect(explain(check, facts).message).toMatch(message);
  });

  it('says since when there is no data', () => {
    const input = toInput({});
    const facts = {
      ...input.facts,
      a: toFact(
        'a',
        { ok: true },
        {
          observedAt: '2026-06-10T08:00:00Z',
          expiresAt: '2026-06-11T08:00:00Z',
        },
      ),
    };
    expect(explain({}, { ...input, facts })).toMatchObject({
      outcome: 'unknown',
      reason: 'stale',
      message: 'Not observed since 2026-06-10: a.',
      sources: [
        {
          collector: 'a',
          observedAt: '2026-06-10T08:00:00Z',
          expiresAt: '2026-06-11T08:00:00Z',
        },
      ],
    });
  });

  it('says until when an entity is exempt, why, and what stands behind it', () => {
    const exemption = {
      entity: 'component:default/shop',
      check: 'x',
      reason: 'The vendor has to move first',
      approver: 'user:default/mara',
      until: '2026-07-01',
    };
    expect(
      explain({}, { a: { ok: false } }, { exemptions: [exemption] }),
    ).toMatchObject({
      outcome: 'exempt',
      message:
        'Exempt until 2026-07-01: The vendor has to move first. Approved by user:default/mara. It is not so.',
      exemption,
    });
  });
});

describe('evidence', () => {
  it('is what the deciding part read', () => {
    const { deciding, seen } = explain(
      {
        condition:
          'facts.a.ok && facts.a.doc != null && facts.a.doc["words"] >= params.min && entity.metadata.name != ""',
      },
      { a: { ok: true, doc: { words: 12, path: 'docs/a.md' } } },
      { params: { min: 100 } },
    );
    expect(deciding).toBe('facts.a.doc["words"] >= params.min');
    expect(seen).toEqual([
      { path: 'facts.a.doc.words', value: 12 },
      { path: 'params.min', value: 100 },
    ]);
  });

  it('leaves out what a macro binds, and names each path once', () => {
    const { seen } = explain(
      {
        condition:
          'facts.a.list.exists(v, v.n > facts.a.min && v.n > facts.a.min && v.m == 1.0)',
      },
      { a: { list: [{ n: 1 }], min: 3 } },
    );
    expect(seen).toEqual([
      { path: 'facts.a.list', value: [{ n: 1 }] },
      { path: 'facts.a.min', value: 3 },
    ]);
  });

  it('leaves out a whole of which a part is there', () => {
    const { seen } = explain(
      { condition: 'facts.a.doc != null && facts.a.doc.words > 1.0' },
      { a: { doc: { words: 3 } } },
    );
    expect(seen).toEqual([{ path: 'facts.a.doc.words', value: 3 }]);
  });

  it('is bounded', () => {
    const paths = Array.from({ length: 15 }, (_, i) => `facts.a.p${i} == ""`);
    const { seen } = explain(
      { condition: `${paths.join(' || ')} || facts.a.long == ""` },
      { a: { p0: 'x'.repeat(2_000), p1: Array(500).fill('abc') } },
    );
    expect(seen.length).toBeLessThanOrEqual(10);
    for (const { value } of seen) {
      expect(JSON.stringify(value).length).toBeLessThanOrEqual(510);
    }
  });

  it('is null for what is missing', () => {
    const { seen } = explain({ condition: 'facts.a.b.c == 1.0' }, { a: {} });
    expect(seen).toEqual([{ path: 'facts.a.b.c', value: null }]);
  });

  it('names the document that was looked at, else the place of the fact', () => {
    const facts = {
      a: {
        location: 'https://git.example.org/shop/',
        ok: true,
        doc: { words: 3, path: 'docs/a.md', url: null },
      },
    };
    const locationOf = (condition: string) =>
      explain({ condition }, facts).sources;
    expect(locationOf('facts.a.doc.words > 1.0')).toMatchObject([
      { collector: 'a', location: 'docs/a.md' },
    ]);
    expect(locationOf('facts.a.ok')).toMatchObject([
      { collector: 'a', location: 'https://git.example.org/shop/' },
    ]);
  });

  it('lists a source that never was observed', () => {
    expect(explain({}, {}).sources).toEqual([
      { collector: 'a', location: null, observedAt: null, expiresAt: null },
    ]);
  });
});

describe('remediation', () => {
  it('lets no value of a fact make a link, a picture or a tag', () => {
    const { text } = explain(
      {
        condition: 'false',
        remediation: {
          text: 'Read [the guide](https://example.org) on `{{ facts.a.title }}`.',
        },
      },
      { a: { title: '`![x](https://evil.example/p.png) <b>' } },
    ).remediation;
    expect(text).toBe(
      "Read [the guide](https://example.org) on `'!(x)(https://evil.example/p.png) ‹b›`.",
    );
  });

  const remediate = (path: string, facts: Facts = {}) =>
    explain(
      {
        remediation: {
          text: 'Mend {{ entity.metadata.name }}.',
          path,
          example: 'name: {{ entity.metadata.name }}',
          link: 'https://example.org/how',
        },
      },
      { a: { ok: false }, ...facts },
    ).remediation;

  it('fills in the names of the entity', () => {
    expect(remediate('slo/{{ entity.metadata.name }}.yaml')).toEqual({
      text: 'Mend shop.',
      path: 'slo/shop.yaml',
      example: 'name: shop',
      link: 'https://example.org/how',
    });
  });

  it.each([
    ['a value that is missing', '{{ facts.a.none }}.yaml', {}],
    ['a way up', '{{ facts.b.p }}', { b: { p: '../../etc/passwd' } }],
    ['a way up inside', 'a/{{ facts.b.p }}/b', { b: { p: '..' } }],
    ['the root', '{{ facts.b.p }}', { b: { p: '/etc/passwd' } }],
    ['a home', '{{ facts.b.p }}', { b: { p: '~/x' } }],
    ['a scheme', '{{ facts.b.p }}', { b: { p: 'data:x' } }],
    ['a backslash', '{{ facts.b.p }}', { b: { p: 'a\\b' } }],
  ])('offers no path with %s', (_name, path, facts) => {
    expect(remediate(path, facts).path).toBeNull();
  });
});
