import { ArtifactLinks } from './ArtifactLinks';
import { DeploymentState } from './DeploymentState';
import { byTime, compareText } from './moments';

/** A deployment that was finished, with what its artifact says of it. */
export interface LandedDeployment {
  readonly id: string;
  /** When it was finished. */
  readonly at: number;
  readonly state: DeploymentState;
  readonly digest: string | null;
  /** The change or commit that it brought up to date, by its own word or that of its artifact. */
  readonly head: string | null;
}

/**
 * The deployments that were finished, in the order of time.
 *
 * @param states - deployments of which some may have failed or be under way: these are left out
 */
export function landDeployments(
  states: Iterable<DeploymentState>,
  artifacts: ArtifactLinks,
): LandedDeployment[] {
  const landed: LandedDeployment[] = [];
  for (const state of states) {
    if (state.succeededAt !== null) {
      const artifact = state.artifact.value;
      const digest = state.digest.value ?? artifacts.digestOf(artifact);
      landed.push({
        id: state.id,
        at: state.succeededAt,
        state,
        digest,
        head: state.commit.value ?? artifacts.changeOf(digest, artifact),
      });
    }
  }
  const order = byTime<LandedDeployment>(it => it.at);
  return landed.sort(
    (one, other) =>
      order(one, other) ||
      compareText(one.state.environment, other.state.environment),
  );
}
