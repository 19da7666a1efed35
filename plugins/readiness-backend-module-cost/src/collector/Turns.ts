/**
 * Lets one piece of work begin only when the one before has ended, however that ended. So what two
 * collectors need is made by the first, and found by the second.
 */
export class Turns {
  #last: Promise<unknown> = Promise.resolve();

  /** @returns what the work returns, or throws what it throws */
  take<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(work, work);
    this.#last = turn;
    return turn;
  }
}
