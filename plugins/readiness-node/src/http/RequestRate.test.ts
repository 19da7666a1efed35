import fc from 'fast-check';
import { RequestRate } from './RequestRate';

describe('RequestRate', () => {
  it('never lets a minute hold more than its share, and loses no time', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5 }),
        fc.array(fc.integer({ min: 0, max: 40_000 }), { maxLength: 60 }),
        (perMinute, pauses) => {
          const rate = new RequestRate(perMinute);
          const starts: number[] = [];
          let now = 0;
          for (const pause of pauses) {
            now += pause;
            starts.push(now + rate.take(now, Infinity).waitMs);
          }
          starts.forEach((start, index) => {
            const earlier = starts[index - perMinute] ?? -Infinity;
            expect(start - earlier).toBeGreaterThanOrEqual(60_000);
          });
          expect(starts).toEqual([...starts].sort((a, b) => a - b));
        },
      ),
    );
  });

  it('takes nothing that is too far away, and takes back what was not used', () => {
    const rate = new RequestRate(1);
    const first = rate.take(0, 0);
    expect(first).toMatchObject({ taken: true, waitMs: 0 });
    expect(rate.take(10_000, 49_999)).toMatchObject({
      taken: false,
      waitMs: 50_000,
    });
    first.release();
    expect(rate.take(10_000, 0)).toMatchObject({ taken: true, waitMs: 0 });
  });

  it('never waits without a limit', () => {
    const rate = new RequestRate(Infinity);
    for (let count = 0; count < 1_000; count += 1) {
      expect(rate.take(0, 0).taken).toBe(true);
    }
  });
});
