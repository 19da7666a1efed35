import { z } from 'zod';
import { defineFact } from './FactSchema';

/**
 * Fact of the collector `policy`: what policy engines reported.
 *
 * @public
 */
export const policyFact = defineFact({
  collector: 'policy',
  title: 'policy reports',
  description:
    'Results of policy engines (PolicyReport, OpenReports, Gatekeeper, Conftest, Rego) that belong to the entity.',
  type: z.strictObject({
    results: z
      .number()
      .describe('How many results in all belong to the entity.'),
    reportedAt: z
      .string()
      .nullable()
      .describe('ISO time of the newest report that names the entity.'),
    violations: z
      .array(
        z.strictObject({
          policy: z.string().describe('Name of the policy.'),
          rule: z.string().nullable().describe('Name of the rule within it.'),
          severity: z
            .enum(['info', 'low', 'medium', 'high', 'critical'])
            .describe('A violation without severity is `medium`.'),
          object: z.string().describe('`Kind/namespace/name` of the object.'),
          firstSeen: z
            .string()
            .describe(
              "ISO time: the earliest of the result's own timestamp and when we first saw it.",
            ),
          mappedBy: z
            .string()
            .describe(
              'How the entity was found: `namespace`, `label`, `annotation`, `name` (workloads of the entity’s own name), or `path` (a file in its directory).',
            ),
          source: z.string().describe('The report that says so.'),
        }),
      )
      .describe('Open violations.'),
  }),
  example: {
    results: 12,
    reportedAt: '2026-05-30T06:00:00.000Z',
    violations: [
      {
        policy: 'disallow-latest-tag',
        rule: 'require-image-tag',
        severity: 'high',
        object: 'Deployment/shop/checkout',
        firstSeen: '2026-05-20T06:00:00.000Z',
        mappedBy: 'namespace',
        source: 'reports/shop.yaml',
      },
    ],
  },
});

/**
 * Data of the fact {@link policyFact}.
 *
 * @public
 */
export type PolicyFact = z.output<typeof policyFact.type>;
