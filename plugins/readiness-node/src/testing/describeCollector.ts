import { checkLaw, collectorLaws } from './checkCollector';
import { CollectorContract } from './CollectorContract';

const timeoutMs = 60_000;

/**
 * Describes a collector by the laws that hold of every one: a test each, with the globals of Jest.
 *
 * The laws: its declaration and schema are such that the host takes them; it says at most one thing
 * about each target; its data is bounded JSON that fits its schema, the same for the same source
 * whatever the order and the batches; revisions are honest; one broken entity stops no other; a
 * source that is gone is a failure and never an empty observation; an abort ends it within a second;
 * runs can be closed at any time; targets stay as they are; secrets and paths of the machine are
 * told nowhere.
 *
 * @param name - of the collector, for the names of the tests
 * @param contract - how to make one, and what its source knows
 *
 * @public
 */
// eslint-disable-next-line jest/no-export -- it is for the tests of others
export function describeCollector(
  name: string,
  contract: CollectorContract,
): void {
  describe(`the collector ${name}`, () => {
    let now: Date;

    beforeAll(() => {
      now = contract.now ?? new Date();
    });

    it.each(collectorLaws.map(law => [law.name, law] as const))(
      '%s',
      async (_, law) => {
        expect(await checkLaw(law, { ...contract, now })).toEqual([]);
      },
      timeoutMs,
    );
  });
}
