/**
 * Every page opens without an error, says what it is about, stands still while it loads, asks little of the backend
 * before it is of use, and is accessible.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { assertAccessible } from './accessibility.ts';
import { app, launchBrowser, openPortal, untilLoaded } from './browser.ts';
import { measureLoading, shownAt } from './loading.ts';
import { pages } from './pages.ts';

/**
 * Ours do not move. The head that the catalog draws above the tab of a service grows by the name of the owner (0.0001).
 */
const MOST_SHIFT = 0.001;

let browser: Browser | undefined;

before(async () => {
  browser = await launchBrowser();
});
after(async () => {
  await browser?.close();
});

test('every page', { timeout: 290_000 }, async t => {
  const page = await openPortal(browser!);
  await measureLoading(page);
  for (const { name, path, shows, within } of pages) {
    await t.test(name, async () => {
      await page.goto(`${app}${path}`, { waitUntil: 'commit' });
      const [ofUseAt] = await Promise.all([
        shownAt(page, shows),
        page
          .getByRole('main')
          .getByText(shows)
          .first()
          .waitFor({ timeout: 30_000 }),
      ]);
      await untilLoaded(page);
      await page.waitForLoadState('networkidle');
      const { shift, requests: all } = await page.evaluate(() =>
        window.readLoading(),
      );
      const requests = all
        .filter(({ at }) => at <= ofUseAt)
        .map(request => request.path);
      t.diagnostic(
        `${name}: of use after ${
          requests.length
        } requests, moved by ${shift.toFixed(3)}`,
      );
      assert.ok(requests.length <= 3, `${name} sent\n${requests.join('\n')}`);
      assert.equal(new Set(requests).size, requests.length, 'asked twice');
      assert.ok(within || shift < MOST_SHIFT, `${name} moved by ${shift}`);
      assert.equal(await page.getByText(/^Error:/).count(), 0);
      await assertAccessible(page, name, within);
    });
  }
});
