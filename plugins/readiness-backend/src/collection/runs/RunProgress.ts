import { Problem } from '@team-readiness/backstage-plugin-readiness-common';

/** Fewer known facts than these are not guarded: one file that moves is no outage. */
const leastGuarded = 5;

/** What a run of a collector has brought so far. */
export class RunProgress {
  observed = 0;
  absent = 0;
  failed = 0;
  /** The highest entity key that was looked at, whether or not it is a target. */
  lastEntityId = 0;
  /** Why the run failed or was refused; undefined: it is complete. */
  error: string | undefined;
  /** Problems that belong to no entity. */
  problems: Problem[] = [];
  /** Keys of entities that have a fact but are no targets any more. */
  readonly untargeted: number[] = [];
  /** Keys of entities that have a fact, but of which the source knows nothing any more. */
  readonly lost: number[] = [];
  #known = 0;

  /**
   * Counts one entity.
   *
   * @param hadFact - There was a fact before the run.
   */
  count(
    entityId: number,
    hadFact: boolean,
    status: 'observed' | 'absent' | 'failed',
  ): void {
    this[status] += 1;
    if (hadFact) {
      this.#known += 1;
      if (status === 'absent') {
        this.lost.push(entityId);
      }
    }
  }

  /**
   * Why the facts of entities that the source knows no more are kept.
   *
   * @param minimumShare - Share of the known facts that must survive, in [0, 1].
   * @returns undefined: they may go.
   */
  refusal(collector: string, minimumShare: number): string | undefined {
    const surviving = this.#known - this.lost.length;
    return this.#known >= leastGuarded && surviving < this.#known * minimumShare
      ? `The source knows nothing any more of ${this.lost.length} of the ${
          this.#known
        } entities that it knew; below a share of ${minimumShare} it is taken for broken and their facts are kept (readiness.collectors.${collector}.minimumShare).`
      : undefined;
  }
}
