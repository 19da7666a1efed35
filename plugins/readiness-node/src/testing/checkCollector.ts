import {
  CollectorContract,
  CollectorLaw,
  CollectorViolation,
} from './CollectorContract';
import { messageOf } from './laws/collectOnce';
import { declarationLaws } from './laws/declarationLaws';
import { failureLaws } from './laws/failureLaws';
import { observationLaws } from './laws/observationLaws';
import { revisionLaws } from './laws/revisionLaws';
import { secrecyLaws } from './laws/secrecyLaws';

/** What holds of every collector. */
export const collectorLaws: readonly CollectorLaw[] = [
  ...declarationLaws,
  ...observationLaws,
  ...revisionLaws,
  ...failureLaws,
  ...secrecyLaws,
];

/**
 * Holds one law against a collector.
 *
 * @returns one violation for each thing that is wrong; also for whatever is thrown
 */
export async function checkLaw(
  law: CollectorLaw,
  contract: CollectorContract,
): Promise<CollectorViolation[]> {
  try {
    const messages = await law.check({ now: new Date(), ...contract });
    return messages.map(message => ({ law: law.name, message }));
  } catch (error) {
    return [{ law: law.name, message: `It threw: ${messageOf(error)}` }];
  }
}

/**
 * Holds all laws against a collector, one after another.
 *
 * @param contract - how to make one, and what its source knows
 * @returns what is wrong with it; empty for a good one
 *
 * @public
 */
export async function checkCollector(
  contract: CollectorContract,
): Promise<CollectorViolation[]> {
  const now = contract.now ?? new Date();
  const violations: CollectorViolation[] = [];
  for (const law of collectorLaws) {
    violations.push(...(await checkLaw(law, { ...contract, now })));
  }
  return violations;
}
