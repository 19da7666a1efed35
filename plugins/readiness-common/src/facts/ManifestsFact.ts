import { z } from 'zod';
import { defineFact } from './FactSchema';

/**
 * Fact of the collector `manifests`: CEL and Rego policies run over Kubernetes manifests.
 *
 * @public
 */
export const manifestsFact = defineFact({
  collector: 'manifests',
  title: 'the Kubernetes manifests',
  description:
    'Kubernetes manifests of the entity, and what ValidatingAdmissionPolicy documents and Rego policies say of them.',
  type: z.strictObject({
    location: z.string().describe('Where the manifests were read.'),
    objects: z.number().describe('How many Kubernetes objects were found.'),
    kinds: z.array(z.string()).describe('Kinds found, sorted.'),
    policies: z
      .array(z.string())
      .describe(
        'Name of every policy that was run, whether it matches an object or not; sorted.',
      ),
    evaluations: z
      .array(
        z.strictObject({
          policy: z
            .string()
            .describe(
              '`metadata.name` of the ValidatingAdmissionPolicy, or the configured name of the Rego policy.',
            ),
          object: z
            .string()
            .describe(
              '`Kind/name`; of the entity itself where a Rego policy looks at all manifests together.',
            ),
          path: z
            .string()
            .describe('File of the object; empty where it is the entity.'),
          outcome: z
            .enum(['pass', 'fail', 'unknown'])
            .describe(
              '`unknown`: needs an admission request or a function that is not there; `message` names it.',
            ),
          message: z.string().describe('What the policy says.'),
          severity: z
            .enum(['info', 'low', 'medium', 'high', 'critical'])
            .optional()
            .describe(
              'How bad a failure is; only of failures. Bindings that deny: `high`, that warn: `medium`, that only audit: `low`.',
            ),
        }),
      )
      .describe(
        'One row per policy and object that it matches, sorted by policy, then object.',
      ),
    broken: z
      .number()
      .describe(
        'Manifests and files that could not be read; each is a problem of the entity.',
      ),
  }),
  example: {
    location: 'services/checkout',
    objects: 2,
    kinds: ['Deployment', 'Service'],
    policies: ['pin-images', 'require-limits'],
    evaluations: [
      {
        policy: 'pin-images',
        object: 'Deployment/checkout',
        path: 'deploy/checkout.yaml',
        outcome: 'pass',
        message: '',
      },
    ],
    broken: 0,
  },
});

/**
 * Data of the fact {@link manifestsFact}.
 *
 * @public
 */
export type ManifestsFact = z.output<typeof manifestsFact.type>;
