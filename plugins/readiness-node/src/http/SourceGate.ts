/**
 * When the next request of a source may be sent.
 *
 * Holds what one request learns for all others: that the source asked to be left alone, that it
 * failed several times in a row, how many requests this minute has seen.
 */
import {
  circuitBreaker,
  CircuitBreakerPolicy,
  CircuitState,
  ConsecutiveBreaker,
  handleWhen,
  isBrokenCircuitError,
} from 'cockatiel';
import { RequestBudget, RetryLaterError } from '../requests';
import { abortable, pause } from './abortable';
import { AttemptFailure } from './AttemptFailure';
import { RequestRate } from './RequestRate';

const failuresToOpen = 5;
/** How long the circuit stays open, and how long a 429 without a time counts. */
const recoveryMs = 60_000;

/** See the top of the file. */
export class SourceGate {
  readonly #patienceMs: number;
  readonly #rate: RequestRate;
  readonly #circuit: CircuitBreakerPolicy;
  #openedAt = 0;
  /** Milliseconds since 1970. */
  #quietUntil = 0;

  /** @param options - of the client */
  constructor(options: { patienceMs: number; requestsPerMinute: number }) {
    this.#patienceMs = options.patienceMs;
    this.#rate = new RequestRate(options.requestsPerMinute);
    this.#circuit = circuitBreaker(
      // A source that asks to be left alone is not broken.
      handleWhen(
        error =>
          error instanceof AttemptFailure && error.passing && !error.throttled,
      ),
      {
        halfOpenAfter: recoveryMs,
        breaker: new ConsecutiveBreaker(failuresToOpen),
      },
    );
    this.#circuit.onBreak(() => {
      this.#openedAt = Date.now();
    });
  }

  /** Would the next request be turned away? */
  get isOpen(): boolean {
    return (
      this.#circuit.state === CircuitState.Open &&
      Date.now() < this.#openedAt + recoveryMs
    );
  }

  /**
   * Waits until a request may be sent, and counts it.
   *
   * @param what - source, host and path, for messages
   * @throws RetryLaterError where the wait is longer than the client's patience
   */
  async pass(
    what: string,
    request: { host: string; signal?: AbortSignal; budget?: RequestBudget },
  ): Promise<void> {
    const { host, signal, budget } = request;
    signal?.throwIfAborted();
    if (this.isOpen) {
      throw this.#leftAlone(what);
    }
    for (
      let quietMs = this.#quietUntil - Date.now();
      quietMs > 0;
      quietMs = this.#quietUntil - Date.now()
    ) {
      if (quietMs > this.#patienceMs) {
        throw new RetryLaterError(
          `${what} waits: the source asked to be left alone.`,
          new Date(this.#quietUntil),
        );
      }
      await pause(quietMs, signal);
    }
    const start = this.#rate.take(performance.now(), this.#patienceMs);
    if (!start.taken) {
      throw new RetryLaterError(
        `${what} waits: the limit of requests a minute is used up.`,
        new Date(Date.now() + start.waitMs),
      );
    }
    try {
      if (start.waitMs > 0) {
        await pause(start.waitMs, signal);
      }
      await abortable(budget?.take(host) ?? Promise.resolve(), signal);
    } catch (error) {
      start.release();
      throw error;
    }
  }

  /**
   * Runs an attempt and learns from it.
   *
   * @returns what the attempt returned, or the AttemptFailure that it threw
   * @throws RetryLaterError where the circuit is open; whatever else the attempt threw
   */
  async run<T>(
    what: string,
    attempt: () => Promise<T>,
  ): Promise<T | AttemptFailure> {
    try {
      return await this.#circuit.execute(attempt);
    } catch (error) {
      if (isBrokenCircuitError(error)) {
        throw this.#leftAlone(what);
      }
      if (!(error instanceof AttemptFailure)) {
        throw error;
      }
      if (error.retryAfterMs !== undefined) {
        this.#quietUntil = Math.max(
          this.#quietUntil,
          Date.now() + error.retryAfterMs,
        );
      }
      return error;
    }
  }

  /** What a caller is told where an attempt failed for good. */
  giveUp(failure: AttemptFailure): Error {
    return failure.throttled
      ? new RetryLaterError(
          failure.error.message,
          new Date(Date.now() + (failure.retryAfterMs || recoveryMs)),
        )
      : failure.error;
  }

  #leftAlone(what: string): RetryLaterError {
    return new RetryLaterError(
      `${what} is left alone for a while: the source failed ${failuresToOpen} times in a row.`,
      new Date(this.#openedAt + recoveryMs),
    );
  }
}
