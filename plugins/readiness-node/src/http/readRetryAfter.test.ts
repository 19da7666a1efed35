import fc from 'fast-check';
import { readRetryAfter } from './readRetryAfter';

const now = Date.parse('2026-06-01T12:00:00Z');
const day = 24 * 60 * 60 * 1_000;
const epoch = (seconds: number) => String(now / 1_000 + seconds);

describe('readRetryAfter', () => {
  it.each([
    [429, { 'retry-after': '30' }, 30_000],
    [503, { 'retry-after': ' 1.5 ' }, 1_500],
    [429, { 'retry-after': '0' }, 0],
    [429, { 'retry-after': 'Mon, 01 Jun 2026 12:01:00 GMT' }, 60_000],
    [429, { 'retry-after': 'Monday, 01-Jun-26 12:01:00 GMT' }, 60_000],
    [429, { 'retry-after': 'Sun, 31 May 2026 12:00:00 GMT' }, 0],
    [429, { 'retry-after': '99999999999999999999' }, day],
    [429, { 'retry-after': 'Fri, 31 Dec 9999 23:59:59 GMT' }, day],
    [429, { 'retry-after': '-5' }, undefined],
    [429, { 'retry-after': 'soon' }, undefined],
    [429, { 'retry-after': '' }, undefined],
    [429, {}, undefined],
    [500, { 'retry-after': '30' }, undefined],
    [403, { 'retry-after': '60' }, 60_000],
    [403, {}, undefined],
    [
      403,
      { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': epoch(90) },
      90_000,
    ],
    [429, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': epoch(-90) }, 0],
    [
      403,
      { 'x-ratelimit-remaining': '17', 'x-ratelimit-reset': epoch(90) },
      undefined,
    ],
    [429, { 'ratelimit-remaining': '0', 'ratelimit-reset': '20' }, 20_000],
    [403, { 'x-ratelimit-remaining': '0' }, undefined],
    [
      429,
      {
        'retry-after': '5',
        'x-ratelimit-remaining': '0',
        'x-ratelimit-reset': epoch(90),
      },
      5_000,
    ],
  ])('reads %d with %j as %p', (status, headers, expected) => {
    expect(readRetryAfter(status, headers as Record<string, string>, now)).toBe(
      expected,
    );
  });

  it('is never negative and never longer than a day', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (after, reset) => {
        const wait = readRetryAfter(
          429,
          {
            'retry-after': after,
            'x-ratelimit-remaining': '0',
            'x-ratelimit-reset': reset,
          },
          now,
        );
        expect(wait === undefined || (wait >= 0 && wait <= day)).toBe(true);
      }),
    );
  });
});
