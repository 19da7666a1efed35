import fc from 'fast-check';
import { propertyRuns } from '../__testUtils__/propertyRuns';
import { deployment } from './__testUtils__/events';
import { deliveryDays } from './deliveryDays';
import { foldDelivery } from './DeliveryFold';
import { DeliveryRecord } from './DeliveryRecord';
import { fisherExact } from './fisherExact';
import { LocalDays, weekdays } from './LocalDays';
import { weekdayRisks } from './weekdayRisks';

const dayMs = 86_400_000;
const toDate = (day: number) =>
  new Date(day * dayMs).toISOString().slice(0, 10);
const today = Math.floor(Date.parse('2026-06-15') / dayMs);

/** One deployment for each entry: days before today, and whether it failed. */
function history(entries: Array<[number, boolean]>): DeliveryRecord {
  return foldDelivery(
    entries.flatMap(([ago, failed], index) => {
      const at = (today - ago) * dayMs + dayMs / 2 + index;
      const id = `d${index}`;
      const time = new Date(at).toISOString();
      return [
        deployment(id, time),
        ...(failed ? [deployment(id, time, { status: 'rolled-back' })] : []),
      ];
    }),
  );
}

/** The same, window by window. */
function bySliding(
  entries: Array<[number, boolean]>,
  weekday: number,
  days: number,
  back: number,
): string | null {
  let since: string | null = null;
  for (let ago = 0; ago < back; ago++) {
    const end = today - ago;
    const inWindow = entries
      .map(([it, failed]) => ({ day: today - it, failed }))
      .filter(it => it.day <= end && it.day > end - days);
    const of = (isOne: boolean) => {
      const own = inWindow.filter(
        it => ((it.day + 3) % 7 === weekday) === isOne,
      );
      return {
        deployments: own.length,
        failures: own.filter(it => it.failed).length,
      };
    };
    const p = fisherExact(of(true), of(false));
    if (p === null || p >= 0.01) {
      return since;
    }
    since = toDate(end);
  }
  return since;
}

describe('weekdayRisks', () => {
  const options = { today: '2026-06-15', days: 90, timeZone: 'UTC' };

  it('takes a version that went to several regions for one, however often it failed', () => {
    // Twelve weeks of a release each Tuesday to Friday, to five regions each; one Friday goes wrong.
    const events = Array.from({ length: 12 * 4 * 5 }, (_, index) => {
      const release = Math.floor(index / 5);
      const day = today - 7 * Math.floor(release / 4) - 3 - (release % 4);
      const at = new Date(day * dayMs + dayMs / 2 + index).toISOString();
      const more = { commit: `c${release}`, environment: `prod-${index % 5}` };
      return [
        deployment(`d${index}`, at, more),
        ...(release === 0
          ? [deployment(`d${index}`, at, { ...more, status: 'rolled-back' })]
          : []),
      ];
    }).flat();
    const friday = weekdayRisks([foldDelivery(events)], options)[4];
    expect(friday).toMatchObject({
      weekday: 'Friday',
      deployments: 12,
      failures: 1,
      pValue: expect.closeTo(0.25, 9),
      significantSince: null,
    });
  });

  it('finds the bad Friday and the day since which it shows', () => {
    // Each of 20 weeks: Tuesday and Thursday are fine, Friday fails for the last eight of them.
    const entries: Array<[number, boolean]> = [];
    for (let week = 0; week < 20; week++) {
      const monday = 7 * week;
      entries.push([monday + 6, false], [monday + 4, false]);
      entries.push([monday + 3, week < 8]);
    }
    const risks = weekdayRisks([history(entries)], options);
    expect(risks.map(it => it.weekday)).toEqual(weekdays);
    // Within 90 days (from 2026-03-18, a Wednesday, on) are 13 Fridays, 13 Thursdays and 12 Tuesdays.
    // All 8 failures are Fridays: C(13,8) of C(38,8) = 1,287 of 48,903,492.
    expect(risks[4]).toMatchObject({
      weekday: 'Friday',
      deployments: 13,
      failures: 8,
    });
    expect(risks[4].pValue).toBeCloseTo(1_287 / 48_903_492, 10);
    // After f failing Fridays of 13: C(13,3)/C(38,3) = 286/8436 = 0.034, C(13,4)/C(38,4) =
    // 715/73815 = 0.0097. So it shows on the fourth of them: eight weeks ago was the first.
    expect(risks[4].significantSince).toBe('2026-05-15');
    expect(risks[1]).toMatchObject({ failures: 0, pValue: 1 });
    expect(risks[0]).toEqual({
      weekday: 'Monday',
      deployments: 0,
      failures: 0,
      pValue: null,
      significantSince: null,
    });
  });

  it('agrees with sliding over all windows', () => {
    const entry = fc.tuple(
      fc.integer({ min: 0, max: 80 }),
      fc.integer({ min: 0, max: 9 }),
    );
    fc.assert(
      fc.property(
        fc.array(entry, { minLength: 10, maxLength: 60 }),
        fc.integer({ min: 7, max: 40 }),
        fc.integer({ min: 1, max: 40 }),
        (drawn, days, back) => {
          const entries = drawn.map(([ago, luck]): [number, boolean] => [
            ago,
            // Fridays mostly fail, so that runs begin, break and last.
            (today - ago + 3) % 7 === 4 ? luck < 8 : luck < 1,
          ]);
          const risks = weekdayRisks([history(entries)], {
            ...options,
            days,
            history: back,
          });
          for (const [index, risk] of risks.entries()) {
            expect(risk.significantSince).toBe(
              bySliding(entries, index, days, back),
            );
          }
        },
      ),
      { numRuns: Math.min(propertyRuns.numRuns, 300) },
    );
  });
});

describe('days in a time zone', () => {
  it.each([
    // Friday night in New York is Saturday in UTC.
    ['America/New_York', '2026-06-13T02:00:00Z', '2026-06-12', 'Friday'],
    ['UTC', '2026-06-13T02:00:00Z', '2026-06-13', 'Saturday'],
    // The night of the change to summer time: the day has 23 hours.
    ['Europe/Berlin', '2026-03-28T22:59:59Z', '2026-03-28', 'Saturday'],
    ['Europe/Berlin', '2026-03-28T23:00:00Z', '2026-03-29', 'Sunday'],
    ['Europe/Berlin', '2026-03-29T21:59:59Z', '2026-03-29', 'Sunday'],
    ['Europe/Berlin', '2026-03-29T22:00:00Z', '2026-03-30', 'Monday'],
    // And back: 25 hours.
    ['Europe/Berlin', '2026-10-25T22:59:59Z', '2026-10-25', 'Sunday'],
    ['Europe/Berlin', '2026-10-25T23:00:00Z', '2026-10-26', 'Monday'],
    // Half an hour off.
    ['Asia/Kolkata', '2026-06-11T18:29:59Z', '2026-06-11', 'Thursday'],
    ['Asia/Kolkata', '2026-06-11T18:30:00Z', '2026-06-12', 'Friday'],
  ])('%s: %s is on %s, a %s', (timeZone, time, date, weekday) => {
    const record = foldDelivery([deployment('d', time)]);
    expect(deliveryDays([record], { from: date, to: date, timeZone })).toEqual([
      { date, deployments: 1, failures: 0, incidents: 0 },
    ]);
    const risks = weekdayRisks([record], { today: date, days: 1, timeZone });
    expect(risks.filter(it => it.deployments).map(it => it.weekday)).toEqual([
      weekday,
    ]);
  });

  it('knows the first millisecond of each day', () => {
    const zones = ['UTC', 'Europe/Berlin', 'Asia/Kolkata', 'Africa/Cairo'];
    fc.assert(
      fc.property(
        fc.constantFrom(...zones, 'Pacific/Kiritimati', 'Pacific/Pago_Pago'),
        fc.integer({ min: today - 400, max: today + 400 }),
        (timeZone, day) => {
          const days = new LocalDays(timeZone);
          const start = days.startOf(day);
          expect(days.dayAt(start)).toBe(day);
          expect(days.dayAt(start - 1)).toBe(day - 1);
        },
      ),
      { numRuns: Math.min(propertyRuns.numRuns, 200) },
    );
  });

  it('says what is no day and no zone', () => {
    const range = { from: '2026-06-01', to: 'today', timeZone: 'UTC' };
    expect(() => deliveryDays([], range)).toThrow('YYYY-MM-DD');
    expect(() => new LocalDays('Mars/Olympus')).toThrow('timeZone');
  });
});
