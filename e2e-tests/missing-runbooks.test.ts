/**
 * Which services of tier 1 have no runbook? From the Teams page to the list, narrowed to the tier: none of them. So whose
 * runbook cannot be followed? The address keeps what is asked, and the same comes as a file.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { assertAccessible } from './accessibility.ts';
import { app, launchBrowser, openPortal } from './browser.ts';

let browser: Browser | undefined;

before(async () => {
  browser = await launchBrowser();
});
after(async () => {
  await browser?.close();
});

test('missing runbooks of tier 1', { timeout: 240_000 }, async () => {
  const page = await openPortal(browser!, '/readiness');
  const missing = page.getByRole('link', { name: /Missing runbooks/ }).first();
  await missing.waitFor();
  const all = Number(/\d+/.exec(await missing.innerText())![0]);
  await missing.click();

  await page.getByRole('heading', { name: 'Runbook' }).first().waitFor();
  await page.waitForURL(/outcome=/);
  const services = page.getByRole('region', { name: 'Services', exact: true });
  await services.getByText(`${all} services`).first().waitFor();
  await page
    .getByRole('combobox', { name: 'Tier' })
    .selectOption({ label: 'Tier 1' });
  await page.waitForURL(/tier=1/);
  await services.getByText('No services').first().waitFor();
  await assertAccessible(page, 'none of tier 1 lacks a runbook');

  await page.goto(`${app}/readiness/standards`);
  await page.getByLabel('Find a check').fill('runbook');
  await page
    .getByRole('link', { name: 'Runbook that can be followed' })
    .first()
    .click();
  await page
    .getByRole('heading', { name: 'Runbook that can be followed' })
    .waitFor();
  await page
    .getByRole('combobox', { name: 'Tier' })
    .selectOption({ label: 'Tier 1' });
  await services.getByRole('button', { name: 'Not met' }).click();
  await page.waitForURL(/tier=1.*outcome=fail|outcome=fail.*tier=1/);
  await services.getByRole('link', { name: 'Search', exact: true }).waitFor();
  const count = services.getByText(/^\d+ services?$/).first();
  await count.waitFor();
  const critical = Number(/\d+/.exec(await count.innerText())![0]);
  assert.ok(critical > 0 && critical < all, `${critical} of ${all}`);
  await assertAccessible(
    page,
    'services of tier 1 whose runbook cannot be followed',
  );

  // Whoever gets the link sees the same.
  const address = page.url();
  await page.goto(`${app}/readiness`);
  await page.goto(address);
  await services
    .getByText(new RegExp(`^${critical} services?$`))
    .first()
    .waitFor();

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download CSV' }).click(),
  ]);
  const lines = readFileSync(await download.path(), 'utf8')
    .trim()
    .split('\n');
  assert.equal(lines.length - 1, critical);
});
