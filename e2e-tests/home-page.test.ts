/**
 * What is mine, and what to do about it, before anything was looked for: the home page opens with the reader's teams and
 * next fixes, without anybody having arranged it, in both frontend systems.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { assertAccessible } from './accessibility.ts';
import { app, launchBrowser, openPortal } from './browser.ts';

let browser: Browser | undefined;

before(async () => {
  browser = await launchBrowser();
});
after(async () => {
  await browser?.close();
});

// Built for production, the old frontend system numbers the classes of Material UI.
const ours = '[class*="MuiCard-root"]:has(a[href*="/readiness/teams/"])';

async function openHome(at: string): Promise<Page> {
  const page = await openPortal(browser!, '/home', { at });
  await page
    .locator(ours)
    .getByRole('heading', { name: 'Next fixes' })
    .waitFor();
  assert.match(
    await page.locator(ours).innerText(),
    /\d of 7 services on target/,
  );
  return page;
}

async function goToTeam(page: Page) {
  await page
    .locator(ours)
    .getByRole('link', { name: 'Checkout', exact: true })
    .click();
  await page.waitForURL(/\/readiness\/teams\/default\/checkout/);
  await page
    .getByText(/\d of 7 services on target/)
    .first()
    .waitFor();
}

// The grid of Backstage's home page keeps the width that it had before its side bar came back, so that only the old
// frontend system is looked at in all widths: the card is the same.
test('the home page', { timeout: 120_000 }, async () => {
  await goToTeam(await openHome(app));
});

test(
  'the home page of the old frontend system',
  { timeout: 120_000 },
  async () => {
    const page = await openHome(process.env.E2E_LEGACY!);
    await assertAccessible(page, 'my teams and my next fixes', ours);
    await goToTeam(page);
  },
);
