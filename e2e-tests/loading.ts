import type { Page } from 'playwright-core';

/** What a page did since it was opened. */
export interface Loading {
  /** How far things moved by themselves, as Cumulative Layout Shift counts it. */
  shift: number;
  /** Requests to the API of Readiness, and when each began, in milliseconds since the page was opened. */
  requests: Array<{ path: string; at: number }>;
}

declare global {
  interface Window {
    /** Put there by `measureLoading`. */
    readLoading(): Loading;
  }
}

interface LayoutShift extends PerformanceEntry {
  value: number;
  hadRecentInput: boolean;
}

/**
 * Measures, on every page that is opened from now on, what moves and what is asked: `window.readLoading()` tells it.
 *
 * @param page - opened by `openPortal`
 */
export async function measureLoading(page: Page): Promise<void> {
  await page.addInitScript(() => {
    let shift = 0;
    new PerformanceObserver(list => {
      for (const entry of list.getEntries() as LayoutShift[]) {
        shift += entry.hadRecentInput ? 0 : entry.value;
      }
    }).observe({ type: 'layout-shift', buffered: true });
    window.readLoading = () => ({
      shift,
      requests: performance
        .getEntriesByType('resource')
        .map(({ name, startTime }) => ({ url: new URL(name), at: startTime }))
        .filter(({ url }) => url.pathname.startsWith('/api/readiness/'))
        .map(({ url: { pathname, search }, at }) => ({
          path: decodeURIComponent(
            pathname.slice('/api/readiness'.length) + search,
          ),
          at,
        })),
    });
  });
}

/**
 * When words show for the first time, told by the page itself: what it asks for because they show comes later, and may
 * be under way before anybody outside sees them.
 *
 * @param page - of which `page.goto` has just returned
 * @param shows - the words, as `getByText` takes them
 * @returns milliseconds since the page was opened
 */
export async function shownAt(
  page: Page,
  shows: string | RegExp,
): Promise<number> {
  const [source, flags] =
    typeof shows === 'string'
      ? [shows.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'i']
      : [shows.source, shows.flags];
  return page.evaluate(
    ([wanted, how]) =>
      new Promise<number>(resolve => {
        const pattern = new RegExp(wanted, how);
        const observer = new MutationObserver(look);
        function look() {
          const parts = [...document.querySelectorAll('main *')];
          if (
            parts.some(({ textContent }) =>
              pattern.test((textContent ?? '').replace(/\s+/g, ' ').trim()),
            )
          ) {
            observer.disconnect();
            resolve(performance.now());
          }
        }
        observer.observe(document, {
          subtree: true,
          childList: true,
          characterData: true,
        });
        look();
      }),
    [source, flags],
  );
}
