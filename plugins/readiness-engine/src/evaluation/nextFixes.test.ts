import fc from 'fast-check';
import {
  anyFact,
  PartialCheck,
  testNow,
  toFact,
  toInput,
  toScorecard,
} from '../__testUtils__/testScorecard';
import { Scorecard } from '@team-readiness/backstage-plugin-readiness-common';
import { EvaluationInput } from './EntityEvaluation';
import { nextFixes } from './nextFixes';

const collectors = Array.from({ length: 8 }, (_, i) => `f${i}`);
const expired = '2026-06-15T09:30:00Z';

/** What is known of a check: its own fact, or that there is none. */
type State = 'ok' | 'bad' | 'missing' | 'stale' | 'undecided' | 'broken';

function toFacts(states: readonly State[]): EvaluationInput['facts'] {
  const facts = { ...toInput({}).facts };
  states.forEach((state, i) => {
    const id = collectors[i];
    if (state !== 'missing') {
      facts[id as keyof typeof facts] = toFact(
        id,
        state === 'broken'
          ? {}
          : { ok: state === 'ok', n: state === 'undecided' ? null : 1 },
        state === 'stale' ? { expiresAt: expired } : {},
      );
    }
  });
  return facts;
}

const toTestInput = (
  states: readonly State[],
  change: Partial<EvaluationInput> = {},
): EvaluationInput => ({
  ...toInput({}),
  facts: toFacts(states),
  connected: new Set(collectors),
  ...change,
});

describe('nextFixes', () => {
  it('says what is missing, whatever the reason', () => {
    const check = (id: string, condition: string): PartialCheck => ({
      id,
      condition,
      unknownWhen: 'facts.a.n == null',
    });
    const scorecard = toScorecard(
      [
        check('source', 'facts.a.ok && facts.z.ok'),
        check('never', 'facts.a.ok && facts.b.ok'),
        check('stale', 'facts.a.ok && facts.c.ok'),
        check('fails', '!facts.a.ok'),
        {
          id: 'undecided',
          unknownWhen: 'facts.d.n == null',
          condition: 'true',
        },
      ],
      { targets: [{ when: { kind: 'Component' }, level: 1 }] },
      ['a', 'b', 'c', 'd', 'z'].map(anyFact),
    );
    const input = toInput({ a: { ok: true, n: 1 }, d: { n: null } });
    const facts = {
      ...input.facts,
      c: toFact('c', { ok: true }, { expiresAt: expired }),
    };
    const connected = new Set(['a', 'b', 'c', 'd']);
    const all = { ...input, facts, connected };
    const evaluation = scorecard.evaluate(all);
    expect(
      nextFixes(scorecard, evaluation, all).map(
        ({ checkId, outcome, missing }) => [checkId, outcome, missing],
      ),
    ).toEqual([
      ['fails', 'fail', []],
      ['never', 'unknown', [{ fact: 'b', why: 'never-observed' }]],
      ['source', 'unknown', [{ fact: 'z', why: 'no-source' }]],
      ['stale', 'unknown', [{ fact: 'c', why: 'stale' }]],
      ['undecided', 'unknown', [{ fact: 'd', why: 'not-in-fact' }]],
    ]);
    expect(
      nextFixes(scorecard, evaluation).every(
        ({ missing }) => missing.length === 0,
      ),
    ).toBe(true);
  });

  describe('law', () => {
    const checks = fc.array(
      fc.record({
        level: fc.integer({ min: 1, max: 3 }),
        gate: fc.boolean(),
        effort: fc.integer({ min: 1, max: 4 }),
        area: fc.constantFrom('ownership', 'slos', 'cost'),
        optOut: fc.boolean(),
        stage: fc.constantFrom('enforced', 'enforced', 'warn'),
      }),
      { minLength: 1, maxLength: collectors.length },
    );
    const target = fc.record(
      {
        level: fc.integer({ min: 1, max: 3 }),
        only: fc.record({
          areas: fc.uniqueArray(fc.constantFrom('ownership', 'slos'), {
            minLength: 1,
          }),
        }),
      },
      { requiredKeys: ['level'] },
    );
    const state = fc.constantFrom<State>(
      'ok',
      'bad',
      'missing',
      'stale',
      'undecided',
      'broken',
    );
    const states = fc.array(state, {
      minLength: collectors.length,
      maxLength: collectors.length,
    });

    /** A scorecard, and an entity that has been evaluated once before. */
    function toCase(
      list: object[],
      asked: object,
      before: readonly State[],
      now: readonly State[],
    ) {
      const scorecard = toScorecard(
        list.map((check, i) => ({
          ...check,
          id: `c${i}`,
          condition: `facts.${collectors[i]}.ok`,
          unknownWhen: `facts.${collectors[i]}.n == null`,
        })) as PartialCheck[],
        {
          targets: [{ when: { kind: 'Component' }, ...asked }],
        } as unknown as Partial<Scorecard['spec']>,
        collectors.map(anyFact),
      );
      const earlier = scorecard.evaluate(
        toTestInput(before, { now: new Date('2026-06-15T09:00:00Z') }),
      );
      const evaluate = (
        known: readonly State[],
        previous: EvaluationInput['previous'],
      ) => {
        const input = toTestInput(known, { now: testNow, previous });
        const evaluation = scorecard.evaluate(input);
        return { evaluation, fixes: nextFixes(scorecard, evaluation, input) };
      };
      return { evaluate, first: evaluate(now, earlier) };
    }

    const indexOf = (checkId: string) => Number(checkId.slice(1));
    const doFixes = (known: readonly State[], ids: string[]): State[] => {
      const done = [...known];
      ids.forEach(id => {
        done[indexOf(id)] = 'ok';
      });
      return done;
    };

    it('exactly these fixes put an entity on target, and leaving out any one does not', () => {
      fc.assert(
        fc.property(
          checks,
          target,
          states,
          states,
          (list, asked, before, now) => {
            const { evaluate, first } = toCase(list, asked, before, now);
            const { evaluation, fixes } = first;
            const ids = fixes.map(({ checkId }) => checkId);
            expect(ids).toEqual(evaluation.fixesToTarget);
            expect(ids.length === 0).toBe(evaluation.onTarget);
            const after = (done: string[]) =>
              evaluate(doFixes(now, done), evaluation).evaluation.onTarget;
            expect(after(ids)).toBe(true);
            ids.forEach(left => {
              expect(after(ids.filter(id => id !== left))).toBe(false);
            });
          },
        ),
      );
    });

    it('each fix unlocks the level that is reached when it and those before it are done', () => {
      fc.assert(
        fc.property(checks, target, states, (list, asked, now) => {
          const { evaluate, first } = toCase(list, asked, now, now);
          let reached = first.evaluation.level;
          first.fixes.forEach(({ unlocks }, i) => {
            const ids = first.fixes.slice(0, i + 1).map(fix => fix.checkId);
            const { level } = evaluate(
              doFixes(now, ids),
              first.evaluation,
            ).evaluation;
            expect(level).toBe(Math.max(reached, unlocks ?? 0));
            reached = level;
          });
        }),
      );
    });

    it('the cheapest fix comes first', () => {
      fc.assert(
        fc.property(checks, target, states, (list, asked, now) => {
          const { fixes } = toCase(list, asked, now, now).first;
          const efforts = fixes.map(({ effort }) => effort);
          expect(efforts).toEqual([...efforts].sort((a, b) => a - b));
        }),
      );
    });

    it('what has no answer says what it waits for', () => {
      fc.assert(
        fc.property(checks, target, states, (list, asked, now) => {
          const { fixes } = toCase(list, asked, now, now).first;
          const why: Partial<Record<State, string>> = {
            missing: 'never-observed',
            stale: 'stale',
            undecided: 'not-in-fact',
          };
          fixes.forEach(({ checkId, missing }) => {
            const reason = why[now[indexOf(checkId)]];
            const fact = collectors[indexOf(checkId)];
            expect(missing).toEqual(reason ? [{ fact, why: reason }] : []);
          });
        }),
      );
    });
  });
});
