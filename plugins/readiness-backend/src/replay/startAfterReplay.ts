import { LoggerService, LifecycleService } from '@backstage/backend-plugin-api';
import { describeError } from '../collection';
import { HistoryReplay } from './HistoryReplay';

/**
 * Begins with the present: at once, or when the past is replayed.
 *
 * @param options - `begin`: lets collectors begin, and what is done by schedule; `work`: evaluates until
 *   the signal, called when the backend has started and after `begin`.
 * @returns `ended`: resolves when nothing works any more, after the signal
 * @throws what the database throws, and what `begin` throws where there is nothing to replay
 */
export async function startAfterReplay(options: {
  replay: HistoryReplay;
  begin: () => Promise<void>;
  work: () => Promise<void>;
  lifecycle: LifecycleService;
  signal: AbortSignal;
  logger: LoggerService;
}): Promise<{ ended: () => Promise<void> }> {
  const { replay, begin, work, lifecycle, signal, logger } = options;
  await replay.prepare();
  const isLater = replay.isUnderWay;
  if (!isLater) {
    await begin();
  }
  let working: Promise<void> | undefined;
  const run = async () => {
    try {
      if (isLater) {
        await replay.finish({ signal });
        if (signal.aborted) {
          return;
        }
        await begin();
      }
      await work();
    } catch (error) {
      logger.error(`Readiness could not begin: ${describeError(error)}`);
    }
  };
  lifecycle.addStartupHook(() => {
    working = run();
  });
  return { ended: async () => working };
}
