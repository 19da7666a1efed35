import { DeliveryEvent } from '@team-readiness/backstage-plugin-readiness-common';
import { LatestValue } from './LatestValue';

type ArtifactEvent = Extract<DeliveryEvent, { kind: 'artifact' }>;

/** Which artifact has which digest, and of which change or commit it was made. */
export class ArtifactLinks {
  readonly #digests = new Map<string, LatestValue<string>>();
  readonly #artifacts = new Map<string, LatestValue<string>>();
  readonly #changes = new Map<string, LatestValue<string>>();

  /** Hears an event of an artifact. */
  hear(event: ArtifactEvent): void {
    const { artifact, digest, change } = event;
    note(this.#changes, event, artifact, change);
    if (digest !== null) {
      note(this.#digests, event, artifact, digest);
      note(this.#artifacts, event, digest, artifact);
      note(this.#changes, event, digest, change);
    }
  }

  /** The digest of an artifact; null: unknown. */
  digestOf(artifact: string | null): string | null {
    return artifact === null
      ? null
      : this.#digests.get(artifact)?.value ?? null;
  }

  /** The change or commit that an artifact was made of, by digest or by its id; null: unknown. */
  changeOf(digest: string | null, artifact: string | null): string | null {
    const named =
      artifact ??
      (digest === null ? null : this.#artifacts.get(digest)?.value ?? null);
    return (
      (digest === null ? null : this.#changes.get(digest)?.value ?? null) ??
      (named === null ? null : this.#changes.get(named)?.value ?? null)
    );
  }
}

function note(
  links: Map<string, LatestValue<string>>,
  event: ArtifactEvent,
  from: string,
  to: string | null,
): void {
  if (to === null) {
    return;
  }
  let link = links.get(from);
  if (!link) {
    link = new LatestValue();
    links.set(from, link);
  }
  link.hear(event, to);
}
