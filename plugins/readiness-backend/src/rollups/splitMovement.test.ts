import fc from 'fast-check';
import { splitMovement } from './splitMovement';

/** Weights as sums of checks: what passed is known, what is known applies. */
const sums = fc
  .tuple(fc.nat(400), fc.nat(400), fc.nat(400))
  .map(([passed, failed, unknown]) => ({
    passed: passed / 4,
    known: (passed + failed) / 4,
    applicable: (passed + failed + unknown) / 4,
  }));
const columns = ['passed', 'known', 'applicable'] as const;

describe('splitMovement', () => {
  it('gives parts that add up to the difference, in any order', () => {
    fc.assert(
      fc.property(
        fc.array(sums, { minLength: 2, maxLength: 9 }),
        fc.nat(),
        (states, turn) => {
          const before = states[0];
          const parts = states.slice(1).map((state, index) => ({
            index,
            passed: state.passed - states[index].passed,
            known: state.known - states[index].known,
            applicable: state.applicable - states[index].applicable,
          }));
          const last = states[states.length - 1];
          const split = splitMovement(before, parts);
          // Quarters are exact in floats: so are their sums.
          expect(split.after).toEqual(last);
          for (const column of columns) {
            expect(
              before[column] +
                split.parts.reduce((sum, { part }) => sum + part[column], 0),
            ).toBe(last[column]);
          }
          for (const [ratio, divisor] of [
            ['score', 'known'],
            ['adoption', 'applicable'],
          ] as const) {
            const isDefined = before[divisor] > 0 && last[divisor] > 0;
            const all = [split, ...split.parts].map(part => part[ratio]);
            expect(all.every(part => (part !== null) === isDefined)).toBe(true);
            const wanted = isDefined
              ? last.passed / last[divisor] - before.passed / before[divisor]
              : 0;
            const [whole, ...some] = all.map(part => part ?? 0);
            expect(whole).toBeCloseTo(wanted, 9);
            expect(some.reduce((sum, part) => sum + part, 0)).toBeCloseTo(
              wanted,
              9,
            );
          }
          const at = turn % parts.length;
          const turned = [...parts.slice(at), ...parts.slice(0, at)];
          const again = splitMovement(before, turned).parts;
          for (const { part, score } of split.parts) {
            const other = again.find(each => each.part.index === part.index)!;
            expect(other.score === null).toBe(score === null);
            expect(other.score ?? 0).toBeCloseTo(score ?? 0, 9);
          }
        },
      ),
    );
  });

  it('says that weight that comes with the score as it was moves nothing', () => {
    const { parts, score } = splitMovement(
      { passed: 6, known: 8, applicable: 10 },
      [
        { passed: 3, known: 4, applicable: 4 },
        { passed: 1, known: 0, applicable: 0 },
      ],
    );
    expect(parts.map(part => part.score)).toEqual([0, 1 / 12]);
    expect(score).toBeCloseTo(1 / 12, 12);
    expect(parts[0].adoption).toBeCloseTo((3 - 0.6 * 4) / 14, 12);
  });
});
