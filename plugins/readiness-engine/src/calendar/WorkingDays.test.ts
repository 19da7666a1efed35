import fc from 'fast-check';
import { propertyRuns } from '../__testUtils__/propertyRuns';
import {
  BusinessCalendar,
  defaultBusinessCalendar,
  findCalendarProblem,
} from './BusinessCalendar';
import { dayInMilliseconds, readDay } from './calendarDay';
import { WorkingDays } from './WorkingDays';

const toDay = (text: string) => readDay(text) as number;
const toText = (day: number) =>
  new Date(day * dayInMilliseconds).toISOString().slice(0, 10);

const calendar = (change: Partial<BusinessCalendar> = {}) =>
  new WorkingDays({ ...defaultBusinessCalendar, ...change });

/** The same by walking from day to day. */
function countByWalking(
  { workingDays, holidays }: BusinessCalendar,
  from: number,
  to: number,
): number {
  let count = 0;
  for (let day = from + 1; day <= to; day++) {
    const weekday = new Date(day * dayInMilliseconds).getUTCDay() || 7;
    if (workingDays.includes(weekday) && !holidays.includes(toText(day))) {
      count += 1;
    }
  }
  return count;
}

const day = fc.integer({ min: toDay('2026-01-01'), max: toDay('2026-12-31') });
const anyCalendar = fc.record({
  timeZone: fc.constantFrom(
    'UTC',
    'Europe/Berlin',
    'America/St_Johns',
    'Asia/Kolkata',
    'Pacific/Kiritimati',
    'Pacific/Pago_Pago',
    'Africa/Cairo',
  ),
  workingDays: fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 }),
  holidays: fc.array(day.map(toText), { maxLength: 12 }),
});

describe('WorkingDays', () => {
  it.each([
    ['2026-06-12', '2026-06-15', 1],
    ['2026-06-15', '2026-06-15', 0],
    ['2026-06-13', '2026-06-14', 0],
    ['2026-06-15', '2026-06-22', 5],
    ['2026-06-22', '2026-06-15', -5],
    ['1969-12-26', '1970-01-02', 5],
    ['2026-01-01', '2027-01-01', 261],
  ])('counts from %s to %s: %s', (from, to, days) => {
    expect(calendar().between(toDay(from), toDay(to))).toBe(days);
  });

  it('leaves holidays out, once each, and only those that are worked on', () => {
    const holidays = ['2026-06-16', '2026-06-16', '2026-06-20'];
    const days = calendar({ holidays });
    expect(days.between(toDay('2026-06-15'), toDay('2026-06-22'))).toBe(4);
  });

  it('agrees with walking from day to day, adds up and has a sign', () => {
    fc.assert(
      fc.property(anyCalendar, day, day, day, (given, a, b, c) => {
        const days = new WorkingDays(given);
        const [from, to] = a < b ? [a, b] : [b, a];
        expect(days.between(from, to)).toBe(countByWalking(given, from, to));
        expect(days.between(to, from) + days.between(from, to)).toBe(0);
        expect(days.between(a, b) + days.between(b, c)).toBe(
          days.between(a, c),
        );
      }),
      propertyRuns,
    );
  });

  it('finds the first day by which a number of working days have passed', () => {
    fc.assert(
      fc.property(
        anyCalendar,
        day,
        fc.integer({ min: 1, max: 300 }),
        (given, from, count) => {
          const days = new WorkingDays(given);
          const after = days.dayAfter(from, count);
          expect(days.between(from, after)).toBe(count);
          expect(days.between(from, after - 1)).toBe(count - 1);
        },
      ),
      propertyRuns,
    );
  });

  it.each([
    ['UTC', '2026-06-15T23:59:59Z', '2026-06-15'],
    ['Europe/Berlin', '2026-06-15T21:59:59Z', '2026-06-15'],
    ['Europe/Berlin', '2026-06-15T22:00:00Z', '2026-06-16'],
    ['America/New_York', '2026-07-01T03:59:00Z', '2026-06-30'],
    ['Pacific/Kiritimati', '2026-12-31T10:00:00Z', '2027-01-01'],
    ['Pacific/Pago_Pago', '2026-03-01T10:59:00Z', '2026-02-28'],
    ['Europe/Berlin', '2026-06-15', '2026-06-15'],
    ['America/New_York', '2026-06-15', '2026-06-15'],
    ['Asia/Tokyo', '0001-01-01T20:00:00Z', '0001-01-02'],
  ])('puts into %s the time %s: %s', (timeZone, text, expected) => {
    expect(calendar({ timeZone }).read(text)).toBe(toDay(expected));
  });

  it('reads no other text', () => {
    expect(calendar().read('yesterday')).toBeNull();
    expect(calendar().read('2026-06-15T10:00:00')).toBeNull();
  });

  it('knows the first hour of each day, over every change of the clocks', () => {
    fc.assert(
      fc.property(anyCalendar, day, (given, today) => {
        const days = new WorkingDays(given);
        const start = days.startOf(today);
        expect(days.dayAt(start)).toBe(today);
        expect(days.dayAt(start - 3_600_000)).toBe(today - 1);
      }),
      propertyRuns,
    );
  });

  it('is made once for a calendar', () => {
    const given = { ...defaultBusinessCalendar };
    expect(WorkingDays.of(given)).toBe(WorkingDays.of(given));
    expect(WorkingDays.of()).toBe(WorkingDays.of(defaultBusinessCalendar));
  });
});

describe('findCalendarProblem', () => {
  it.each([
    [{ timeZone: 'Mars/Olympus' }, 'timeZone'],
    [{ timeZone: '' }, 'timeZone'],
    [{ workingDays: [] }, 'workingDays'],
    [{ workingDays: [0] }, 'workingDays'],
    [{ workingDays: [1.5] }, 'workingDays'],
    [{ workingDays: [1, 1] }, 'workingDays'],
    [{ holidays: ['2026-12-25', '25.12.2026'] }, 'holidays'],
    [{ holidays: ['2026-12-25T00:00:00Z'] }, 'holidays'],
    [{ holidays: ['2026-02-31x'] }, 'holidays'],
    [{ holidays: Array(2_001).fill('2026-12-25') }, 'holidays'],
  ])('names the property of %j', (change, property) => {
    const given = { ...defaultBusinessCalendar, ...change };
    expect(findCalendarProblem(given)?.property).toBe(property);
    expect(() => new WorkingDays(given)).toThrow(property);
  });

  it('says which of the holidays is none', () => {
    const holidays = ['2026-12-25', '2026-13-25'];
    expect(
      findCalendarProblem({ ...defaultBusinessCalendar, holidays })?.message,
    ).toMatch(/number 2/);
  });

  it('takes the default', () => {
    expect(findCalendarProblem(defaultBusinessCalendar)).toBeNull();
  });
});
