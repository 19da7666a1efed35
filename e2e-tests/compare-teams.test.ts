/**
 * Two teams side by side, without a rank: the same numbers in the same columns, the areas behind the core ones too, the
 * filters kept, and from each the way to its page.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { assertAccessible } from './accessibility.ts';
import { launchBrowser, openPortal, untilLoaded } from './browser.ts';

let browser: Browser | undefined;

before(async () => {
  browser = await launchBrowser();
});
after(async () => {
  await browser?.close();
});

test('compare two teams', { timeout: 240_000 }, async () => {
  const page = await openPortal(browser!, '/readiness');
  const grid = page.getByRole('treegrid', { name: 'Teams by areas' });
  const rowOf = (team: string) =>
    grid
      .getByRole('row')
      .filter({ has: page.getByRole('link', { name: team, exact: true }) });
  await rowOf('Checkout').waitFor();

  const areas = await grid.getByRole('columnheader').allInnerTexts();
  assert.ok(areas.includes('Ownership') && areas.includes('Cost'));
  assert.ok(!areas.includes('Security'));
  await page.getByRole('button', { name: /^\+ \d+ areas?$/i }).click();
  await grid.getByRole('columnheader', { name: 'Security' }).waitFor();
  await assertAccessible(page, 'all areas of all teams');

  const find = page.getByRole('textbox', { name: 'Find a team' });
  if ((await find.count()) > 0) {
    await find.fill('pri');
    await rowOf('Checkout').waitFor({ state: 'detached' });
    await rowOf('Pricing').waitFor();
    await find.fill('');
    await rowOf('Checkout').waitFor();
  }

  for (const team of ['Checkout', 'Pricing']) {
    const ofServices = await rowOf(team)
      .getByRole('gridcell')
      .filter({ hasText: /\d+ of \d+/ })
      .first()
      .innerText();
    const [onTarget] = /\d+ of \d+/.exec(ofServices)!;
    await rowOf(team).getByRole('img').nth(4).waitFor();
    await rowOf(team).getByRole('link', { name: team, exact: true }).click();
    await page.getByText(`${onTarget} services on target`).first().waitFor();
    await page.goBack();
    await rowOf(team).waitFor();
    await untilLoaded(page);
  }

  // Both in one domain, under the same scorecard: the address says so.
  await page
    .getByRole('combobox', { name: 'Domain' })
    .selectOption({ label: 'Shop' });
  await page.waitForURL(/domain=/);
  await untilLoaded(page);
  await page.reload();
  await untilLoaded(page);
  await rowOf('Checkout').waitFor();
  await rowOf('Pricing').waitFor();
  assert.equal(await rowOf('Identity').count(), 0);
  await assertAccessible(page, 'two teams of a domain');
});
