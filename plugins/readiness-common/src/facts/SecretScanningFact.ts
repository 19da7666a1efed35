import { z } from 'zod';
import { defineFact } from './FactSchema';

/**
 * Fact of the collector `secret-scanning`: is a repository looked through for secrets?
 *
 * @public
 */
export const secretScanningFact = defineFact({
  collector: 'secret-scanning',
  title: 'secret scanning',
  description:
    'Whether the repository of the entity is looked through for secrets, and what is open: from the host’s API, or from SARIF of a tool for secrets.',
  type: z.strictObject({
    enabled: z
      .boolean()
      .nullable()
      .describe('Is it switched on? Null where the host does not tell.'),
    tools: z
      .array(z.string())
      .describe('What looks for secrets, e.g. `github`, `gitleaks`; sorted.'),
    scannedAt: z
      .string()
      .nullable()
      .describe('ISO time of the newest scan; null where that is not told.'),
    open: z
      .number()
      .nullable()
      .describe('Secrets that were found and not revoked or dismissed.'),
    oldestOpenAt: z
      .string()
      .nullable()
      .describe('ISO time at which the oldest open one was found.'),
  }),
  example: {
    enabled: true,
    tools: ['gitleaks'],
    scannedAt: '2026-05-30T02:00:00.000Z',
    open: 0,
    oldestOpenAt: null,
  },
});

/**
 * Data of the fact {@link secretScanningFact}.
 *
 * @public
 */
export type SecretScanningFact = z.output<typeof secretScanningFact.type>;
