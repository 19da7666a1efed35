import fc from 'fast-check';
import {
  PartialCheck,
  toInput,
  toScorecard,
} from '../__testUtils__/testScorecard';
import { ConditionLine } from './ConditionLine';

type Facts = Parameters<typeof toInput>[0];

function explain(check: Partial<PartialCheck>, facts: Facts) {
  const scorecard = toScorecard([{ id: 'x', ...check }], {
    params: { min: 3, list: ['a'] },
  });
  const input = toInput(facts);
  return scorecard.explain(input, scorecard.evaluate(input))[0];
}

function draw(lines: ConditionLine[]): string[] {
  return lines.map(
    ({ role, depth, kind, truth, text, decided }) =>
      `${role} ${'  '.repeat(depth)}${kind} ${truth}${
        decided ? '*' : ''
      } ${text}`,
  );
}

describe('the conditions of an explanation', () => {
  it('show each part with its truth, what it saw, and which one decided', () => {
    const { conditions, deciding } = explain(
      {
        condition:
          'facts.a.ok && (facts.a.n > 5.0 || facts.a.doc == null) && facts.a.last == "x"',
      },
      { a: { ok: true, n: 2, doc: { words: 3 }, last: 'x' } },
    );
    expect(draw(conditions)).toEqual([
      expect.stringMatching(/^condition all false\* facts\.a\.ok && /),
      'condition   part true facts.a.ok',
      'condition   any false* facts.a.n > 5.0 || facts.a.doc == null',
      'condition     part false facts.a.n > 5.0',
      'condition     part false facts.a.doc == null',
      'condition   part not-reached facts.a.last == "x"',
    ]);
    expect(deciding).toBe('facts.a.n > 5.0 || facts.a.doc == null');
    expect(conditions[3].seen).toEqual([{ path: 'facts.a.n', value: 2 }]);
    expect(conditions[5].seen).toEqual([]);
  });

  it('show the parts of not and of a choice', () => {
    expect(
      draw(
        explain(
          {
            condition:
              '!(facts.a.ok ? facts.a.n > 5.0 : facts.a.n > params.min)',
          },
          { a: { ok: true, n: 9 } },
        ).conditions,
      ),
    ).toEqual([
      expect.stringMatching(/^condition not false\*/),
      expect.stringMatching(/^condition {3}choice true\*/),
      'condition     part true facts.a.ok',
      'condition     part true* facts.a.n > 5.0',
      'condition     part not-reached facts.a.n > params.min',
    ]);
  });

  it('show what fails beside what does not', () => {
    expect(
      draw(
        explain({ condition: 'facts.b.ok && facts.a.ok' }, { a: { ok: true } })
          .conditions,
      ),
    ).toEqual([
      'condition all failed* facts.b.ok && facts.a.ok',
      'condition   part failed* facts.b.ok',
      'condition   part true facts.a.ok',
    ]);
  });

  it('show only the expressions that were asked', () => {
    const check = {
      appliesTo: { kind: 'Component' },
      appliesWhen: 'facts.a.size > 1.0',
      unknownWhen: 'facts.a.n == null',
    };
    expect(
      draw(explain(check, { a: { ok: true, size: 1, n: 1 } }).conditions),
    ).toEqual([
      'applies part true kind: Component',
      'applies part false* facts.a.size > 1.0',
    ]);
    expect(
      draw(explain(check, { a: { ok: true, size: 2, n: null } }).conditions),
    ).toEqual([
      'applies part true kind: Component',
      'applies part true facts.a.size > 1.0',
      'unknown part true* facts.a.n == null',
    ]);
    expect(
      draw(explain(check, { a: { ok: true, size: 2, n: 1 } }).conditions),
    ).toEqual([
      'applies part true kind: Component',
      'applies part true facts.a.size > 1.0',
      'unknown part false facts.a.n == null',
      'condition part true* facts.a.ok',
    ]);
    expect(
      draw(
        explain({ ...check, appliesTo: { kind: 'API' } }, { a: { ok: true } })
          .conditions,
      ),
    ).toEqual(['applies part false* kind: API']);
  });

  it('have lines of bounded length', () => {
    const long = `facts.a.ok && "${'x'.repeat(2_000)}" == facts.a.text`;
    const { conditions } = explain(
      { condition: long },
      { a: { ok: true, text: 'y'.repeat(2_000) } },
    );
    expect(conditions).toHaveLength(3);
    expect(
      conditions.every(
        ({ text, seen }) =>
          text.length <= 500 &&
          seen.every(({ value }) => JSON.stringify(value).length <= 510),
      ),
    ).toBe(true);
  });

  it('say what the check answers, whatever its form', () => {
    const leaf = fc.constantFrom(
      'facts.a.t',
      'facts.a.f',
      'facts.b.gone',
      'facts.a.n > 1.0',
      'facts.a.n > 9.0',
    );
    const { condition } = fc.letrec<{ condition: string }>(tie => ({
      condition: fc.oneof(
        { depthSize: 'small' },
        leaf,
        fc
          .tuple(
            tie('condition'),
            fc.constantFrom('&&', '||'),
            tie('condition'),
          )
          .map(([a, operator, b]) => `(${a}) ${operator} (${b})`),
        tie('condition').map(a => `!(${a})`),
        fc
          .tuple(tie('condition'), tie('condition'), tie('condition'))
          .map(([a, b, c]) => `(${a}) ? (${b}) : (${c})`),
      ),
    }));
    const truths: Record<string, string> = {
      pass: 'true',
      fail: 'false',
      unknown: 'failed',
    };
    fc.assert(
      fc.property(condition, text => {
        fc.pre(text.length < 1_000);
        const { conditions, outcome } = explain(
          { condition: text },
          { a: { t: true, f: false, n: 2 } },
        );
        expect(conditions[0].truth).toBe(truths[outcome]);
        expect(conditions[0].decided).toBe(true);
        const decided = conditions.filter(line => line.decided);
        expect(decided.map(({ depth }) => depth)).toEqual(
          decided.map((_, i) => i),
        );
        expect(decided.every(({ truth }) => truth !== 'not-reached')).toBe(
          true,
        );
      }),
      { numRuns: 300 },
    );
  });
});
