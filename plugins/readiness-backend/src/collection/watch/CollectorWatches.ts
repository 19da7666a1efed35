import { LoggerService } from '@backstage/backend-plugin-api';
import { setTimeout } from 'timers/promises';
import { CollectorSet } from '../CollectorSet';
import { describeError } from '../problems';
import { RegisteredCollector } from '../registerCollectors';
import { ChangedSource } from './RefreshRequests';

const firstPauseMs = 1_000;
const longestPauseMs = 300_000;

/**
 * Keeps the watches of collectors going: one that throws begins again after one second, two, four … up
 * to five minutes; one that ends has no more to say.
 */
export class CollectorWatches {
  readonly #options: {
    collectors: CollectorSet;
    refreshSoon: (collector: string, changed: ChangedSource) => void;
    logger: LoggerService;
    signal: AbortSignal;
    pauseMs?: number;
  };
  readonly #watched = new Map<RegisteredCollector, AbortController>();

  /**
   * @param options - `signal`: ends all watches; `pauseMs`: the first pause. Default: 1,000.
   */
  constructor(options: {
    collectors: CollectorSet;
    refreshSoon: (collector: string, changed: ChangedSource) => void;
    logger: LoggerService;
    signal: AbortSignal;
    pauseMs?: number;
  }) {
    this.#options = options;
  }

  /** Begins with collectors that are new, and ends with those that left. */
  follow(): void {
    const all = new Set(this.#options.collectors.all());
    for (const [registered, controller] of this.#watched) {
      if (!all.has(registered)) {
        controller.abort(new Error('The collector is no longer connected'));
        this.#watched.delete(registered);
      }
    }
    for (const registered of all) {
      if (registered.collector.watch && !this.#watched.has(registered)) {
        const controller = new AbortController();
        this.#watched.set(registered, controller);
        void this.#watch(
          registered,
          AbortSignal.any([this.#options.signal, controller.signal]),
        );
      }
    }
  }

  async #watch(
    { collector }: RegisteredCollector,
    signal: AbortSignal,
  ): Promise<void> {
    const { refreshSoon, logger, pauseMs = firstPauseMs } = this.#options;
    for (let attempt = 0; !signal.aborted; attempt += 1) {
      try {
        await collector.watch?.({
          refresh: changed => {
            if (!signal.aborted) {
              refreshSoon(collector.id, changed);
            }
          },
          signal,
        });
        return;
      } catch (error) {
        if (signal.aborted) {
          return;
        }
        const waitMs = Math.min(
          pauseMs * 2 ** Math.min(attempt, 20),
          longestPauseMs,
        );
        logger.warn(
          `Collector '${
            collector.id
          }' hears of no changes, it is tried again: ${describeError(error)}`,
        );
        await setTimeout(waitMs, undefined, { signal }).catch(() => {});
      }
    }
  }
}
