import fc from 'fast-check';
import {
  factPlaces,
  factVersionsOf,
  packFactVersions,
  unpackFactVersions,
} from './FactVersions';

const now = Date.parse('2026-11-20T08:00:00Z');
const collectors = ['catalog', 'readiness/owner', 'slo', 'cost'];

describe('fact versions', () => {
  it('are read as they were noted, those without a place left out', () => {
    const versions = fc.dictionary(
      fc.constantFrom(...collectors, 'other', 'more'),
      fc.oneof(
        fc.constant(0),
        fc.integer({ min: now - 90 * 86_400_000, max: now + 60_000 }),
      ),
    );
    const read = fc.subarray(collectors);
    fc.assert(
      fc.property(read, versions, (ids, all) => {
        const places = factPlaces(ids);
        const known = new Map(Object.entries(all));
        expect(
          unpackFactVersions(places, packFactVersions(places, known)),
        ).toEqual(new Map([...known].filter(([id]) => ids.includes(id))));
      }),
    );
  });

  it('are small', () => {
    const ids = Array.from({ length: 30 }, (_, index) => `collector-${index}`);
    const places = factPlaces(ids);
    const facts = ids.map((collector, index) => ({
      collector,
      changed_at: String(now - index * 60_000),
    }));
    expect(packFactVersions(places, factVersionsOf(facts)).length).toBeLessThan(
      180,
    );
  });

  it('of other collectors, of none and of nonsense are not taken for these', () => {
    const places = factPlaces(['slo', 'cost']);
    const versions = new Map([['slo', now]]);
    expect(factPlaces(['cost', 'slo'])).toEqual(places);
    const others = packFactVersions(factPlaces(['slo', 'catalog']), versions);
    for (const text of [null, undefined, '', 'x', '::', others]) {
      expect(unpackFactVersions(places, text)).toBeUndefined();
    }
    expect(unpackFactVersions(places, `${places.mark}:zz:?,,,1`)).toEqual(
      new Map(),
    );
  });
});
