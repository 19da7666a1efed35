import { DeliveryEvent } from '@team-readiness/backstage-plugin-readiness-common';
import { ChangeState } from './ChangeState';

type ApprovalEvent = Extract<DeliveryEvent, { kind: 'approval' }>;

/** What was approved, everywhere or for one environment. */
export class Approvals {
  /** Environments in lower case by what was approved; '' stands for all. */
  readonly #approved = new Map<string, Set<string>>();

  /** Hears an event of an approval. */
  hear({ of, environment }: ApprovalEvent): void {
    const known = this.#approved.get(of);
    const name = environment?.toLowerCase() ?? '';
    if (known) {
      known.add(name);
    } else {
      this.#approved.set(of, new Set([name]));
    }
  }

  /**
   * Was one of these approved?
   *
   * @param environment - null: only an approval for all environments counts
   */
  has(names: Iterable<string | null>, environment: string | null): boolean {
    for (const name of names) {
      const known = name === null ? undefined : this.#approved.get(name);
      if (
        known?.has('') ||
        (environment !== null && known?.has(environment.toLowerCase()))
      ) {
        return true;
      }
    }
    return false;
  }

  /**
   * Was a change approved, by its own word or by an approval of it, an alias or a commit of it?
   *
   * @param environment - see {@link Approvals.has}
   * @returns null where nothing is told
   */
  ofChange(change: ChangeState, environment: string | null): boolean | null {
    return (
      this.has([change.id], environment) ||
      this.has(change.aliases, environment) ||
      this.has(change.commits, environment) ||
      change.approved
    );
  }
}
