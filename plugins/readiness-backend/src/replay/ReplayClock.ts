/**
 * A clock that is set, and stands still until it is set again. It never goes back.
 */
export class ReplayClock {
  #time = 0;

  /** The time that it is set to. */
  readonly now = (): Date => new Date(this.#time);

  /** @param at - passed over where it is earlier than what it shows */
  set(at: Date): void {
    this.#time = Math.max(this.#time, at.getTime());
  }
}
