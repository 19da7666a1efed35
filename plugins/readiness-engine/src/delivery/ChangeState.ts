import { DeliveryEvent } from '@team-readiness/backstage-plugin-readiness-common';
import { earlier } from './moments';

type ChangeEvent = Extract<DeliveryEvent, { kind: 'change' }>;

/** What is known of a change so far. */
export class ChangeState {
  readonly commits = new Set<string>();
  /** Other ids by which it may be approved. */
  readonly aliases = new Set<string>();
  #mergedAt = Infinity;
  /** As told by words that know no other time than that of the newest commit: not before it. */
  #newestAt = Infinity;
  firstCommitAt: number | null = null;
  approved: boolean | null = null;

  constructor(readonly id: string) {}

  /** The earliest time that is told of the merge itself, else that of its newest commit. */
  get mergedAt(): number {
    return this.#mergedAt === Infinity ? this.#newestAt : this.#mergedAt;
  }

  /** Hears an event of this change. */
  hear(event: ChangeEvent): void {
    const mergedAt = Date.parse(event.at);
    let newest = -Infinity;
    for (const { commit, at } of event.commits) {
      const time = Date.parse(at);
      newest = Math.max(newest, time);
      this.commits.add(commit);
      this.firstCommitAt = earlier(this.firstCommitAt, time);
    }
    if (mergedAt > newest) {
      this.#mergedAt = Math.min(this.#mergedAt, mergedAt);
    } else {
      this.#newestAt = Math.min(this.#newestAt, mergedAt);
    }
    event.aliases.forEach(alias => this.aliases.add(alias));
    // One word that it was approved is enough: others may not have seen it.
    this.approved = this.approved || (event.approved ?? this.approved);
  }
}
