import type { Page } from 'playwright-core';

/** What a page did since it was opened. */
export interface Loading {
  /** How far things moved by themselves, as Cumulative Layout Shift counts it. */
  shift: number;
  /** Requests to the API of Readiness, each by method and path. */
  requests: string[];
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
        .map(({ name }) => new URL(name))
        .filter(({ pathname }) => pathname.startsWith('/api/readiness/'))
        .map(({ pathname, search }) =>
          decodeURIComponent(pathname.slice('/api/readiness'.length) + search),
        ),
    });
  });
}
