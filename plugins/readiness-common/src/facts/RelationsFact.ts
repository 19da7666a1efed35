import { z } from 'zod';
import { defineFact } from './FactSchema';

const ref = () => z.string().describe('Whole entity ref in lower case.');
const name = () => z.string().describe('Its name, without kind and namespace.');
const tier = () =>
  z
    .number()
    .nullable()
    .describe('1 to 3, or null where none or an unknown one is declared.');

/**
 * Derived fact `readiness/relations`: what stands around the entity in the
 * catalog. Stratum 0: it holds nothing that a check has answered.
 *
 * @public
 */
export const relationsFact = defineFact({
  collector: 'readiness/relations',
  title: 'its relations in the catalog',
  description:
    'What the entity depends on, what depends on it, the APIs that it provides and what it names that is not in the catalog, from the relations of the catalog. In conditions it is `facts["readiness/relations"]`.',
  type: z.strictObject({
    unresolved: z
      .array(z.string())
      .describe(
        'Refs that the entity names and that are not in the catalog, sorted, at most 500.',
      ),
    dependencies: z
      .array(
        z.strictObject({
          ref: ref(),
          name: name(),
          kind: z.string().describe('Kind in lower case.'),
          type: z
            .string()
            .nullable()
            .describe('`spec.type`, e.g. `service`; null where it has none.'),
          tier: tier(),
        }),
      )
      .describe(
        'What the entity depends on and what is in the catalog (`dependsOn` and `consumesApi`), sorted by ref, at most 500.',
      ),
    dependencyCount: z
      .number()
      .describe('How many dependencies there are, those beyond 500 too.'),
    dependents: z
      .array(
        z.strictObject({
          ref: ref(),
          name: name(),
          tier: tier(),
          system: z
            .string()
            .nullable()
            .describe(
              '`spec.system` as it is written; null where it has none.',
            ),
        }),
      )
      .describe(
        'What depends on the entity or consumes one of its APIs, sorted by ref, at most 500.',
      ),
    dependentCount: z
      .number()
      .describe('How many dependents there are, those beyond 500 too.'),
    providedApis: z
      .array(
        z.strictObject({
          ref: ref(),
          name: name(),
          type: z
            .string()
            .nullable()
            .describe(
              '`spec.type`, e.g. `openapi`; null where it is not in the catalog.',
            ),
          exists: z.boolean().describe('Is it in the catalog?'),
        }),
      )
      .describe('APIs that the entity provides, sorted by ref, at most 500.'),
  }),
  example: {
    unresolved: ['resource:default/old-queue'],
    dependencies: [
      {
        ref: 'resource:default/orders-db',
        name: 'orders-db',
        kind: 'resource',
        type: 'database',
        tier: 1,
      },
    ],
    dependencyCount: 1,
    dependents: [
      {
        ref: 'component:default/web-shop',
        name: 'web-shop',
        tier: 2,
        system: 'shop',
      },
    ],
    dependentCount: 1,
    providedApis: [
      {
        ref: 'api:default/checkout',
        name: 'checkout',
        type: 'openapi',
        exists: true,
      },
    ],
  },
});

/**
 * Data of the fact {@link relationsFact}.
 *
 * @public
 */
export type RelationsFact = z.output<typeof relationsFact.type>;
