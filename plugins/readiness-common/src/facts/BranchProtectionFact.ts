import { z } from 'zod';
import { defineFact } from './FactSchema';

/**
 * Fact `branch-protection`: what protects the default branch of a repository.
 *
 * @public
 */
export const branchProtectionFact = defineFact({
  collector: 'branch-protection',
  title: 'the protection of the default branch',
  description:
    'What protects the default branch of the repository of the entity, from its host: branch protection and rulesets together.',
  type: z.strictObject({
    branch: z.string().describe('Name of the default branch.'),
    protected: z
      .boolean()
      .describe('Does branch protection or a ruleset hold for it?'),
    pullRequestRequired: z
      .boolean()
      .describe('Does a change need a pull request?'),
    approvals: z
      .number()
      .describe(
        'Approving reviews that a pull request needs; the most that either asks for.',
      ),
    codeOwnersApprove: z
      .boolean()
      .describe('Does a code owner have to approve?'),
    statusChecks: z
      .array(z.string())
      .describe('Names of the status checks that have to pass, sorted.'),
    adminsBound: z
      .boolean()
      .nullable()
      .describe(
        'Does branch protection hold for administrators as well? Null where only a ruleset holds: who may bypass it is not told to readers.',
      ),
    forcePushes: z
      .boolean()
      .describe('May anybody rewrite its history by a force push?'),
    deletable: z.boolean().describe('May anybody delete it?'),
  }),
  example: {
    branch: 'main',
    protected: true,
    pullRequestRequired: true,
    approvals: 1,
    codeOwnersApprove: false,
    statusChecks: ['build', 'test'],
    adminsBound: true,
    forcePushes: false,
    deletable: false,
  },
});

/**
 * Data of the fact {@link branchProtectionFact}.
 *
 * @public
 */
export type BranchProtectionFact = z.output<typeof branchProtectionFact.type>;
