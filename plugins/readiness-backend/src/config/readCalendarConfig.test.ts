import { mockServices } from '@backstage/backend-test-utils';
import { readCalendarConfig } from './readCalendarConfig';

const read = (calendar?: object) =>
  readCalendarConfig(
    mockServices.rootConfig({
      data: calendar
        ? JSON.parse(JSON.stringify({ readiness: { calendar } }))
        : {},
    }),
  );

describe('readCalendarConfig', () => {
  it('is UTC, Monday to Friday, without holidays, where nothing is said', () => {
    expect(read()).toEqual({
      timeZone: 'UTC',
      workingDays: [1, 2, 3, 4, 5],
      holidays: [],
    });
  });

  it('reads each key', () => {
    const calendar = {
      timeZone: 'Asia/Dubai',
      workingDays: [1, 2, 3, 4],
      holidays: ['2026-12-02', '2026-12-03'],
    };
    expect(read(calendar)).toEqual(calendar);
    expect(read({ holidays: ['2026-12-25'] })).toMatchObject({
      timeZone: 'UTC',
      holidays: ['2026-12-25'],
    });
  });

  it.each([
    [{ timeZone: 'Europe/Atlantis' }, /readiness\.calendar\.timeZone must be/],
    [{ workingDays: [] }, /readiness\.calendar\.workingDays must list/],
    [{ workingDays: [8] }, /readiness\.calendar\.workingDays must list/],
    [{ workingDays: ['1'] }, /readiness\.calendar\.workingDays must be a list/],
    [{ workingDays: 5 }, /readiness\.calendar\.workingDays must be a list/],
    [{ holidays: ['2026-12-25', 'xmas'] }, /readiness\.calendar\.holidays .*2/],
    [{ holidays: 'xmas' }, /readiness\.calendar\.holidays/],
    [{ holidays: [20261225] }, /readiness\.calendar\.holidays/],
  ])('refuses %j and names the key', (calendar, message) => {
    expect(() => read(calendar)).toThrow(message);
  });

  it('cannot be changed afterwards', () => {
    const calendar = read({ holidays: ['2026-12-25'] });
    expect(Object.isFrozen(calendar)).toBe(true);
    expect(Object.isFrozen(calendar.holidays)).toBe(true);
  });
});
