import { parseAmount } from '../amounts';
import { dayOf } from './months';
import { weekOverWeek } from './weekOverWeek';

const day = (text: string) => dayOf(Date.parse(text));

describe('weekOverWeek', () => {
  const newestDay = day('2026-05-15');
  /** 2 a day from the first, 3 from the eighth, 100 on the newest, which is not whole. */
  const days = new Map(
    Array.from({ length: 15 }, (_, index) => [
      day('2026-05-01') + index,
      parseAmount(['2', '3', '100'][Math.floor(index / 7)]) ?? 0n,
    ]),
  );

  it('compares seven whole days with the seven before', () => {
    expect(
      weekOverWeek({ days, newestDay, firstDay: day('2026-05-01') }),
    ).toEqual({
      from: '2026-05-01',
      to: '2026-05-08',
      amount: 7,
      percent: 50,
    });
  });

  it('takes days without a charge for nothing', () => {
    const sparse = new Map([[day('2026-05-14'), parseAmount('1.005') ?? 0n]]);
    expect(
      weekOverWeek({ days: sparse, newestDay, firstDay: day('2026-04-01') }),
    ).toMatchObject({ amount: 1.01, percent: null });
  });

  it.each([undefined, '2026-05-02'])(
    'is not told where the first charge is of %s: no two weeks are whole',
    first => {
      expect(
        weekOverWeek({
          days,
          newestDay,
          firstDay: first === undefined ? undefined : day(first),
        }),
      ).toBeNull();
    },
  );
});
