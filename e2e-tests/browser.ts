import { existsSync } from 'node:fs';
import sparticuz from '@sparticuz/chromium';
import {
  chromium,
  type Browser,
  type LaunchOptions,
  type Page,
  type Request,
} from 'playwright-core';

/** Installed browsers that serve where the packaged one does not run. */
const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:/Program Files/Google/Chrome/Application/chrome.exe',
];

/** The address of the app under test. */
export const app = process.env.E2E_APP ?? 'http://localhost:3000';

/**
 * What the packaged browser is started with for the sake of small machines, and a reader's is not: in one process it
 * ends with its first window, and without web security it lets pages read what a server did not allow.
 */
const UNLIKE_A_READERS = [
  '--single-process',
  '--no-zygote',
  '--disable-web-security',
];

const errors = new WeakMap<Page, string[]>();

/** What a page asked of the backend of Readiness and was not answered yet. */
const asked = new WeakMap<Page, Set<Request>>();

/**
 * What a page threw since it was opened by `openPortal`.
 *
 * @returns a line each; empty where nothing was thrown
 */
export function pageErrorsOf(page: Page): readonly string[] {
  return errors.get(page) ?? [];
}

/** A part of ours that is on its way, or a page of Backstage that is. */
const BUSY = '[aria-busy=true], [data-testid=progress]';
/** What a page begins with: not every page of Backstage has a main part. */
const BEGUN = 'main, h1, article';
const LOADED_TIMEOUT_MS = 30_000;
const LOOK_EVERY_MS = 50;
/** Between two requests of one page, or before a part shows that it is busy, nothing seems to be on its way. */
const QUIET_LOOKS = 3;

function watchRequests(page: Page) {
  const open = new Set<Request>();
  asked.set(page, open);
  page.on('request', request => {
    if (request.isNavigationRequest() && request.frame() === page.mainFrame()) {
      // What the page before this one asked is of no use any more.
      open.clear();
    } else if (new URL(request.url()).pathname.startsWith('/api/readiness/')) {
      open.add(request);
    }
  });
  page.on('requestfinished', request => open.delete(request));
  page.on('requestfailed', request => open.delete(request));
}

/**
 * Waits until nothing of a page is on its way: what it asked of Readiness is answered, no part of it is busy, and it
 * is there at all. Before that, what a story counts is not whole, and what it clicks may be replaced under the click.
 *
 * @param page - opened by `openPortal`
 * @throws Error that says what was still on its way after half a minute
 */
export async function untilLoaded(page: Page): Promise<void> {
  const open = asked.get(page) ?? new Set<Request>();
  const until = Date.now() + LOADED_TIMEOUT_MS;
  for (let quiet = 0; quiet < QUIET_LOOKS; ) {
    const busy = await page.locator(BUSY).count();
    const isThere = (await page.locator(BEGUN).count()) > 0;
    quiet = busy === 0 && open.size === 0 && isThere ? quiet + 1 : 0;
    if (Date.now() > until) {
      const urls = [...open].map(request => request.url());
      throw new Error(
        `${page.url()} does not come to rest: ${busy} parts are busy${
          isThere ? '' : ', no page is there'
        }, not answered: ${urls.join(', ') || 'nothing'}`,
      );
    }
    await page.waitForTimeout(LOOK_EVERY_MS);
  }
}

/**
 * Goes to a page by its address, and waits until it is loaded.
 *
 * @param page - opened by `openPortal`
 * @param address - from the root of the app; or whole, with another app or what a reader was given
 */
export async function visit(page: Page, address: string): Promise<void> {
  await page.goto(new URL(address, app).href, {
    waitUntil: 'domcontentloaded',
  });
  await untilLoaded(page);
}

/** Now and then the packaged browser ends while it starts. */
const LAUNCHES = 5;

async function launch(options: LaunchOptions): Promise<Browser> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await chromium.launch(options);
    } catch (error) {
      if (attempt === LAUNCHES) {
        throw error;
      }
    }
  }
}

/**
 * Starts a real browser: the one from the npm package on Linux x64, elsewhere an installed one.
 *
 * @throws if there is none, or if it does not start
 */
export async function launchBrowser(): Promise<Browser> {
  if (process.platform === 'linux' && process.arch === 'x64') {
    return launch({
      executablePath: await sparticuz.executablePath(),
      args: sparticuz.args.filter(option => !UNLIKE_A_READERS.includes(option)),
      headless: true,
    });
  }
  const executablePath = INSTALLED.find(file => existsSync(file));
  if (!executablePath) {
    throw new Error(
      `No browser found. Install Chrome or Chromium; looked at ${INSTALLED.join(
        ', ',
      )}`,
    );
  }
  return launch({ executablePath, headless: true });
}

/**
 * Opens a page in a window of its own, and waits until it is loaded. The portal signs the guest of the demo organisation in by itself.
 *
 * @param browser - from `launchBrowser`
 * @param path - of the page, from the root of the app
 * @param options - theme and language of the system, clipboard, width in pixels, and the address of another app
 * @returns the page, which writes down what it throws (`pageErrorsOf`)
 */
export async function openPortal(
  browser: Browser,
  path = '/readiness',
  options: {
    theme?: 'light' | 'dark';
    locale?: string;
    clipboard?: boolean;
    width?: number;
    at?: string;
  } = {},
): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: options.width ?? 1440, height: 900 },
    colorScheme: options.theme ?? 'light',
    locale: options.locale ?? 'en-GB',
    // Nothing moves: pictures and rules of contrast look at what stands still.
    reducedMotion: 'reduce',
    permissions: options.clipboard ? ['clipboard-read', 'clipboard-write'] : [],
  });
  const page = await context.newPage();
  const thrown: string[] = [];
  errors.set(page, thrown);
  watchRequests(page);
  page.on('pageerror', error => thrown.push(String(error)));
  page.setDefaultTimeout(30_000);
  await page.goto(`${options.at ?? app}${path}`, {
    waitUntil: 'domcontentloaded',
  });
  // The side bar, which has no size of its own; on a narrow window it is elsewhere.
  await page
    .locator('nav')
    .first()
    .waitFor({ state: 'attached', timeout: 90_000 });
  await untilLoaded(page);
  return page;
}
