/**
 * Every page opens without an error, in light and in dark, and says what it is about.
 * With E2E_SCREENSHOTS set to a folder, a picture of each is kept there.
 */
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { after, before, test, type TestContext } from 'node:test';
import type { Browser } from 'playwright-core';
import { launchBrowser, openPortal } from './browser.ts';

const folder = process.env.E2E_SCREENSHOTS;

const pages = [
  { name: 'teams', path: '/readiness', shows: 'Services on target' },
  {
    name: 'team',
    path: '/readiness/teams/default/checkout',
    shows: /of 7 services on target/,
  },
  {
    name: 'team-record',
    path: '/readiness/teams/default/checkout/track-record',
    shows: /^(Complete since|Not known from when)/,
  },
  {
    name: 'team-delivery',
    path: '/readiness/teams/default/checkout/delivery',
    shows: 'Failures by weekday',
  },
  {
    name: 'impact-brief',
    path: '/readiness/impact-brief/group/default/checkout',
    shows: 'What is not known',
  },
  {
    name: 'service',
    path: '/catalog/default/component/search/readiness',
    shows: /fixes? below target/,
  },
  {
    name: 'service-card',
    path: '/catalog/default/component/search',
    shows: /below target/,
  },
  {
    name: 'group-card',
    path: '/catalog/default/group/warehouse',
    shows: /on target/,
  },
  {
    name: 'standards',
    path: '/readiness/standards',
    shows: /Show all \d+ checks/,
  },
  {
    name: 'check',
    path: '/readiness/checks/service-readiness/runbook-complete',
    shows: 'Stock ledger',
  },
  { name: 'health', path: '/readiness/health', shows: 'shipment-planner' },
];

let browser: Browser | undefined;

before(async () => {
  browser = await launchBrowser();
});
after(async () => {
  await browser?.close();
});

/** Opens each page in turn, in one browser window. */
function everyPage(theme: 'light' | 'dark') {
  return async (t: TestContext) => {
    const page = await openPortal(browser!, '/readiness', theme);
    const errors: string[] = [];
    page.on('pageerror', error => errors.push(String(error)));
    for (const { name, path: location, shows } of pages) {
      await t.test(name, async () => {
        await page.goto(`${process.env.E2E_APP}${location}`);
        await page
          .getByRole('main')
          .getByText(shows)
          .first()
          .waitFor({ timeout: 60_000 });
        assert.equal(await page.getByText(/^Error:/).count(), 0);
        if (folder) {
          mkdirSync(folder, { recursive: true });
          await page.waitForLoadState('networkidle');
          await page.screenshot({
            path: path.join(folder, `${name}-${theme}.png`),
          });
        }
      });
    }
    assert.deepEqual(errors, []);
  };
}

test('every page in light', { timeout: 240_000 }, everyPage('light'));
test('every page in dark', { timeout: 240_000 }, everyPage('dark'));
