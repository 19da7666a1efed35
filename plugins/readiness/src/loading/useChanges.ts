import { useApiHolder } from '@backstage/core-plugin-api';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { JsonObject } from '@backstage/types';
import { useEffect, useRef } from 'react';

/** The channel on which the backend tells open pages that results changed. */
export const signalChannel = 'readiness';

/** A page that was told a moment ago waits for so long. */
export const betweenChangesMs = 10_000;
/** Everybody hears the same signal: pages ask at moments of their own, so that not all of them ask at once. */
const gatherMs = 500;
const spreadMs = 2_000;

/** Which scorecards a signal names; any where it names none that is known here. */
function namedIn(message: JsonObject): readonly unknown[] | undefined {
  return Array.isArray(message.scorecards) ? message.scorecards : undefined;
}

/**
 * Does something when results changed: at most once in ten seconds, and not while the tab is hidden, but then once
 * when it is seen again. Without the signals plugin nothing happens.
 *
 * @param options - `scorecard`: only where a signal names it; default any. `isWanted`: false: never
 * @param act - may be a new function at each render; must not throw
 */
export function useChanges(
  options: { scorecard?: string; isWanted: boolean },
  act: () => Promise<void>,
): void {
  const { scorecard, isWanted } = options;
  const signals = useApiHolder().get(signalApiRef);
  const latest = useRef(act);
  latest.current = act;

  useEffect(() => {
    if (!signals || !isWanted) {
      return undefined;
    }
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isDue = false;
    let isActing = false;
    let lastAt = -Infinity;

    async function actOnce() {
      timer = undefined;
      isDue = false;
      isActing = true;
      try {
        await latest.current();
      } finally {
        isActing = false;
        lastAt = Date.now();
        plan();
      }
    }
    function plan() {
      if (
        !isDue ||
        isActing ||
        timer !== undefined ||
        document.visibilityState === 'hidden'
      ) {
        return;
      }
      const pause = lastAt + betweenChangesMs - Date.now();
      const moment = gatherMs + Math.random() * spreadMs;
      timer = setTimeout(actOnce, Math.max(pause, moment));
    }
    function onVisibility() {
      if (document.visibilityState === 'hidden') {
        clearTimeout(timer);
        timer = undefined;
      } else {
        plan();
      }
    }
    const { unsubscribe } = signals.subscribe(signalChannel, message => {
      const named = namedIn(message);
      if (!scorecard || !named || named.includes(scorecard)) {
        isDue = true;
        plan();
      }
    });
    document.addEventListener('visibilitychange', onVisibility);
    return () => {
      isDue = false;
      clearTimeout(timer);
      unsubscribe();
      document.removeEventListener('visibilitychange', onVisibility);
    };
  }, [signals, scorecard, isWanted]);
}
