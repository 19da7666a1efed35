/**
 * A reader lands on the Teams page, goes from "Missing SLOs" to the file to create in three
 * clicks, creates it, presses Refresh, and sees check, level and team numbers change.
 */
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { assertAccessible } from './accessibility.ts';
import { launchBrowser, openPortal, visit } from './browser.ts';

const organisation = process.env.E2E_ORGANISATION!;

let browser: Browser | undefined;
let page: Page;

before(async () => {
  browser = await launchBrowser();
});
after(async () => {
  await browser?.close();
});

/** The number below a label such as "Missing SLOs". */
async function figure(label: string): Promise<number> {
  const link = page.getByRole('link', { name: new RegExp(label) });
  const name = await link.first().innerText();
  return Number(/(\d+)/.exec(name.replace(/\s+/g, ' '))![1]);
}

test('from a missing SLO to a level gained', { timeout: 240_000 }, async () => {
  page = await openPortal(browser!, '/readiness');
  await page
    .getByRole('link', { name: /Missing SLOs/ })
    .first()
    .waitFor({ timeout: 60_000 });
  const missingBefore = await figure('Missing SLOs');
  assert.ok(missingBefore > 1);

  // Click one: the check, with those that miss it.
  await page
    .getByRole('link', { name: /Missing SLOs/ })
    .first()
    .click();
  await page.getByRole('heading', { name: 'SLO' }).first().waitFor();
  await page.getByRole('link', { name: 'Cart', exact: true }).first().waitFor();
  await assertAccessible(page, 'those that miss an SLO');

  // Click two: a service of my team.
  await page.getByRole('link', { name: 'Cart', exact: true }).first().click();
  await page
    .getByText(/fix(es)? (to|below)/i)
    .first()
    .waitFor();

  // Click three: the fix, which says which file to create.
  await page.getByRole('link', { name: 'SLO defined' }).first().click();
  const file = page.getByText('slo/cart.yaml').first();
  await file.waitFor();
  assert.ok(await file.isVisible());
  await assertAccessible(page, 'the file to create');

  const directory = path.join(organisation, 'catalog/checkout/cart/slo');
  mkdirSync(directory, { recursive: true });
  const example = readFileSync(
    path.join(
      organisation,
      'catalog/checkout/checkout-api/slo/checkout-api.yaml',
    ),
    'utf8',
  );
  writeFileSync(
    path.join(directory, 'cart.yaml'),
    example.replaceAll('checkout-api', 'cart'),
  );

  await page.getByRole('button', { name: 'Refresh', exact: true }).click();
  await page.getByText('On target').first().waitFor({ timeout: 60_000 });
  assert.equal(await page.getByText('slo/cart.yaml').count(), 0);
  await assertAccessible(page, 'a service on target');

  await visit(page, '/readiness');
  // Numbers of teams follow the result, and show by themselves.
  await page
    .getByRole('link', {
      name: new RegExp(
        `Missing SLOs\\D*\\b${missingBefore - 1}\\b|\\b${
          missingBefore - 1
        }\\b\\D*Missing SLOs`,
      ),
    })
    .first()
    .waitFor({ timeout: 60_000 });
  assert.equal(await figure('Missing SLOs'), missingBefore - 1);

  await page.getByRole('link', { name: 'Checkout', exact: true }).click();
  await page.getByText('7 of 7 services on target').first().waitFor();
  await assertAccessible(page, 'a team on target');
});
