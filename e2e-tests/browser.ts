import { existsSync } from 'node:fs';
import sparticuz from '@sparticuz/chromium';
import {
  chromium,
  type Browser,
  type LaunchOptions,
  type Page,
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

/**
 * What a page threw since it was opened by `openPortal`.
 *
 * @returns a line each; empty where nothing was thrown
 */
export function pageErrorsOf(page: Page): readonly string[] {
  return errors.get(page) ?? [];
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
 * Opens a page in a window of its own. The portal signs the guest of the demo organisation in by itself.
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
  return page;
}
