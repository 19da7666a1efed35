import { setTimeout } from 'timers/promises';

const defaultPauseMs = 3_000;

/**
 * The pause between two runs that people ask for. Who waits for its end, waits together.
 */
export class RefreshPause {
  #endsAt = -Infinity;
  #waiting: Promise<void> | undefined;

  constructor(private readonly pauseMs: number = defaultPauseMs) {}

  /** A run has ended. */
  begin(): void {
    this.#endsAt = performance.now() + this.pauseMs;
  }

  /** Resolves when the next run may begin. */
  async end(): Promise<void> {
    const left = this.#endsAt - performance.now();
    if (left > 0) {
      this.#waiting ??= setTimeout(left).then(() => {
        this.#waiting = undefined;
      });
    }
    await this.#waiting;
  }
}
