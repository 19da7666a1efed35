/**
 * Where would an hour of work help most? The biggest gap of all teams, those who have it, one of their services and
 * what to change there; narrowed to tier 1, which the address keeps.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { assertAccessible } from './accessibility.ts';
import { launchBrowser, openPortal, untilLoaded, visit } from './browser.ts';

let browser: Browser | undefined;

before(async () => {
  browser = await launchBrowser();
});
after(async () => {
  await browser?.close();
});

test('find my worst gap', { timeout: 240_000 }, async () => {
  const page = await openPortal(browser!, '/readiness');
  const gaps = page.getByRole('region', { name: 'Biggest gaps' });
  await page.getByRole('treegrid').or(page.getByRole('grid')).first().waitFor();
  // What is below is loaded when it comes into sight.
  await page.locator('#gaps').scrollIntoViewIfNeeded();
  const worst = gaps.getByRole('listitem').first();
  await worst.getByText(/Open in \d+ services?/).waitFor();
  await assertAccessible(page, 'all teams');

  // For tier 1 alone, and whoever gets the link sees the same.
  await page
    .getByRole('combobox', { name: 'Tier' })
    .selectOption({ label: 'Tier 1' });
  await page.waitForURL(/tier=1/);
  await page.locator('#gaps').scrollIntoViewIfNeeded();
  await worst.getByRole('link').first().waitFor();
  // Until then the list still tells of all tiers.
  await untilLoaded(page);
  const title = await worst.getByRole('link').first().innerText();
  const open = Number(/Open in (\d+)/.exec(await worst.innerText())![1]);
  const address = page.url();
  await visit(page, '/readiness/standards');
  await visit(page, address);
  await page.locator('#gaps').scrollIntoViewIfNeeded();
  await worst.getByRole('link', { name: title, exact: true }).waitFor();

  await worst.getByRole('link', { name: title, exact: true }).click();
  await page.getByRole('heading', { name: title }).first().waitFor();
  assert.match(page.url(), /tier=1/);
  const services = page.getByRole('region', { name: 'Services', exact: true });
  await services
    .getByText(new RegExp(`^${open} services?`))
    .first()
    .waitFor();
  await assertAccessible(page, 'the worst gap');

  await services.getByRole('rowheader').getByRole('link').first().click();
  await page
    .getByText(/fix(es)? to level/)
    .first()
    .waitFor();
  await page
    .getByRole('article', { name: title })
    .getByText('How to fix it')
    .first()
    .waitFor();
  await assertAccessible(page, 'how a service closes it');
});
