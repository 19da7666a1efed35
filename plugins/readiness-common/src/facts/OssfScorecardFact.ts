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
      .record(
        z.string(),
        z.enum(['true', 'false', 'not-applicable', 'unknown']),
      )
      .describe(
        'Outcome by the name of the probe, e.g. `branchesAreProtected`. Of several findings of a probe: `false` if any is, else `unknown`, else `true`. `unknown` stands for errors and for what the host does not tell.',
      ),
  }),
  example: {
    repository: 'git.example.org/payments/checkout',
    analysedAt: '2026-05-30T02:00:00.000Z',
    probes: {
      branchesAreProtected: 'true',
      requiresApproversForPullRequests: 'false',
      releasesAreSigned: 'not-applicable',
    },
  },
});

/**
 * Data of the fact {@link ossfScorecardFact}.
 *
 * @public
 */
export type OssfScorecardFact = z.output<typeof ossfScorecardFact.type>;
