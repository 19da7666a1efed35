import { failureOffences } from './__fixtures__/failureOffences';
import { observationOffences } from './__fixtures__/observationOffences';
import { contractOf, targetOf } from './__fixtures__/Shelf';
import { checkCollector, collectorLaws } from './checkCollector';
import { CollectorContract } from './CollectorContract';

const offences = [...observationOffences, ...failureOffences];

describe('checkCollector', () => {
  const check = async (contract: CollectorContract, law?: string) => {
    const all = await checkCollector(contract);
    return all.filter(each => !law || each.law.startsWith(law));
  };

  it('finds nothing wrong with a good collector', async () => {
    expect(await check(contractOf())).toEqual([]);
  });

  it('finds nothing wrong where only what is needed is given', async () => {
    const { create, targets } = contractOf();
    expect(await check({ create, targets })).toEqual([]);
  });

  // A hanging collector is waited for by every other law, too: only the one is held.
  it.each(offences)('"%s …" is broken: %s', async (law, message, contract) => {
    const held = collectorLaws.filter(({ name }) => name.startsWith(law));
    expect(held).toHaveLength(1);
    const messages = await held[0]
      .check({ now: new Date(), ...contract })
      .catch(error => [`It threw: ${error.message}`]);
    expect(messages).toEqual(
      expect.arrayContaining([expect.stringMatching(message)]),
    );
  });

  it('has an offence for each law', () => {
    const broken = collectorLaws.filter(({ name }) =>
      offences.some(([law]) => name.startsWith(law)),
    );
    expect(broken).toEqual(collectorLaws);
  });

  it('takes what is thrown for a violation of each law', async () => {
    const violations = await check({
      create: () => {
        throw new Error('No collector');
      },
      targets: () => [targetOf('shop')],
    });
    expect(new Set(violations.map(({ law }) => law)).size).toBeGreaterThan(
      collectorLaws.length - 4,
    );
    expect(violations[0].message).toBe('It threw: No collector');
  });
});
