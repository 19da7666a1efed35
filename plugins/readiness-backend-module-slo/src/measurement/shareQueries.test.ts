import { MeasurableObjective } from './MeasurableSlo';
import { countsMeasure, shareMeasure, thresholdMeasure } from './measures';
import { plainPromQl } from './promQlText';
import { historyQueries, momentsApart, shareQuery } from './shareQueries';

const day = 86_400;
const objective = (
  measure: MeasurableObjective['measure'],
  slices: MeasurableObjective['slices'] = null,
) => ({ measure, slices });

const good = countsMeasure({
  of: 'good',
  part: 'sum(a{code="200"})',
  total: 'a',
  counter: true,
});

describe('shareQuery', () => {
  it.each<[string, ReturnType<typeof objective>, number, string]>([
    [
      'counters of good events',
      objective(good),
      28 * day,
      'sum(increase(a{code="200"}[28d])) / (sum(increase(a[28d])) > 0)',
    ],
    [
      'bad events by a template',
      objective(
        countsMeasure({
          of: 'bad',
          part: 'rate(b[{{.window}}])',
          total: 'rate(a[{{.window}}])',
        }),
      ),
      3_600,
      '1 - (sum(rate(b[1h])) or vector(0)) / (sum(rate(a[1h])) > 0)',
    ],
    [
      'levels',
      objective(
        countsMeasure({
          of: 'good',
          part: 'rate(a[5m])',
          total: 'b',
          counter: false,
        }),
      ),
      3_600,
      'sum(sum_over_time((rate(a[5m]))[1h:15s])) / (sum(sum_over_time((b)[1h:15s])) > 0)',
    ],
    [
      'counters that are worked out',
      objective(
        countsMeasure({ of: 'good', part: 'a + b', total: 'c', counter: true }),
      ),
      day,
      'sum(increase((a + b)[1d:30s])) / (sum(increase(c[1d])) > 0)',
    ],
    [
      'a rate that is said to be a counter',
      objective(
        countsMeasure({
          of: 'good',
          part: 'sum(rate(a[5m]))',
          total: 'sum(rate(b[5m]))',
          counter: true,
        }),
      ),
      300,
      'sum(sum_over_time((sum(rate(a[5m])))[5m:15s])) / (sum(sum_over_time((sum(rate(b[5m])))[5m:15s])) > 0)',
    ],
    [
      'a share of failures',
      objective(shareMeasure('bad', 'a:ratio')),
      3_600,
      '1 - avg(avg_over_time((a:ratio)[1h:15s]))',
    ],
    [
      'a threshold',
      objective(thresholdMeasure('a', 'lte', 0.5)),
      3_600,
      'avg(avg_over_time(((a) <= bool 0.5)[1h:15s]))',
    ],
    [
      'time slices',
      objective(good, { seconds: 60, target: 0.95 }),
      3_600,
      'avg_over_time(((sum(increase(a{code="200"}[1m])) / (sum(increase(a[1m])) > 0)) >= bool 0.949999999)[1h:1m])',
    ],
    [
      'the mean of slices',
      objective(good, { seconds: 60, target: null }),
      3_600,
      'avg_over_time((sum(increase(a{code="200"}[1m])) / (sum(increase(a[1m])) > 0))[1h:1m])',
    ],
    [
      'what Sloth recorded',
      objective({ kind: 'recorded', slothId: 'a-"b"' }),
      3_600,
      '1 - max(slo:sli_error:ratio_rate1h{sloth_id="a-\\"b\\""})',
    ],
  ])('asks for %s', (_, asked, seconds, query) => {
    expect(shareQuery(asked, seconds)).toBe(query);
    expect(plainPromQl(query)).toEqual({ query });
  });

  it('does not ask for what does not fit', () => {
    const none = { kind: 'none' as const, reason: 'x' };
    expect(shareQuery(objective(none), 3_600)).toBeUndefined();
    const slices = { seconds: 3_600, target: 0.9 };
    expect(shareQuery(objective(good, slices), 300)).toBeUndefined();
    const many = { seconds: 1, target: 0.9 };
    expect(shareQuery(objective(good, many), 28 * day)).toBeUndefined();
  });

  it('takes counts apart for a history', () => {
    expect(historyQueries(objective(good), 3_600)).toEqual({
      kind: 'counts',
      of: 'good',
      part: 'sum(increase(a{code="200"}[1h]))',
      total: 'sum(increase(a[1h]))',
    });
    expect(
      historyQueries(objective(good, { seconds: 60, target: 0.9 }), 3_600),
    ).toMatchObject({ kind: 'share' });
  });

  it('looks at some thousand moments of a window, whatever its length', () => {
    for (const seconds of [60, 3_600, day, 28 * day, 365 * day]) {
      expect(seconds / momentsApart(seconds)).toBeLessThanOrEqual(4_000);
    }
  });
});
