/**
 * A portal on the old frontend system opens every page of Readiness, beside the same backend as the new one.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { launchBrowser, openPortal, pageErrorsOf, visit } from './browser.ts';
import { pages } from './pages.ts';

const legacy = process.env.E2E_LEGACY!;

let browser: Browser | undefined;

before(async () => {
  browser = await launchBrowser();
});
after(async () => {
  await browser?.close();
});

test('every page in the old frontend system', { timeout: 290_000 }, async t => {
  const page = await openPortal(browser!, '/readiness', { at: legacy });
  for (const { name, path, shows } of pages) {
    await t.test(name, async () => {
      await visit(page, `${legacy}${path}`);
      await page.getByText(shows).first().waitFor({ timeout: 30_000 });
      assert.equal(await page.getByText(/^Error:/).count(), 0);
      assert.deepEqual(pageErrorsOf(page), []);
    });
  }

  await t.test('from page to page', async () => {
    await visit(page, legacy);
    await page.waitForURL(/\/readiness/);
    await page.getByRole('link', { name: 'Checkout', exact: true }).click();
    await page
      .getByText(/of 7 services on target/)
      .first()
      .waitFor();
    await page
      .getByRole('tab', { name: 'Standards' })
      .or(page.getByRole('link', { name: 'Standards' }))
      .first()
      .click();
    await page
      .getByText(/Show all \d+ checks/)
      .first()
      .waitFor();
    assert.deepEqual(pageErrorsOf(page), []);
  });

  await t.test('the level in the list of the catalog', async () => {
    await visit(page, `${legacy}/catalog`);
    await page
      .getByRole('columnheader', { name: /Level|Readiness/ })
      .first()
      .waitFor();
    await page
      .getByRole('row', { name: /Level \d/ })
      .first()
      .waitFor();
    assert.deepEqual(pageErrorsOf(page), []);
  });
});
