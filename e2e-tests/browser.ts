import { existsSync } from 'node:fs';
import sparticuz from '@sparticuz/chromium';
import { chromium, type Browser, type Page } from 'playwright-core';

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
 * Starts a real browser: the one from the npm package on Linux x64, elsewhere an installed one.
 *
 * @throws if there is none
 */
export async function launchBrowser(): Promise<Browser> {
  if (process.platform === 'linux' && process.arch === 'x64') {
    return chromium.launch({
      executablePath: await sparticuz.executablePath(),
      args: sparticuz.args,
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
  return chromium.launch({ executablePath, headless: true });
}

/**
 * Opens a page and signs in as the guest of the demo organisation.
 *
 * @param theme - the colour scheme that the portal starts with
 */
export async function openPortal(
  browser: Browser,
  path = '/readiness',
  theme: 'light' | 'dark' = 'light',
): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    colorScheme: theme,
    locale: 'en-GB',
  });
  const page = await context.newPage();
  await page.goto(`${app}${path}`, { waitUntil: 'domcontentloaded' });
  const enter = page.getByRole('button', { name: 'Enter' });
  const landed = page.getByRole('main');
  await enter.or(landed).first().waitFor({ timeout: 90_000 });
  if (await enter.isVisible()) {
    await enter.click();
  }
  return page;
}
