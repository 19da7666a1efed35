import { chartWeeks } from './chartWeeks';

const days = [
  { date: '2026-05-15', deployments: 3, failures: 1, incidents: 0 },
  { date: '2026-05-18', deployments: 1, failures: 0, incidents: 2 },
];

describe('chartWeeks', () => {
  it('begins weeks on Monday, and keeps days without anything', () => {
    const weeks = chartWeeks({
      from: '2026-05-13',
      to: '2026-05-19',
      since: '2026-05-14',
      days,
    });
    expect(weeks.map(week => week.days.map(({ weekday }) => weekday))).toEqual([
      [2, 3, 4, 5, 6],
      [0, 1],
    ]);
    expect(weeks.map(week => week.deployments)).toEqual([3, 1]);
    expect(weeks.map(week => week.incidents)).toEqual([0, 2]);
    expect(weeks[0].days.map(({ isKnown }) => isKnown)).toEqual([
      false,
      true,
      true,
      true,
      true,
    ]);
  });

  it('knows no day without an event', () => {
    const [week] = chartWeeks({
      from: '2026-05-18',
      to: '2026-05-20',
      since: null,
      days: [],
    });
    expect(week.days.some(({ isKnown }) => isKnown)).toBe(false);
  });

  it.each([
    ['2026-05-20', '2026-05-19', 0],
    ['nonsense', '2026-05-19', 0],
    ['2026-05-18', 'nonsense', 0],
    ['1900-01-01', '2026-05-19', 400],
    ['2026-02-27', '2026-03-02', 4],
  ])('from %s to %s are %d days', (from, to, count) => {
    expect(
      chartWeeks({ from, to, since: null, days: [] }).flatMap(
        week => week.days,
      ),
    ).toHaveLength(count);
  });
});
