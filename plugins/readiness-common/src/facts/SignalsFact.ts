import { z } from 'zod';
import { decisionTopics } from './DecisionsFact';
import { defineFact } from './FactSchema';

/**
 * Fact of the collector `signals`: decisions that somebody has taken, whether
 * they were written down or not, as manifests and the catalog show them.
 *
 * @public
 */
export const signalsFact = defineFact({
  collector: 'signals',
  title: 'the decisions seen in manifests and catalog',
  description:
    'Decisions that manifests and catalog show to have been taken: how a release rolls out, who runs a datastore, which kind of workload runs, what scales it, that it is a service of its own, how telemetry leaves it.',
  type: z.strictObject({
    signals: z
      .array(
        z.strictObject({
          topic: z.enum(decisionTopics).describe('What was decided.'),
          choice: z
            .string()
            .describe(
              'What it was decided for: `rolling`, `blue-green`, `canary`, `recreate`; `managed`, `self-hosted`; `deployment`, `statefulset`; `hpa`, `vpa`; `own-service`; `push`, `pull`.',
            ),
          seenIn: z
            .string()
            .describe('Path of the manifest, or the entity ref.'),
        }),
      )
      .describe('One row a topic, choice and place, sorted; at most 200.'),
  }),
  example: {
    signals: [
      { topic: 'rollout', choice: 'canary', seenIn: 'deploy/checkout.yaml' },
      {
        topic: 'hosting',
        choice: 'managed',
        seenIn: 'resource:default/orders-db',
      },
    ],
  },
});

/**
 * Data of the fact {@link signalsFact}.
 *
 * @public
 */
export type SignalsFact = z.output<typeof signalsFact.type>;
