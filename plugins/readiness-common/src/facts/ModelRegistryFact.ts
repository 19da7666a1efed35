import { z } from 'zod';
import { defineFact } from './FactSchema';

/**
 * Fact of the collector `model-registry`: the versions that a model registry
 * holds of an ML component. Shaped after the registry API of MLflow 2
 * (`registered-models/get`, `model-versions/search`, run tags).
 *
 * @public
 */
export const modelRegistryFact = defineFact({
  collector: 'model-registry',
  title: 'the model registry',
  description:
    'The newest versions of the model in its registry, with what they were made from and how they reached production.',
  type: z.strictObject({
    registry: z
      .string()
      .describe('http(s) address of the registered model, or its name.'),
    versions: z
      .array(
        z.strictObject({
          version: z.string().describe('As the registry counts, e.g. `12`.'),
          stage: z
            .enum(['none', 'staging', 'production', 'archived'])
            .describe(
              'Stage, or what the aliases `champion`, `production` and `staging` say.',
            ),
          codeRevision: z
            .string()
            .nullable()
            .describe('Commit that trained it; null where the run names none.'),
          dataVersion: z
            .string()
            .nullable()
            .describe(
              'Version or digest of the training data; null where the run names none.',
            ),
          featuresVersion: z
            .string()
            .nullable()
            .describe(
              'Version of the feature definitions; null where the run names none.',
            ),
          createdAt: z.string().describe('ISO time of registration.'),
        }),
      )
      .describe('At most 50, newest first.'),
    promotions: z
      .array(
        z.strictObject({
          version: z.string().describe('The version that was promoted.'),
          at: z.string().describe('ISO time.'),
          by: z
            .enum(['registry', 'other'])
            .describe(
              '`registry`: a change of stage or alias; `other`: it was served without one.',
            ),
        }),
      )
      .describe('Changes of what production serves, newest first, at most 20.'),
    previousKept: z
      .boolean()
      .describe(
        'The version that production served before is still in the registry with its files, so that it can be served again.',
      ),
  }),
  example: {
    registry: 'https://mlflow.example.org/#/models/fraud-score',
    versions: [
      {
        version: '12',
        stage: 'production',
        codeRevision: '5f2c1d7',
        dataVersion: 'transactions@2026-05-01',
        featuresVersion: 'features@3.4.0',
        createdAt: '2026-05-10T08:00:00.000Z',
      },
    ],
    promotions: [
      { version: '12', at: '2026-05-12T09:30:00.000Z', by: 'registry' },
    ],
    previousKept: true,
  },
});

/**
 * Data of the fact {@link modelRegistryFact}.
 *
 * @public
 */
export type ModelRegistryFact = z.output<typeof modelRegistryFact.type>;
