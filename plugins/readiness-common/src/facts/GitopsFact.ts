import { z } from 'zod';
import { defineFact } from './FactSchema';

/**
 * Fact of the collector `gitops`: is what runs what is in git?
 *
 * @public
 */
export const gitopsFact = defineFact({
  collector: 'gitops',
  title: 'the GitOps controller',
  description:
    'Applications of Argo CD (by the annotation `argocd/app-name` or `argocd/app-selector`) or Kustomizations and Helm releases of Flux that belong to the entity, by a recipe.',
  type: z.strictObject({
    applications: z
      .array(
        z.strictObject({
          name: z.string().describe('Name of the application.'),
          tool: z.enum(['argo-cd', 'flux']).describe('What manages it.'),
          state: z
            .enum(['synced', 'out-of-sync', 'unknown'])
            .describe('Is what runs what is in git?'),
          since: z
            .string()
            .nullable()
            .describe('ISO time since which it is in this state, if known.'),
          automated: z
            .boolean()
            .nullable()
            .describe(
              'Is a difference mended without a person? Null where not known.',
            ),
        }),
      )
      .describe('One row an application, sorted by name.'),
  }),
  example: {
    applications: [
      {
        name: 'checkout-production',
        tool: 'argo-cd',
        state: 'synced',
        since: '2026-06-12T09:40:00Z',
        automated: true,
      },
    ],
  },
});

/**
 * Data of the fact {@link gitopsFact}.
 *
 * @public
 */
export type GitopsFact = z.output<typeof gitopsFact.type>;
