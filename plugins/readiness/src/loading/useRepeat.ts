import { useEffect, useRef } from 'react';

/**
 * Does something again and again while somebody looks at the page: not while its tab is hidden, and
 * at once when it shows again.
 *
 * @param everyMs - pause between the end of one time and the next; null: not at all
 * @param act - may be a new function at each render
 */
export function useRepeat(
  everyMs: number | null,
  act: () => Promise<void>,
): void {
  const latest = useRef(act);
  latest.current = act;

  useEffect(() => {
    if (everyMs === null) {
      return undefined;
    }
    let isStopped = false;
    let isActing = false;
    let timer: ReturnType<typeof setTimeout> | undefined;

    async function actOnce() {
      clearTimeout(timer);
      if (isActing) {
        return;
      }
      isActing = true;
      try {
        await latest.current();
      } finally {
        isActing = false;
        plan();
      }
    }
    function plan() {
      clearTimeout(timer);
      if (!isStopped && document.visibilityState !== 'hidden') {
        timer = setTimeout(actOnce, everyMs ?? 0);
      }
    }
    function onVisibility() {
      clearTimeout(timer);
      if (document.visibilityState !== 'hidden') {
        actOnce();
      }
    }
    document.addEventListener('visibilitychange', onVisibility);
    plan();
    return () => {
      isStopped = true;
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', onVisibility);
    };
  }, [everyMs]);
}
