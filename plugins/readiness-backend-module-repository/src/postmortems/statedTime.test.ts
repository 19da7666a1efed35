import { firstDateIn, quarterEndIn } from '../documents/firstDateIn';
import { holdsMoment, holdsSpan, holdsTime } from './statedTime';

describe('statedTime', () => {
  it.each([
    'at 16:58 UTC',
    '[08:47] it began',
    'By 9:30 AM we knew',
    'gegen 10 Uhr',
    '10h30',
    '1430 UTC',
    '2026-01-31',
    'On 28th February it went down',
    'on January 31, 2026',
    'within ten minutes',
    'after 47 minutes',
    '19 hours 43 minutes.',
    '5m',
    'PT1H20M',
    'nach drei Stunden',
    'au bout de deux heures',
    'dos horas',
  ])('finds the time in %j', text => {
    expect(holdsTime(text)).toBe(true);
  });

  it.each([
    '?',
    'N/A',
    'HH:mm',
    '2022-??-?? --:--',
    'the change was quickly noticed as the team in Denmark updated the state of a process',
    'as soon as somebody had one',
    'version 1.28.0 of 10.0.0.1:8080',
    'May be',
    'TBD',
  ])('finds none in %j', text => {
    expect(holdsTime(text)).toBe(false);
  });

  it('tells moments and spans from durations', () => {
    expect(holdsMoment('47 minutes')).toBe(false);
    expect(holdsSpan('from 15:30 to 18:10 UTC')).toBe(true);
    expect(holdsSpan('1:46pm - 5:30pm')).toBe(true);
    expect(holdsSpan('at 15:30, and again later')).toBe(false);
  });

  it('reads the first date', () => {
    expect(firstDateIn('due 2026-02-14, seen 2026-01-01')).toBe('2026-02-14');
    expect(firstDateIn('by 14 February 2026')).toBe('2026-02-14');
    expect(firstDateIn('am 14.02.2026')).toBe('2026-02-14');
    expect(quarterEndIn('in Q1 2026')).toBe('2026-03-31');
    expect(firstDateIn('2026-02-31')).toBeUndefined();
  });

  it('takes a hostile text in little time', () => {
    const begun = process.cpuUsage().user;
    holdsTime('1'.repeat(200_000));
    holdsTime('a '.repeat(100_000));
    holdsSpan('1:00 utc '.repeat(50_000));
    firstDateIn('2026-01-'.repeat(50_000));
    expect((process.cpuUsage().user - begun) / 1_000).toBeLessThan(2_000);
  });
});
