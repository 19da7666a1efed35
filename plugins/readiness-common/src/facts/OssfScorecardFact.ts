import { z } from 'zod';
import { defineFact } from './FactSchema';

/**
 * Fact of the collector `ossf-scorecard`: the probes of OpenSSF Scorecard.
 *
 * @public
 */
export const ossfScorecardFact = defineFact({
  collector: 'ossf-scorecard',
  title: 'the OpenSSF Scorecard',
  description:
    'Outcomes of the probes of OpenSSF Scorecard (https://github.com/ossf/scorecard, format `probe`) over the repository of the entity.',
  type: z.strictObject({
    repository: z.string().describe('Repository that was looked at.'),
    analysedAt: z.string().describe('ISO time of the run.'),
    probes: z
      .array(
        z.strictObject({
          name: z.string().describe('Id of the probe.'),
          outcome: z
            .enum(['true', 'false', 'not-applicable', 'unknown'])
            .describe(
              'Of several findings: `false` if any is, else `unknown`, else `true`. `unknown` stands for errors and for what the host does not tell.',
            ),
        }),
      )
      .describe('One row a probe, sorted by name.'),
  }),
  example: {
    repository: 'git.example.org/payments/checkout',
    analysedAt: '2026-05-30T02:00:00.000Z',
    probes: [
      { name: 'branchesAreProtected', outcome: 'true' },
      { name: 'releasesAreSigned', outcome: 'not-applicable' },
      { name: 'requiresApproversForPullRequests', outcome: 'false' },
    ],
  },
});

/**
 * Data of the fact {@link ossfScorecardFact}.
 *
 * @public
 */
export type OssfScorecardFact = z.output<typeof ossfScorecardFact.type>;
