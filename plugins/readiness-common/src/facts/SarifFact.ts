import { z } from 'zod';
import { defineFact } from './FactSchema';

/**
 * Fact of the collector `sarif`: what security scanners found.
 *
 * @public
 */
export const sarifFact = defineFact({
  collector: 'sarif',
  title: 'security findings',
  description:
    'Results of security scanners in SARIF 2.1.0 that belong to the entity, from code scanning or pushed by CI.',
  type: z.strictObject({
    tools: z
      .array(z.string())
      .describe('Names of the tools that reported about it, sorted.'),
    analysedAt: z
      .string()
      .nullable()
      .describe(
        'ISO time of the oldest of the newest runs, one a tool: all of it is at least as new; null without a run, and where a tool has none that succeeded.',
      ),
    findings: z
      .array(
        z.strictObject({
          rule: z.string().describe('Id of the rule, e.g. a CVE.'),
          tool: z.string().describe('Name of the tool.'),
          severity: z
            .enum(['info', 'low', 'medium', 'high', 'critical'])
            .describe(
              'By `security-severity` (critical from 9.0, high from 7.0, medium from 4.0), else by level: error is high, warning medium, note low.',
            ),
          path: z
            .string()
            .nullable()
            .describe('File or component of the first location.'),
          firstSeen: z
            .string()
            .describe('ISO time at which it was first reported.'),
          suppressed: z
            .boolean()
            .describe('Carries an accepted suppression with a justification.'),
          fingerprint: z
            .string()
            .optional()
            .describe(
              'The same for the same finding in each run of the tool, whatever lines it moves to.',
            ),
        }),
      )
      .describe('Open findings, worst first, at most 1,000.'),
  }),
  example: {
    tools: ['Trivy'],
    analysedAt: '2026-05-30T02:00:00.000Z',
    findings: [
      {
        rule: 'CVE-2026-12345',
        tool: 'Trivy',
        severity: 'high',
        path: 'package-lock.json',
        firstSeen: '2026-05-20T02:00:00.000Z',
        suppressed: false,
      },
    ],
  },
});

/**
 * Data of the fact {@link sarifFact}.
 *
 * @public
 */
export type SarifFact = z.output<typeof sarifFact.type>;
