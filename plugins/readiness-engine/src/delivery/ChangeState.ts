import { DeliveryEvent } from '@team-readiness/backstage-plugin-readiness-common';
import { earlier } from './moments';

type ChangeEvent = Extract<DeliveryEvent, { kind: 'change' }>;

/** What is known of a change so far. */
export class ChangeState {
  readonly commits = new Set<string>();
  /** Other ids by which it may be approved. */
  readonly aliases = new Set<string>();
  mergedAt = Infinity;
  firstCommitAt: number | null = null;
  approved: boolean | null = null;

  constructor(readonly id: string) {}

  /** Hears an event of this change. */
  hear(event: ChangeEvent): void {
    this.mergedAt = Math.min(this.mergedAt, Date.parse(event.at));
    for (const { commit, at } of event.commits) {
      this.commits.add(commit);
      this.firstCommitAt = earlier(this.firstCommitAt, Date.parse(at));
    }
    event.aliases.forEach(alias => this.aliases.add(alias));
    // One word that it was approved is enough: others may not have seen it.
    this.approved = this.approved || (event.approved ?? this.approved);
  }
}
