/**
 * A team fell, and its lead asks why: from the team to its history, what moved it part by part, the change behind it,
 * and what was seen before and after.
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

test('why did we drop', { timeout: 240_000 }, async () => {
  const page = await openPortal(browser!, '/readiness/teams/default/catalogue');
  await page.getByRole('link', { name: 'What moved it' }).click();
  await page.waitForURL(/\/history/);
  const moved = page.getByRole('region', { name: 'What moved it' });
  await moved
    .getByText(/^Checks met: /)
    .first()
    .waitFor();

  // The parts add up to the difference.
  const table = moved.getByRole('table', {
    name: 'What moved the share of checks met',
  });
  const pointsOf = async (part: string) => {
    const words = await table
      .getByRole('row')
      .filter({ has: page.getByRole('rowheader', { name: part }) })
      .getByRole('cell')
      .first()
      .innerText();
    return Number(words.replace('−', '-').replace(/[^\d.-]/g, ''));
  };
  const parts = [
    ...['New services', 'Removed services', 'Services that changed teams'],
    ...['Standard changed', 'Exemptions', 'Data', 'Improved', 'Declined'],
  ];
  let sum = 0;
  for (const part of parts) {
    if ((await table.getByRole('rowheader', { name: part }).count()) > 0) {
      sum += await pointsOf(part);
    }
  }
  const all = await pointsOf('All parts together');
  assert.ok(Math.abs(sum - all) < 0.5, `${sum} are not ${all}`);
  await assertAccessible(page, 'what moved a team');

  // A check that came out otherwise, since what was observed did.
  const changes = page.getByRole('region', { name: 'What changed' });
  await changes.scrollIntoViewIfNeeded();
  await untilLoaded(page);
  await changes.getByRole('combobox', { name: 'Why' }).selectOption('data');
  // Until then the list still tells of all changes.
  await untilLoaded(page);
  const fell = changes
    .getByRole('listitem')
    .filter({ hasText: /Not met/ })
    .first();
  await fell.waitFor();
  await fell
    .locator('summary', { hasText: 'What was seen before and after' })
    .press('Enter');
  const seen = fell.getByRole('table').first();
  await seen.waitFor();
  assert.match(await seen.innerText(), /Before/);
  assert.ok((await seen.getByRole('row').count()) > 1);
  await assertAccessible(page, 'what was seen before and after');
});
