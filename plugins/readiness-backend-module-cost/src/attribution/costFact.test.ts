import { testCharge } from '../__fixtures__/charge';
import { parseAmount } from '../amounts';
import { Charge } from '../focus';
import { costFact } from './costFact';
import { observedPeriod } from './ObservedPeriod';
import { SpendAggregate } from './SpendAggregate';
import { noSpend } from './SpendSums';

const hour = 3_600_000;
const day = 24 * hour;

function charge(
  start: string,
  amount: string,
  options: { length?: number; end?: string; currency?: string } = {},
): Charge {
  const from = Date.parse(start);
  return testCharge({
    start: from,
    end: options.end ? Date.parse(options.end) : from + (options.length ?? day),
    currency: options.currency ?? 'EUR',
    amount: parseAmount(amount) ?? 0n,
  });
}

/** The fact of an entity to which all the charges belong. */
function fact(
  charges: Charge[],
  options: { now?: string; others?: Charge[] } = {},
) {
  const now = new Date(options.now ?? '2026-12-31T00:00:00Z');
  const own = new SpendAggregate({ tagKeys: ['service'], now });
  const all = new SpendAggregate({ tagKeys: ['service'], now });
  charges.forEach(each => own.add(each));
  [...charges, ...(options.others ?? [])].forEach(each => all.add(each));
  const period = observedPeriod(all, now);
  if (!period) {
    throw new Error('nothing observed');
  }
  const [tagged] = own.tagged();
  return costFact(tagged ?? noSpend(), period, {
    currencies: new Set(['EUR']),
    hasDays: true,
  });
}

describe('costFact', () => {
  it('projects the month to date evenly', () => {
    expect(
      fact([
        charge('2026-04-01T00:00:00Z', '10.001'),
        charge('2026-04-10T00:00:00Z', '20.004'),
      ]),
    ).toEqual({
      attributed: true,
      currency: 'EUR',
      month: '2026-04',
      monthToDate: 30.01,
      // 30.005 / 10 * 30
      forecast: 90.02,
      daysObserved: 10,
      months: [],
      threeMonthMean: null,
      growth: null,
      // 10.001, eight zeros, 20.004: s = 6.751; 1.383 · 6.751 · √(20 + 20²/10) = 72.32.
      // Less than what is spent it will not be.
      forecastRange: { low: 30.01, high: 162.33 },
      weekOverWeek: null,
    });
  });

  it('gives an hour to the month in which it starts, in UTC', () => {
    expect(
      fact([
        charge('2026-02-28T23:00:00Z', '1', { length: hour }),
        charge('2026-03-01T00:00:00+02:00', '2', { length: hour }),
        charge('2026-03-01T00:00:00Z', '4', { length: hour }),
      ]),
    ).toMatchObject({ month: '2026-03', monthToDate: 4, daysObserved: 1 });
  });

  it('does not open a new month for a day in a zone behind UTC', () => {
    expect(
      fact([
        charge('2026-03-01T08:00:00Z', '1'),
        charge('2026-03-31T07:00:00Z', '1', { end: '2026-04-01T07:00:00Z' }),
      ]),
    ).toMatchObject({ month: '2026-03', daysObserved: 31, forecast: 2 });
  });

  it.each([
    ['2028-02-01T00:00:00Z', 29],
    ['2027-02-01T00:00:00Z', 28],
    ['2027-12-01T00:00:00Z', 31],
  ])('knows the length of the month of %s', (start, days) => {
    expect(
      fact([charge(start, '1')], { now: '2029-01-01T00:00:00Z' }),
    ).toMatchObject({ forecast: days });
  });

  it('counts a monthly fee once, and does not take it for the newest day', () => {
    expect(
      fact([
        charge('2026-04-01T00:00:00Z', '300', { end: '2026-05-01T00:00:00Z' }),
        charge('2026-04-03T00:00:00Z', '30'),
      ]),
    ).toMatchObject({ monthToDate: 330, daysObserved: 3, forecast: 600 });
  });

  it('observes a month of nothing but fees up to today', () => {
    const fee = charge('2026-04-01T00:00:00Z', '300', {
      end: '2026-05-01T00:00:00Z',
    });
    expect(fact([fee], { now: '2026-04-12T10:00:00Z' })).toMatchObject({
      daysObserved: 12,
      forecast: 300,
    });
    expect(fact([fee], { now: '2026-06-12T10:00:00Z' })).toMatchObject({
      daysObserved: 30,
      forecast: 300,
    });
  });

  it('takes a charge over several days up to its last day', () => {
    expect(
      fact([charge('2026-04-01T00:00:00Z', '7', { length: 7 * day })]),
    ).toMatchObject({ daysObserved: 7, forecast: 30 });
  });

  it('adds credits and corrections as they are', () => {
    expect(
      fact([
        charge('2026-04-01T00:00:00Z', '10'),
        charge('2026-04-02T00:00:00Z', '-12.5'),
      ]),
    ).toMatchObject({ monthToDate: -2.5, forecast: -37.5, attributed: true });
  });

  it('lists complete months from the first charge of the entity on', () => {
    const others = [charge('2025-01-01T00:00:00Z', '9')];
    for (let month = 1; month <= 18; month++) {
      others.push({
        ...charge('2025-01-01T00:00:00Z', '9'),
        start: Date.UTC(2025, month, 1),
        end: Date.UTC(2025, month, 2),
      });
    }
    expect(
      fact(
        [
          charge('2026-03-05T00:00:00Z', '3'),
          charge('2026-05-05T00:00:00Z', '6'),
          charge('2026-06-30T00:00:00Z', '1'),
        ],
        { others },
      ),
    ).toMatchObject({
      month: '2026-07',
      monthToDate: 0,
      months: [
        { month: '2026-03', amount: 3 },
        { month: '2026-04', amount: 0 },
        { month: '2026-05', amount: 6 },
        { month: '2026-06', amount: 1 },
      ],
      threeMonthMean: 2.33,
    });
  });

  it('keeps at most twelve months, and forgets what is older', () => {
    const charges = Array.from({ length: 20 }, (_, month) => ({
      ...charge('2025-01-01T00:00:00Z', '1'),
      start: Date.UTC(2025, month, 1),
      end: Date.UTC(2025, month, 2),
      // Long ago the bill came in another currency.
      currency: month < 5 ? 'USD' : 'EUR',
    }));
    const result = fact(charges);
    expect(result).toMatchObject({ currency: 'EUR', month: '2026-08' });
    expect(Array.isArray(result) ? [] : result.months).toHaveLength(12);
  });

  describe('growth', () => {
    /** A charge of every amount on the first of a month, from January on; the last one on `lastDay` too. */
    const months = (amounts: string[], lastDay = '01') =>
      amounts.flatMap((amount, index) => {
        const month = `2026-${String(index + 1).padStart(2, '0')}`;
        return index === amounts.length - 1 && lastDay !== '01'
          ? [
              charge(`${month}-01T00:00:00Z`, amount),
              charge(`${month}-${lastDay}T00:00:00Z`, '0'),
            ]
          : [charge(`${month}-01T00:00:00Z`, amount)];
      });

    it('compares the forecast with the last complete month', () => {
      // April: 15 in 10 of 30 days.
      expect(fact(months(['7', '30', '40', '15'], '10'))).toMatchObject({
        forecast: 45,
        growth: { from: '2026-03', to: '2026-04', amount: 5, percent: 12.5 },
      });
    });

    it('compares complete months while the month is younger than a week', () => {
      const growth = { from: '2026-02', to: '2026-03', amount: -10 };
      expect(fact(months(['7', '40', '30', '15'], '06'))).toMatchObject({
        growth: { ...growth, percent: -25 },
      });
      expect(fact(months(['7', '40', '30', '15'], '07'))).toMatchObject({
        growth: { from: '2026-03', to: '2026-04' },
      });
    });

    it('knows no part of nothing', () => {
      expect(fact(months(['7', '0', '300', '1']))).toMatchObject({
        growth: { amount: 300, percent: null },
      });
      expect(fact(months(['7', '-2', '300', '1']))).toMatchObject({
        growth: { amount: 302, percent: null },
      });
    });

    it.each([
      ['a first month', ['7'], '10'],
      ['a second month: the first is seldom whole', ['7', '30'], '10'],
      ['a young third month', ['7', '30', '40'], '06'],
    ])('is not known in %s', (_name, amounts, until) => {
      expect(fact(months(amounts, until))).toMatchObject({ growth: null });
    });

    it('is known in a third month after a week', () => {
      expect(fact(months(['7', '30', '15'], '10'))).toMatchObject({
        growth: { from: '2026-02', to: '2026-03', amount: 16.5, percent: 55 },
      });
    });
  });

  it('leaves out a first month that the data does not cover from its first day', () => {
    expect(
      fact([
        charge('2026-03-02T00:00:00Z', '5'),
        charge('2026-04-01T00:00:00Z', '5'),
      ]),
    ).toMatchObject({ months: [], threeMonthMean: null });
  });

  it('does not add currencies', () => {
    expect(
      fact([
        charge('2026-04-01T00:00:00Z', '5', { currency: 'USD' }),
        charge('2026-04-01T00:00:00Z', '5'),
      ]),
    ).toEqual(['EUR', 'USD']);
  });

  it('is a fact also where nothing is attributed', () => {
    expect(fact([], { others: [charge('2026-04-02T00:00:00Z', '5')] })).toEqual(
      {
        attributed: false,
        currency: 'EUR',
        month: '2026-04',
        monthToDate: 0,
        forecast: 0,
        daysObserved: 2,
        months: [],
        threeMonthMean: null,
        growth: null,
        forecastRange: null,
        weekOverWeek: null,
      },
    );
  });

  it('is not led into the future by a wrong date', () => {
    expect(
      fact(
        [
          charge('2026-04-02T00:00:00Z', '5'),
          charge('2126-04-02T00:00:00Z', '5'),
          charge('2026-04-20T00:00:00Z', '5'),
        ],
        { now: '2026-04-03T12:00:00Z' },
      ),
    ).toMatchObject({ month: '2026-04', daysObserved: 2 });
    const future = new SpendAggregate({ tagKeys: [], now: new Date() });
    future.add(charge('2126-04-02T00:00:00Z', '5'));
    expect(
      observedPeriod(future, new Date('2026-04-03T12:00:00Z')),
    ).toBeUndefined();
  });
});
