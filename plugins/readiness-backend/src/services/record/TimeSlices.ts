import { setImmediate } from 'node:timers/promises';
import { Steps } from '@team-readiness/backstage-plugin-readiness-engine';

/** Far less than what others notice, far more than a turn of the event loop costs. */
const sliceMs = 10;

/**
 * Lets other requests go first, after each ten milliseconds of work: the delivery of 500 busy services is a second of
 * it.
 */
export class TimeSlices {
  #until = performance.now() + sliceMs;

  /** To be awaited now and then; costs next to nothing before the slice is used up. */
  async pause(): Promise<void> {
    if (performance.now() >= this.#until) {
      await setImmediate();
      this.#until = performance.now() + sliceMs;
    }
  }

  /** Does work that can be paused. */
  async run<T>(steps: Steps<T>): Promise<T> {
    for (;;) {
      const step = steps.next();
      if (step.done) {
        return step.value;
      }
      if (performance.now() >= this.#until) {
        await this.pause();
      }
    }
  }
}
