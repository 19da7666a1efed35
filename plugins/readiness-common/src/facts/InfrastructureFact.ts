import { z } from 'zod';
import { defineFact } from './FactSchema';

/**
 * Fact of the collector `infrastructure`: the modules that the infrastructure code of an entity uses.
 *
 * @public
 */
export const infrastructureFact = defineFact({
  collector: 'infrastructure',
  title: 'the infrastructure code',
  description:
    'Infrastructure as code in the repository of the entity (`*.tf` files of Terraform and OpenTofu): which modules it uses, of which version, and how far behind they are.',
  type: z.strictObject({
    location: z.string().describe('Where the files were read.'),
    files: z.number().describe('Files of infrastructure code that were found.'),
    modules: z
      .array(
        z.strictObject({
          name: z.string().describe('Name of the module block.'),
          source: z
            .string()
            .describe(
              'Address of the module without version and query: `registry.example.org/platform/database/aws` or `git.example.org/platform/modules//database`.',
            ),
          version: z
            .string()
            .nullable()
            .describe(
              'Exact version: of the block or, for git, the tag of `ref`; null for a range, a branch, or none.',
            ),
          pinned: z
            .boolean()
            .describe(
              'Always gives the same code: an exact version, a tag or a commit.',
            ),
          currentVersion: z
            .string()
            .nullable()
            .describe(
              'Newest version in the registry or among the tags; null where it cannot be asked.',
            ),
          path: z.string().describe('File of the module block.'),
        }),
      )
      .describe(
        'One row per module block whose source is outside of the repository, sorted by path, then name.',
      ),
    broken: z
      .number()
      .describe(
        'Files that could not be read; each is a problem of the entity.',
      ),
  }),
  example: {
    location: 'services/checkout',
    files: 3,
    modules: [
      {
        name: 'orders_db',
        source: 'registry.example.org/platform/database/aws',
        version: '4.2.1',
        pinned: true,
        currentVersion: '5.0.0',
        path: 'infra/database.tf',
      },
    ],
    broken: 0,
  },
});

/**
 * Data of the fact {@link infrastructureFact}.
 *
 * @public
 */
export type InfrastructureFact = z.output<typeof infrastructureFact.type>;
