import fc from 'fast-check';
import { groupRef, TestEntity, TestGroup } from './Organisation';

const names = ['root', 'parent', 'child', 'other', 'empty'];

/** Groups in a tree of up to four levels. */
export const arbitraryGroups: fc.Arbitrary<TestGroup[]> = fc
  .tuple(...names.map((_, index) => fc.option(fc.nat(Math.max(0, index - 1)))))
  .map(parents =>
    names.map((name, index) => {
      const parent = parents[index];
      return {
        name,
        type: name === 'empty' ? 'team' : 'department',
        ...(index > 0 && parent !== null ? { parent: names[parent] } : {}),
      };
    }),
  );

const arbitraryOwner = fc.constantFrom(
  ...names.slice(0, 4).map(groupRef),
  'group:default/gone',
  'user:default/somebody',
);

/** Up to twelve entities of uneven quality. */
export const arbitraryEntities: fc.Arbitrary<TestEntity[]> = fc
  .array(
    fc.record(
      {
        kind: fc.constantFrom('Component' as const, 'Resource' as const),
        type: fc.constantFrom('service', 'library'),
        lifecycle: fc.constantFrom('production', 'experimental', 'deprecated'),
        tier: fc.integer({ min: 1, max: 3 }),
        owners: fc.uniqueArray(arbitraryOwner, { maxLength: 3 }),
        isNew: fc.boolean(),
        system: fc.constantFrom('shop', 'search'),
        readmeWords: fc.constantFrom(null, 10, 500),
        runbookSections: fc.constantFrom<string[] | null>(
          null,
          ['impact'],
          ['impact', 'diagnosis', 'mitigation', 'escalation'],
        ),
        slo: fc.constantFrom('complete' as const, 'none' as const),
      },
      { requiredKeys: [] },
    ),
    { minLength: 1, maxLength: 12 },
  )
  .map(entities =>
    entities.map((entity, index) => ({ ...entity, name: `e${index}` })),
  );
