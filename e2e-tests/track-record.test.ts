/**
 * A team shows what it did: its timeline, and the weekday on which more failed with what answered that.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Locator, Page } from 'playwright-core';
import { assertAccessible } from './accessibility.ts';
import { launchBrowser, openPortal, untilLoaded, visit } from './browser.ts';

const team = '/readiness/teams/default/checkout';

let browser: Browser | undefined;

before(async () => {
  browser = await launchBrowser();
});
after(async () => {
  await browser?.close();
});

/** Opens a page again and again until something shows: what was told is counted a little later. */
async function openUntil(page: Page, path: string, shows: Locator) {
  const until = Date.now() + 150_000;
  for (;;) {
    await visit(page, path);
    try {
      await shows.first().waitFor({ timeout: 15_000 });
      return;
    } catch (error) {
      if (Date.now() > until) {
        throw error;
      }
    }
  }
}

test('what a team did, and what came of it', { timeout: 290_000 }, async t => {
  const page = await openPortal(browser!, team);
  const pages = page.getByRole('navigation', { name: 'Pages of Checkout' });

  await t.test('failures by weekday, with their answer', async () => {
    await openUntil(page, `${team}/delivery`, page.getByText('Answered by'));
    const weekdays = page.getByRole('region', { name: 'Failures by weekday' });
    assert.match(
      await weekdays.innerText(),
      /On Fridays \d+ of \d+ deployments fail, on other days \d+ of \d+\. Chance alone gives that in .+ cases\./,
    );
    await weekdays
      .getByText(/Impact entry of/)
      .first()
      .waitFor();
    const chart = page.getByRole('img', { name: /deployments from/ });
    assert.match(
      (await chart.getAttribute('aria-label')) ?? '',
      /^\d+ deployments from .+ to .+, \d+ of them failed, \d+ incidents?\./,
    );
    await page
      .locator('summary', { hasText: 'The same as a table' })
      .press('Enter');
    const table = page.getByRole('table', { name: 'Deployments by week' });
    await table.waitFor();
    assert.ok((await table.getByRole('row').count()) > 25);
    await assertAccessible(page, 'how changes reach production');
  });

  await t.test('its timeline, narrowed by kind in the address', async () => {
    await pages.getByRole('link', { name: 'Track record' }).click();
    const filter = page.getByRole('group', { name: 'Kind of entry' });
    await filter.waitFor({ timeout: 60_000 });
    await untilLoaded(page);
    assert.match(page.url(), /\/checkout\/track-record$/);
    await filter.getByRole('button', { name: /^Incidents \d/ }).press('Enter');
    await page.waitForURL(/\?entry=incident$/);
    await untilLoaded(page);
    await page.getByText(/^\d+ (of \d+ )?entr/).waitFor();
    const entries = page
      .getByRole('main')
      .getByRole('listitem')
      .filter({
        has: page.locator('time'),
      });
    await entries
      .filter({ hasText: 'Failed deployment' })
      .first()
      .waitFor({ state: 'detached' });
    assert.ok((await entries.count()) > 0);
    await assertAccessible(page, 'incidents alone');
  });
});
