import { EnvironmentNames } from './EnvironmentNames';
import { LandedDeployment } from './LandedDeployment';
import { lastUpTo } from './moments';

/** A deployment, and the highest environment that its digest had reached then. */
interface Step {
  readonly at: number;
  readonly highest: string;
}

/** Where digests ran before production. */
export class LowerEnvironments {
  readonly #byDigest = new Map<string, Step[]>();

  /** @param deployments - to lower environments, in the order of time */
  constructor(
    deployments: readonly LandedDeployment[],
    names: EnvironmentNames,
  ) {
    for (const { digest, at, state } of deployments) {
      if (digest !== null) {
        const steps = this.#byDigest.get(digest) ?? [];
        this.#byDigest.set(digest, steps);
        const before = steps[steps.length - 1]?.highest;
        const isHighest =
          before === undefined ||
          names.orderOf(state.environment) >= names.orderOf(before);
        steps.push({ at, highest: isHighest ? state.environment : before });
      }
    }
  }

  /**
   * The environment in which the digest of a deployment had been deployed before: the highest by
   * order, of several the latest; null: none.
   */
  ranBefore({ digest, at }: LandedDeployment): string | null {
    const steps = digest === null ? [] : this.#byDigest.get(digest) ?? [];
    // Times are whole milliseconds.
    return steps[lastUpTo(steps, at - 1)]?.highest ?? null;
  }
}
