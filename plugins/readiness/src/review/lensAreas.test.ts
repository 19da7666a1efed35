import { areas } from '@team-readiness/backstage-plugin-readiness-common';
import { readiness, result } from '../__testUtils__/examples';
import { lensAreas, lenses, viewThrough } from './lensAreas';

describe('the lenses of a review', () => {
  it('look at each area through exactly one', () => {
    expect(lenses.flatMap(lens => lensAreas[lens]).sort()).toEqual(
      [...areas].sort(),
    );
  });

  it('show what counts and is needed for a lower level first, of all scorecards', () => {
    const of = (checkId: string, changes: object) =>
      result({ checkId, area: 'slos', ...changes });
    const view = viewThrough('reliability', [
      readiness({
        results: [
          of('later', { counts: false, level: 1 }),
          of('score', { gate: false, level: 1 }),
          of('third', { level: 3 }),
          of('second', { level: 2 }),
          of('met', { outcome: 'pass' }),
          of('none', { outcome: 'unknown' }),
          of('broken', { outcome: 'error' }),
          of('exempt', { outcome: 'exempt' }),
          of('out', { outcome: 'not-applicable' }),
          result({ checkId: 'other lens', area: 'cost' }),
        ],
      }),
      readiness({
        scorecard: { id: 'ml', title: 'ML' },
        results: [of('drift', { area: 'ml', level: 1 })],
      }),
    ]);
    const ids = (results: typeof view.notMet) =>
      results.map(({ scorecard, checkId }) => `${scorecard}/${checkId}`);
    expect(ids(view.notMet)).toEqual([
      'ml/drift',
      'service-readiness/second',
      'service-readiness/third',
      'service-readiness/score',
      'service-readiness/later',
    ]);
    expect(ids(view.notKnown)).toEqual([
      'service-readiness/none',
      'service-readiness/broken',
    ]);
    expect(ids(view.exempt)).toEqual(['service-readiness/exempt']);
    expect(ids(view.met)).toEqual(['service-readiness/met']);
    expect(view.notApplicable).toBe(1);
  });
});
