/**
 * How long a run waits for what stops it, so that what is behind gets its turn.
 *
 * # Model
 *
 * A run that is stopped by entities that are put off, or by batches that fail, comes back to the same
 * place. It waits there three times; then it passes over what it waited for: those entities have
 * failed, keep their facts, and are looked at by the next run. From then on it no longer waits for
 * entities that are put off where they are few, at most half of a batch: one host that is
 * always busy must not stop a run at each of its repositories. Where they are many, the source as a
 * whole is taken to be busy, and the run waits.
 *
 * A source that cannot be opened is waited for without end: there is nothing to pass over.
 */
import { EntityReading } from './writeObservations';
import { failed } from './readObservations';
import { RunProgress } from './RunProgress';

/** So many times a run waits at the same place. */
const mostWaits = 3;
const fewShare = 0.5;

const passedOver =
  'The source asked again and again to be left alone. The next run looks at the entity.';

/** @see Patience.ts */
export class Patience {
  readonly #start: RunProgress;
  /** Does it wait for few no longer? */
  #isImpatient: boolean;
  #passedOver = 0;

  /** @param start - Where the run goes on. */
  constructor(start: RunProgress) {
    this.#start = start;
    this.#isImpatient = start.cursor.passedOver > 0;
  }

  /**
   * What is made of a batch of which some entities were put off.
   *
   * @param progress - How far the run has come.
   * @returns The same; or those have failed, for which the run waits no longer.
   */
  judge(
    collector: string,
    readings: readonly EntityReading[],
    progress: RunProgress,
  ): readonly EntityReading[] {
    const deferred = readings.filter(isDeferred).length;
    const isEnough = this.#hasWaitedAt(progress);
    const areFew = this.#isImpatient && deferred <= readings.length * fewShare;
    if (!deferred || !(isEnough || areFew)) {
      return readings;
    }
    this.#passedOver += deferred;
    return readings.map(each =>
      isDeferred(each)
        ? {
            ...each,
            reading: failed(
              collector,
              each.ref,
              each.reading.problems,
              passedOver,
            ),
          }
        : each,
    );
  }

  /** How many entities were passed over since it was last asked. */
  takePassedOver(): number {
    const count = this.#passedOver;
    this.#isImpatient ||= count > 0;
    this.#passedOver = 0;
    return count;
  }

  /**
   * Where a run goes on that was stopped.
   *
   * @param stopped - `at`: before what stopped it; `behind`: where that can be passed over; `isWaiting`:
   *   it was stopped by entities or batches, not by the source as a whole.
   */
  goOn(stopped: {
    at: RunProgress;
    behind?: RunProgress;
    isWaiting: boolean;
  }): RunProgress {
    const { at, behind, isWaiting } = stopped;
    const waits = at.isAt(this.#start) ? this.#start.cursor.waits : 0;
    return behind && waits >= mostWaits
      ? behind.waiting(0)
      : at.waiting(waits + (isWaiting ? 1 : 0));
  }

  /** Has the run waited often enough where it is? */
  #hasWaitedAt(progress: RunProgress): boolean {
    return this.#start.cursor.waits >= mostWaits && progress.isAt(this.#start);
  }
}

function isDeferred({ reading }: EntityReading): boolean {
  return reading.status === 'deferred';
}
