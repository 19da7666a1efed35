import { z } from 'zod';
import { defineFact } from './FactSchema';

/**
 * Fact of the collector `technology`: what an entity is built on.
 *
 * @public
 */
export const technologyFact = defineFact({
  collector: 'technology',
  title: 'what it is built on',
  description:
    'Runtimes (`package.json`, `go.mod`, `pom.xml`, `pyproject.toml`, base images), datastores (manifests, infrastructure code, Resources that it depends on) and providers (infrastructure code) of the entity, by a documented list of names.',
  type: z.strictObject({
    location: z.string().describe('Where the files were read.'),
    tools: z
      .array(
        z.strictObject({
          kind: z
            .enum(['runtime', 'datastore', 'provider'])
            .describe('What it is.'),
          name: z
            .string()
            .describe(
              'Name by the documented list, in lower case, e.g. `postgresql`; the same names as in `facts.decisions.decisions[].technologiesNamed`.',
            ),
          seenIn: z
            .string()
            .describe('Path of the file, or the entity ref, that shows it.'),
        }),
      )
      .describe('One row a tool and kind, sorted; at most 200.'),
  }),
  example: {
    location: 'services/checkout',
    tools: [
      { kind: 'datastore', name: 'postgresql', seenIn: 'infra/database.tf' },
      { kind: 'provider', name: 'aws', seenIn: 'infra/main.tf' },
      { kind: 'runtime', name: 'node', seenIn: 'package.json' },
    ],
  },
});

/**
 * Data of the fact {@link technologyFact}.
 *
 * @public
 */
export type TechnologyFact = z.output<typeof technologyFact.type>;
