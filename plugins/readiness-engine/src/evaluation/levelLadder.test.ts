import { Outcome } from '@team-readiness/backstage-plugin-readiness-common';
import fc from 'fast-check';
import { toCheck } from '../__testUtils__/testScorecard';
import { TargetLevel } from './EntityEvaluation';
import { compareWithTarget, findLevel, GateResult } from './levelLadder';

const day = 86_400_000;
const now = Date.parse('2026-06-15T10:00:00Z');

type Gate = [level: number, outcome: Outcome, daysAgo?: number];

function toGates(gates: Gate[]): GateResult[] {
  return gates.map(([level, outcome, daysAgo = 100], i) => ({
    definition: toCheck({ id: `g${i}`, level }) as GateResult['definition'],
    result: {
      checkId: `g${i}`,
      outcome,
      reason: 'condition',
      branch: 0,
      counts: true,
      since: new Date(now - daysAgo * day).toISOString(),
    },
  }));
}

function levelOf(gates: Gate[], previous = 0, holdDays = 14) {
  return findLevel(toGates(gates), previous, holdDays, now);
}

describe('findLevel', () => {
  it.each<[string, Gate[], number, number]>([
    ['no gates', [], 0, 0],
    ['a pass', [[1, 'pass']], 1, 1],
    ['an exempt gate', [[1, 'exempt']], 1, 1],
    ['a failure', [[1, 'fail']], 0, 1],
    ['an unknown', [[1, 'unknown']], 0, 1],
    ['an error', [[1, 'error']], 0, 1],
    [
      'a level at which nothing applies',
      [
        [1, 'pass'],
        [2, 'not-applicable'],
      ],
      1,
      1,
    ],
    ['nothing that applies', [[1, 'not-applicable']], 0, 0],
    [
      'one of two at a level',
      [
        [1, 'pass'],
        [1, 'fail'],
      ],
      0,
      1,
    ],
    [
      'a failure below',
      [
        [1, 'fail'],
        [2, 'pass'],
      ],
      0,
      2,
    ],
    [
      'a failure above',
      [
        [1, 'pass'],
        [2, 'fail'],
      ],
      1,
      2,
    ],
    [
      'a level that is not offered in between',
      [
        [1, 'pass'],
        [3, 'pass'],
      ],
      3,
      3,
    ],
    [
      'a failure above a level that is not offered',
      [
        [1, 'pass'],
        [3, 'fail'],
      ],
      1,
      3,
    ],
    [
      'a gate above that does not apply',
      [
        [1, 'pass'],
        [2, 'pass'],
        [2, 'not-applicable'],
      ],
      2,
      2,
    ],
  ])('with %s', (_name, gates, level, ceiling) => {
    expect(levelOf(gates)).toMatchObject({ level, ceiling, heldUntil: null });
  });

  it.each<[string, Gate[], number, number]>([
    ['holds over unknown', [[1, 'unknown', 1]], 1, 1],
    ['holds over error', [[1, 'error', 1]], 1, 1],
    ['holds up to the last moment', [[1, 'unknown', 13.99]], 1, 1],
    ['lets go after the hold', [[1, 'unknown', 14]], 1, 0],
    [
      'lets go at once where a gate fails',
      [
        [1, 'pass'],
        [2, 'fail', 0],
      ],
      2,
      1,
    ],
    [
      'lets go at once of a level below which a gate fails',
      [
        [1, 'fail', 0],
        [2, 'unknown', 1],
      ],
      2,
      0,
    ],
    [
      'is no way up',
      [
        [1, 'pass'],
        [2, 'unknown', 1],
      ],
      1,
      1,
    ],
    [
      'falls to the level that is still held',
      [
        [1, 'pass'],
        [2, 'unknown', 3],
        [3, 'unknown', 20],
      ],
      3,
      2,
    ],
    [
      'falls to what is met',
      [
        [1, 'pass'],
        [2, 'unknown', 20],
        [3, 'unknown', 3],
      ],
      3,
      1,
    ],
    [
      'holds no more than the ceiling',
      [
        [1, 'unknown', 1],
        [2, 'not-applicable'],
      ],
      2,
      1,
    ],
  ])('%s', (_name, gates, previous, level) => {
    expect(levelOf(gates, previous).level).toBe(level);
  });

  it('tells since when and until when it holds', () => {
    const { heldSince, heldUntil } = levelOf(
      [
        [1, 'unknown', 2],
        [2, 'error', 5],
        [3, 'unknown', 9],
      ],
      2,
    );
    expect([heldSince, heldUntil]).toEqual([now - 5 * day, now + 9 * day]);
  });

  it('holds nothing where the hold is no days', () => {
    expect(levelOf([[1, 'unknown', 0]], 1, 0).level).toBe(0);
  });
});

describe('laws of the ladder', () => {
  const gate = fc.tuple(
    fc.integer({ min: 1, max: 4 }),
    fc.constantFrom<Outcome>(
      'pass',
      'fail',
      'unknown',
      'not-applicable',
      'exempt',
      'error',
    ),
    fc.integer({ min: 0, max: 30 }),
  );
  const gates = fc.array(gate, { maxLength: 12 });
  const previous = fc.integer({ min: 0, max: 4 });

  it('no level is above the ceiling, and each is offered or 0', () => {
    fc.assert(
      fc.property(gates, previous, (list, before) => {
        const { level, ceiling, offered } = levelOf(list as Gate[], before);
        expect(level).toBeLessThanOrEqual(ceiling);
        expect([0, ...offered]).toContain(level);
      }),
    );
  });

  it('no failing gate is at or below the level', () => {
    fc.assert(
      fc.property(gates, previous, (list, before) => {
        const { level } = levelOf(list as Gate[], before);
        const failing = list.filter(([, outcome]) => outcome === 'fail');
        expect(failing.every(([at]) => at > level)).toBe(true);
      }),
    );
  });

  it('a hold never lifts above the level before', () => {
    fc.assert(
      fc.property(gates, previous, (list, before) => {
        const held = levelOf(list as Gate[], before).level;
        const met = levelOf(list as Gate[], 0).level;
        expect(held).toBeLessThanOrEqual(Math.max(met, before));
        expect(held).toBeGreaterThanOrEqual(met);
      }),
    );
  });

  it('without a failure, and within the hold, no level is lost', () => {
    fc.assert(
      fc.property(gates, previous, (list, before) => {
        const kind = list.filter(([, outcome]) => outcome !== 'fail');
        const fresh = kind.map(([at, outcome]): Gate => [at, outcome, 1]);
        const { level, offered } = levelOf(fresh, before);
        const atMost = offered.filter(at => at <= before).at(-1) ?? 0;
        expect(level).toBeGreaterThanOrEqual(atMost);
      }),
    );
  });
});

describe('compareWithTarget', () => {
  function compare(list: Gate[], target: TargetLevel, previous = 0) {
    const found = toGates(list);
    found.forEach(({ definition }, i) => {
      definition.effort = [4, 1, 2, 1][i % 4];
      definition.area = i % 2 === 0 ? 'ownership' : 'cost';
    });
    const position = findLevel(found, previous, 14, now);
    return compareWithTarget(found, position, target);
  }

  it.each<[string, Gate[], TargetLevel, boolean, string[]]>([
    ['is at its target', [[1, 'pass']], { level: 1 }, true, []],
    [
      'is above it',
      [
        [1, 'pass'],
        [2, 'pass'],
      ],
      { level: 1 },
      true,
      [],
    ],
    [
      'is below it',
      [
        [1, 'pass'],
        [2, 'fail'],
      ],
      { level: 2 },
      false,
      ['g1'],
    ],
    [
      'is at its ceiling, below the target',
      [[1, 'pass']],
      { level: 3 },
      true,
      [],
    ],
    ['has no gates at all', [], { level: 3 }, true, []],
    [
      'has a target that is not offered',
      [
        [1, 'pass'],
        [3, 'fail'],
      ],
      { level: 2 },
      true,
      [],
    ],
    [
      'lists the lower level first where the effort is the same',
      [
        [1, 'pass'],
        [3, 'fail'],
        [1, 'pass'],
        [2, 'fail'],
      ],
      { level: 3 },
      false,
      ['g3', 'g1'],
    ],
    [
      'lists least effort first, then by id',
      [
        [1, 'fail'],
        [1, 'fail'],
        [1, 'unknown'],
        [1, 'error'],
      ],
      { level: 1 },
      false,
      ['g1', 'g3', 'g2', 'g0'],
    ],
    [
      'lists nothing above the target',
      [
        [1, 'fail'],
        [2, 'fail'],
      ],
      { level: 1 },
      false,
      ['g0'],
    ],
    [
      'is asked for one area',
      [
        [1, 'pass'],
        [1, 'fail'],
      ],
      { level: 1, only: { areas: ['ownership'] } },
      true,
      [],
    ],
    [
      'misses the one area',
      [
        [1, 'fail'],
        [1, 'fail'],
      ],
      { level: 1, only: { areas: ['ownership'] } },
      false,
      ['g0'],
    ],
    [
      'is asked for checks or areas',
      [
        [1, 'fail'],
        [1, 'fail'],
        [1, 'fail'],
      ],
      { level: 1, only: { areas: ['cost'], checks: ['g0'] } },
      false,
      ['g1', 'g0'],
    ],
    [
      'is asked for checks up to a level',
      [
        [1, 'pass'],
        [2, 'fail'],
      ],
      { level: 1, only: { areas: ['ownership', 'cost'] } },
      true,
      [],
    ],
  ])('%s', (_name, list, target, onTarget, fixes) => {
    expect(compare(list, target)).toEqual({ onTarget, fixes });
  });

  it('counts a held gate as met, with and without only', () => {
    const held: Gate[] = [[1, 'unknown', 3]];
    const only = { areas: ['ownership' as const] };
    expect(compare(held, { level: 1 }, 1).onTarget).toBe(true);
    expect(compare(held, { level: 1, only }, 1).onTarget).toBe(true);
    expect(compare(held, { level: 1, only }, 0)).toEqual({
      onTarget: false,
      fixes: ['g0'],
    });
  });
});
