/**
 * Which services of tier 1 have no runbook? From the Teams page to the list, narrowed to the tier, which the address keeps
 * and a file brings as well; from there to one of the services, and to what to write where.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
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

test('missing runbooks of tier 1', { timeout: 240_000 }, async () => {
  const page = await openPortal(browser!, '/readiness');
  const missing = page.getByRole('link', { name: /Missing runbooks/ }).first();
  await missing.waitFor();
  const all = Number(/\d+/.exec(await missing.innerText())![0]);
  await missing.click();

  await page.getByRole('heading', { name: 'Runbook' }).first().waitFor();
  await page.waitForURL(/outcome=/);
  const services = page.getByRole('region', { name: 'Services', exact: true });
  const service = services.getByRole('rowheader').getByRole('link');
  await services.getByText(`${all} services`).first().waitFor();
  await untilLoaded(page);
  await page
    .getByRole('combobox', { name: 'Tier' })
    .selectOption({ label: 'Tier 1' });
  await page.waitForURL(/tier=1/);
  await services.getByText('2 services').first().waitFor();
  await untilLoaded(page);
  assert.ok(all > 2, `${all} services`);
  assert.deepEqual((await service.allInnerTexts()).sort(), [
    'Event gateway',
    'Stock ledger',
  ]);
  await assertAccessible(page, 'services of tier 1 without a runbook');

  // Whoever gets the link sees the same, and the file has what the list has.
  const address = page.url();
  await visit(page, '/readiness');
  await visit(page, address);
  await services.getByText('2 services').first().waitFor();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download CSV' }).click(),
  ]);
  const lines = readFileSync(await download.path(), 'utf8')
    .trim()
    .split('\n');
  assert.equal(lines.length - 1, 2);

  // What is to be done about one of them.
  await service.filter({ hasText: 'Stock ledger' }).click();
  await page
    .getByText(/fix(es)? to level/)
    .first()
    .waitFor();
  const runbook = page.getByRole('article', { name: 'Runbook', exact: true });
  await runbook
    .getByText(/There is no runbook, neither in the repository nor as a link/)
    .locator('visible=true')
    .first()
    .waitFor();
  await runbook.getByText('How to fix it').first().waitFor();
  await runbook.getByText('docs/runbook.md').first().waitFor();
  await assertAccessible(page, 'what to do about a missing runbook');
});
