import fc from 'fast-check';
import { propertyRuns } from '../__testUtils__/propertyRuns';
import { fisherExact } from './fisherExact';

/** All ways to choose, counted without rounding. */
function choose(n: number, k: number): bigint {
  let ways = 1n;
  for (let index = 1; index <= k; index++) {
    ways = (ways * BigInt(n - k + index)) / BigInt(index);
  }
  return k < 0 || k > n ? 0n : ways;
}

/** The same by counting every way in which the failures could have fallen. */
function byCounting(
  failures: number,
  deployments: number,
  otherFailures: number,
  otherDeployments: number,
): number {
  const all = failures + otherFailures;
  let ways = 0n;
  for (let count = failures; count <= all; count++) {
    ways += choose(deployments, count) * choose(otherDeployments, all - count);
  }
  const scale = 10n ** 18n;
  return (
    Number((ways * scale) / choose(deployments + otherDeployments, all)) /
    Number(scale)
  );
}

describe('fisherExact', () => {
  // Worked out by hand. The failures fall on any of the deployments alike; counted is how many of
  // those ways lay at least as many on the group.
  it.each([
    // 3 of 4 and 1 of 4 fail: C(4,3)*C(4,1) + C(4,4)*C(4,0) = 16 + 1 of C(8,4) = 70.
    [3, 4, 1, 4, 17 / 70],
    // 2 of 2 and 0 of 3: C(2,2) = 1 of C(5,2) = 10.
    [2, 2, 0, 3, 1 / 10],
    // 4 of 12 and 2 of 80: C(12,4)*C(80,2) + C(12,5)*C(80,1) + C(12,6) = 495*3,160 + 792*80 + 924
    // = 1,628,484 of C(92,6) = 713,068,356.
    [4, 12, 2, 80, 1_628_484 / 713_068_356],
    // Nothing failed, or everything: every way is as bad.
    [0, 5, 0, 5, 1],
    [5, 5, 5, 5, 1],
    // Fewer than can be avoided: 2 of 3 others can fail at most.
    [1, 4, 3, 3, 1],
  ])('%s of %s against %s of %s', (a, n, b, m, expected) => {
    expect(
      fisherExact(
        { failures: a, deployments: n },
        { failures: b, deployments: m },
      ),
    ).toBeCloseTo(expected, 12);
  });

  it('is not known where there is nothing to compare', () => {
    const some = { failures: 1, deployments: 2 };
    const none = { failures: 0, deployments: 0 };
    expect(fisherExact(some, none)).toBeNull();
    expect(fisherExact(none, some)).toBeNull();
  });

  it('agrees with counting', () => {
    const group = fc
      .tuple(fc.integer({ min: 1, max: 120 }), fc.nat({ max: 120 }))
      .map(([deployments, failures]) => ({
        deployments,
        failures: Math.min(failures, deployments),
      }));
    fc.assert(
      fc.property(group, group, (one, other) => {
        const p = fisherExact(one, other) as number;
        const exact = byCounting(
          one.failures,
          one.deployments,
          other.failures,
          other.deployments,
        );
        expect(Math.abs(p - exact)).toBeLessThan(1e-10);
      }),
      propertyRuns,
    );
  });

  it('neither overflows nor vanishes over thousands of deployments', () => {
    const p = fisherExact(
      { failures: 400, deployments: 20_000 },
      { failures: 1_300, deployments: 80_000 },
    ) as number;
    // The normal approximation with continuity: mean 340, sd 16.35 (z = 3.64).
    expect(p).toBeGreaterThan(1e-4 / 2);
    expect(p).toBeLessThan(4e-4);
  });
});
