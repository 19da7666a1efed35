import {
  dayWords,
  momentWords,
  monthWords,
  relativeDateWords,
  shortDayWords,
} from './dateWords';

const now = new Date('2026-10-07T12:00:00Z');

describe('relativeDateWords', () => {
  it.each([
    ['2026-10-07T11:59:30Z', 'just now'],
    ['2026-10-07T11:30:00Z', '30 minutes ago'],
    ['2026-10-07T09:00:00Z', '3 hours ago'],
    ['2026-10-06T11:00:00Z', 'yesterday'],
    ['2026-09-07T12:00:00Z', '30 days ago'],
    ['2026-06-07T12:00:00Z', '4 months ago'],
    ['2022-10-07T12:00:00Z', '4 years ago'],
    ['2026-10-09T12:00:00Z', 'in 2 days'],
    ['nonsense', 'at an unknown time'],
  ])('%s is %s', (iso, words) => {
    expect(relativeDateWords(iso, now)).toBe(words);
  });
});

describe('shortDayWords and monthWords', () => {
  it('are in UTC, and survive nonsense', () => {
    expect(shortDayWords('2026-12-31T23:30:00Z')).toBe('31 Dec');
    expect(monthWords('2026-12-31T23:30:00Z')).toBe('December 2026');
    expect(shortDayWords('nonsense')).toBe('an unknown day');
    expect(monthWords('nonsense')).toBe('an unknown month');
  });
});

describe('dayWords and momentWords', () => {
  it('are in UTC, and survive nonsense', () => {
    expect(dayWords('2026-12-24')).toBe('24 Dec 2026');
    expect(momentWords('2026-12-24T23:30:00Z')).toMatch(
      /^24 Dec 2026,? 23:30 UTC$/,
    );
    expect(dayWords('nonsense')).toBe('an unknown day');
    expect(momentWords('nonsense')).toBe('an unknown time');
  });
});
