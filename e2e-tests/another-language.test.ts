/**
 * A reader chooses German in the settings: every page speaks it, with its dates and numbers, and no sentence of ours is
 * left in English. What the standards say stays as their authors wrote it.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { assertAccessible } from './accessibility.ts';
import { launchBrowser, openPortal, pageErrorsOf, visit } from './browser.ts';
import { englishFinder, toldBy } from './englishWords.ts';

const pages: Array<{ path: string; shows: string; ofPortal?: string[] }> = [
  { path: '/readiness', shows: 'Fehlende Runbooks' },
  { path: '/readiness/teams/default/checkout', shows: 'Nächste Schritte' },
  { path: '/readiness/teams/default/checkout/history', shows: 'Verlauf' },
  {
    path: '/readiness/teams/default/checkout/track-record',
    shows: 'Störungen',
  },
  {
    path: '/readiness/impact-brief/group/default/checkout',
    shows: 'Was nicht bekannt ist',
  },
  {
    path: '/catalog/default/component/search/readiness',
    shows: 'Nicht erfüllt',
    // Head and tabs are the catalog's.
    ofPortal: ['Overview', 'Owner', 'Lifecycle'],
  },
  { path: '/readiness/services', shows: 'Zuständige' },
  {
    path: '/readiness/review/component/default/checkout-api',
    shows: 'Zuverlässigkeit',
  },
  { path: '/readiness/standards', shows: 'Umsetzung' },
  {
    path: '/readiness/checks/service-readiness/runbook-complete',
    shows: 'Umsetzung',
  },
  { path: '/readiness/health', shows: 'Datenquellen' },
];

let browser: Browser | undefined;

before(async () => {
  browser = await launchBrowser();
});
after(async () => {
  await browser?.close();
});

test('another language', { timeout: 290_000 }, async t => {
  const englishIn = await englishFinder('de');
  const page = await openPortal(browser!, '/settings');
  const told = toldBy(page);
  await page.getByRole('button', { name: 'English' }).first().click();
  await page.getByRole('option', { name: 'Deutsch' }).click();
  await page.getByRole('button', { name: 'Deutsch' }).first().waitFor();

  for (const { path, shows, ofPortal = [] } of pages) {
    await t.test(path, async () => {
      await visit(page, path);
      const main = page.getByRole('main');
      await main.getByText(shows).locator('visible=true').first().waitFor();
      assert.deepEqual(
        englishIn(await main.innerText(), told).filter(
          line => !ofPortal.includes(line),
        ),
        [],
      );
    });
  }

  await t.test('its numbers, and what it looks like', async () => {
    await visit(page, '/readiness');
    await page.getByText('Fehlende Runbooks').first().waitFor();
    // The document itself stays in the language of the portal: a screen reader must hear of this one.
    assert.equal(await page.getByRole('main').getAttribute('lang'), 'de-DE');
    assert.match(await page.getByRole('treegrid').innerText(), /\d\s%/);
    await assertAccessible(page, 'all teams in German');
    assert.deepEqual(pageErrorsOf(page), []);
  });
});
