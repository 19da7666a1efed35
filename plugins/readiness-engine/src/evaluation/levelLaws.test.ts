/**
 * Laws of levels, as the guide to scorecards states them: what lowers a level, what
 * does not, and that every step in the right direction is one.
 */
import fc from 'fast-check';
import {
  arbitraryChoice,
  arbitrarySituation,
  change,
  CheckState,
  evaluate,
  holdDays,
  later,
  previousOf,
  Situation,
  toProgram,
  toSituationInput,
  without,
  withoutData,
} from '../__testUtils__/arbitrarySituation';
import { propertyRuns, propertyTimeout } from '../__testUtils__/propertyRuns';
import { EntityEvaluation } from './EntityEvaluation';
import { nextFixes } from './nextFixes';

jest.setTimeout(propertyTimeout);

const law = <T extends [unknown, ...unknown[]]>(
  ...given: Parameters<typeof fc.property<T>>
) => fc.assert(fc.property<T>(...given), propertyRuns);

/** Takes the data of some checks away. */
const hidden = (situation: Situation, ids: string[], state: CheckState) =>
  ids.reduce((left, id) => change(left, id, { state }), situation);

const arbitraryLoss = arbitrarySituation.chain(situation =>
  fc.tuple(
    fc.constant(situation),
    fc.subarray(situation.checks.map(({ id }) => id)),
    fc.constantFrom(...withoutData),
  ),
);

/** What happened to an entity, evaluation by evaluation. */
interface Step {
  before: EntityEvaluation;
  after: EntityEvaluation;
  /** Gates that count; `isLost`: fails, or had no answer for the time of hold. */
  gates: Array<{ level: number; isLost: boolean }>;
}

/** Evaluates again and again, each time with the state of the one before. */
function walk(
  start: Situation,
  steps: Array<{ hours: number; states: CheckState[] }>,
): Step[] {
  const program = toProgram(start);
  const silentSince = new Map<string, number>();
  let now = later(0).getTime();
  let before = program.evaluate(toSituationInput(start));
  const listen = (situation: Situation) => {
    for (const { id, state } of situation.checks) {
      if (['pass', 'fail', 'not-applicable'].includes(state)) {
        silentSince.delete(id);
      } else if (!silentSince.has(id)) {
        silentSince.set(id, now);
      }
    }
  };
  listen(start);
  return steps.map(({ hours, states: next }) => {
    now += hours * 3_600_000;
    const checks = start.checks.map((each, index) => ({
      ...each,
      state: next[index],
    }));
    listen({ ...start, checks });
    const after = program.evaluate(
      toSituationInput(
        { ...start, checks },
        { now: new Date(now), previous: previousOf(before) },
      ),
    );
    const isSilent = (id: string) =>
      now - (silentSince.get(id) ?? Infinity) >= holdDays * 86_400_000;
    const step = {
      before,
      after,
      gates: checks
        .filter(({ gate, stage }) => gate && stage === 'enforced')
        .map(({ id, level, state }) => ({
          level,
          isLost: state === 'fail' || isSilent(id),
        })),
    };
    before = after;
    return step;
  });
}

describe('missing data', () => {
  it('moves no level within the time of hold, and raises none ever', () => {
    law(
      arbitraryLoss,
      fc.double({ min: 0, max: 20, noNaN: true }),
      ([situation, ids, state], days) => {
        const before = evaluate(situation);
        const lost = hidden(situation, ids, state);
        const previous = previousOf(
          evaluate(lost, { previous: previousOf(before) }),
        );
        const after = evaluate(lost, { previous, now: later(days) });
        const { level } = before;
        expect(after.level).toBeLessThanOrEqual(level);
        expect(days >= holdDays || after.level === level).toBe(true);
      },
    );
  });

  it('lowers a level once the time is over, unless the gate was not needed for it', () => {
    law(arbitraryChoice, ([situation, { id }]) => {
      const gate = { gate: true, stage: 'enforced', state: 'pass' } as const;
      const known = change(situation, id, gate);
      const before = evaluate(known);
      const { level } = known.checks.find(each => each.id === id)!;
      fc.pre(before.level >= level);
      const lost = change(known, id, { state: 'missing' });
      const noticed = evaluate(lost, { previous: previousOf(before) });
      expect(noticed.heldUntil).toBe(later(holdDays).toISOString());
      const after = evaluate(lost, {
        previous: previousOf(noticed),
        now: later(holdDays),
      });
      expect(after.level).toBeLessThan(level);
      expect(after.heldUntil).toBeNull();
    });
  });

  it('gives no level to an entity that had none', () => {
    law(arbitraryLoss, ([situation, ids, state]) => {
      const lost = evaluate(hidden(situation, ids, state));
      expect(lost.level).toBeLessThanOrEqual(evaluate(situation).level);
    });
  });
});

describe('a level', () => {
  const history = fc.array(
    fc.record({
      hours: fc.integer({ min: 0, max: 80 }),
      states: fc.array(
        fc.constantFrom<CheckState>(
          'pass',
          'pass',
          'fail',
          'missing',
          'error',
          'stale',
        ),
        { minLength: 7, maxLength: 7 },
      ),
    }),
    { minLength: 1, maxLength: 8 },
  );

  it('falls by a gate that fails or had no answer for the time of hold, then at once, and by nothing else', () => {
    law(arbitrarySituation, history, (start, steps) => {
      for (const { before, after, gates } of walk(start, steps)) {
        const isLost = (level: number) =>
          gates.some(gate => gate.level <= level && gate.isLost);
        expect(after.level >= before.level || isLost(before.level)).toBe(true);
        expect(isLost(after.level)).toBe(false);
      }
    });
  });

  it('is never above the ceiling, and its gates are met or held', () => {
    law(arbitrarySituation, situation => {
      const { level, ceiling, results, heldUntil } = evaluate(situation);
      expect(level).toBeLessThanOrEqual(ceiling);
      expect(heldUntil).toBeNull();
      for (const { checkId, outcome, counts } of results) {
        const { gate, level: own } = situation.checks.find(
          ({ id }) => id === checkId,
        )!;
        expect(
          !gate ||
            !counts ||
            own > level ||
            ['pass', 'not-applicable'].includes(outcome),
        ).toBe(true);
      }
    });
  });
});

describe('a check that is fixed', () => {
  it('lowers nothing, and leaves no more to fix', () => {
    law(arbitraryChoice, ([situation, { id, state }]) => {
      fc.pre(state !== 'not-applicable');
      const before = evaluate(situation);
      const after = evaluate(change(situation, id, { state: 'pass' }));
      expect(after.level).toBeGreaterThanOrEqual(before.level);
      expect(after.ceiling).toBe(before.ceiling);
      expect(after.score ?? 0).toBeGreaterThanOrEqual(before.score ?? 0);
      expect(after.coverage ?? 0).toBeGreaterThanOrEqual(before.coverage ?? 0);
      expect(after.onTarget || !before.onTarget).toBe(true);
      expect(before.fixesToTarget).toEqual(
        expect.arrayContaining(after.fixesToTarget),
      );
    });
  });

  it('brings to the target, when it is the last of the fixes', () => {
    law(arbitrarySituation, situation => {
      const before = evaluate(situation);
      expect(before.onTarget).toBe(before.fixesToTarget.length === 0);
      const fixed = before.fixesToTarget.reduce(
        (left, id) => change(left, id, { state: 'pass' }),
        situation,
      );
      expect(evaluate(fixed).onTarget).toBe(true);
    });
  });

  it('unlocks the level that was promised, in the order of the fixes', () => {
    law(arbitrarySituation, situation => {
      const steps = nextFixes(toProgram(situation), evaluate(situation));
      let fixed = situation;
      for (const { checkId, unlocks } of steps) {
        const before = evaluate(fixed).level;
        fixed = change(fixed, checkId, { state: 'pass' });
        expect(evaluate(fixed).level).toBe(unlocks ?? before);
      }
    });
  });
});

describe('an exemption', () => {
  it('lowers no level, touches no other result, and adds nothing to what passed', () => {
    law(arbitraryChoice, ([situation, { id }]) => {
      const before = evaluate(situation);
      const after = toProgram(situation, [id]).evaluate(
        toSituationInput(situation),
      );
      expect(after.level).toBeGreaterThanOrEqual(before.level);
      expect(after.onTarget || !before.onTarget).toBe(true);
      const others = ({ results }: EntityEvaluation) =>
        results.filter(({ checkId }) => checkId !== id);
      expect(others(after)).toEqual(others(before));
      expect(after.weights.passed).toBe(before.weights.passed);
    });
  });

  it('counts for the level as a pass does', () => {
    law(arbitraryChoice, ([situation, { id, state }]) => {
      fc.pre(state !== 'not-applicable');
      const exempted = toProgram(situation, [id]).evaluate(
        toSituationInput(situation),
      );
      const passed = evaluate(change(situation, id, { state: 'pass' }));
      expect(exempted.level).toBe(passed.level);
      expect(exempted.ceiling).toBe(passed.ceiling);
      expect(exempted.onTarget).toBe(passed.onTarget);
    });
  });
});

describe('a gate', () => {
  it('is left out where none of its sources is connected', () => {
    law(arbitraryChoice, ([situation, { id }]) => {
      const input = toSituationInput(situation);
      const connected = new Set(input.connected);
      connected.delete(`f${id.slice(1)}`);
      const inactive = toProgram(situation).evaluate({ ...input, connected });
      expect(inactive.inactive).toEqual([id]);
      fc.pre(situation.checks.length > 1);
      const removed = evaluate(without(situation, id));
      expect({ ...inactive, inactive: [] }).toEqual(removed);
    });
  });

  it('without an answer is the same, whether data are missing or it fails to run', () => {
    law(
      arbitraryChoice,
      fc.constantFrom<CheckState>('missing', 'stale', 'undecided'),
      ([situation, { id }], state) => {
        const strip = ({
          results: _,
          validUntil: __,
          ...rest
        }: EntityEvaluation) => rest;
        const unknown = evaluate(change(situation, id, { state }));
        const failed = evaluate(change(situation, id, { state: 'error' }));
        expect(strip(unknown)).toEqual(strip(failed));
      },
    );
  });
});
