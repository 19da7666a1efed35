import {
  Outcome,
  outcomes,
} from '@team-readiness/backstage-plugin-readiness-common';
import fc from 'fast-check';
import { compareReports, EarlierScorecard } from './compareReports';
import { ScorecardReport } from './EvaluationReport';

function scorecard(
  level: number,
  results: Record<string, Outcome>,
): ScorecardReport {
  return {
    name: 'a',
    title: 'A',
    level,
    levelName: '',
    ceiling: 3,
    target: null,
    targetName: null,
    onTarget: null,
    score: null,
    coverage: null,
    fixes: [],
    notConnected: [],
    results: Object.entries(results).map(([check, outcome]) => ({
      check,
      title: check,
      area: 'ownership',
      level: 1,
      gate: true,
      counts: true,
      outcome,
      reason: 'condition',
      message: '',
      from: 'files',
    })),
  };
}

const compare = (before: EarlierScorecard, after: ScorecardReport) =>
  compareReports(
    [{ ref: 'x', scorecards: [before] }],
    [{ ref: 'x', scorecards: [after] }],
    'before',
  ).scorecards[0];

describe('compareReports', () => {
  it.each<[Outcome, Outcome, string]>([
    ['fail', 'pass', 'better'],
    ['unknown', 'pass', 'better'],
    ['pass', 'fail', 'worse'],
    ['pass', 'unknown', 'worse'],
    ['pass', 'error', 'worse'],
    ['fail', 'unknown', 'same'],
    ['unknown', 'fail', 'same'],
    ['pass', 'exempt', 'same'],
    ['fail', 'not-applicable', 'better'],
    ['pass', 'pass', 'same'],
  ])('takes %s to %s for %s', (before, after, direction) => {
    expect(
      compare(scorecard(1, { c: before }), scorecard(1, { c: after }))
        .direction,
    ).toBe(direction);
  });

  it('counts a lower level as worse, and a check that is new as neither', () => {
    const { direction } = compare(
      scorecard(2, { c: 'pass' }),
      scorecard(1, { c: 'pass', d: 'fail' }),
    );
    expect(direction).toBe('worse');
    expect(
      compare(scorecard(1, {}), scorecard(1, { d: 'fail' })),
    ).toMatchObject({
      direction: 'same',
      changes: [{ check: 'd', before: null, after: 'fail' }],
    });
  });

  it('names entities that are new and those that are gone', () => {
    const only = { ref: 'x', scorecards: [scorecard(1, { c: 'fail' })] };
    expect(compareReports([], [only], 'b')).toMatchObject({
      worse: false,
      scorecards: [{ ref: 'x', levelBefore: null, levelAfter: 1, changes: [] }],
    });
    expect(compareReports([only], [], 'b')).toMatchObject({
      worse: false,
      scorecards: [{ ref: 'x', levelBefore: 1, levelAfter: null }],
    });
  });

  const someScorecard = fc
    .tuple(
      fc.integer({ min: 0, max: 3 }),
      fc.dictionary(
        fc.constantFrom('a', 'b', 'c', 'd'),
        fc.constantFrom(...outcomes),
      ),
    )
    .map(([level, results]) => scorecard(level, results));

  it('finds no change in what is the same, and the opposite the other way round', () => {
    const opposite = { better: 'worse', worse: 'better' } as Record<
      string,
      string
    >;
    fc.assert(
      fc.property(someScorecard, someScorecard, (one, other) => {
        expect(compare(one, one)).toMatchObject({
          direction: 'same',
          changes: [],
        });
        const there = compare(one, other);
        const back = compare(other, one);
        expect(back.direction).toBe(
          opposite[there.direction] ?? there.direction,
        );
        expect(back.changes).toHaveLength(there.changes.length);
      }),
    );
  });
});
