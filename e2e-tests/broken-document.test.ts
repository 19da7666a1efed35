/**
 * Somebody saves a scorecard with a mistake in it: the Standards page names file, line and column,
 * and the last good version keeps serving. A document that is new and broken is shown as well. Mended,
 * they are read again at the press of a button.
 */
import assert from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { launchBrowser, openPortal, untilLoaded } from './browser.ts';

const folder = path.join(process.env.E2E_ORGANISATION!, 'scorecards');
const file = path.join(folder, 'web-readiness.yaml');
const added = path.join(folder, 'new.yaml');

let browser: Browser | undefined;
let good: string;

before(async () => {
  good = readFileSync(file, 'utf8');
  browser = await launchBrowser();
});
after(async () => {
  writeFileSync(file, good);
  rmSync(added, { force: true });
  await browser?.close();
});

test('a broken scorecard', { timeout: 240_000 }, async () => {
  const broken = good.replace('gate: true', 'gaet: true');
  const line = broken.split('\n').findIndex(text => text.includes('gaet')) + 1;
  writeFileSync(file, broken);
  writeFileSync(added, 'kind: Scorecard\nmetadata: [\n');

  const page = await openPortal(browser!, '/readiness/standards');
  const place = page.getByText(
    new RegExp(`scorecards/web-readiness\\.yaml:${line}:\\d+`),
  );
  const panel = page.getByRole('region', {
    name: 'Documents that could not be loaded',
  });
  // The documents are read again every few seconds; the page when it is opened.
  const started = Date.now();
  while (
    (await place.count()) === 0 ||
    (await panel.getByText(/scorecards\/new\.yaml/).count()) === 0
  ) {
    assert.ok(Date.now() - started < 120_000, 'The problem was never shown');
    await page.waitForTimeout(3_000);
    await page.reload();
    await page.getByRole('heading', { name: 'Web readiness' }).waitFor();
    await untilLoaded(page);
  }

  // The mistake is mended, and nobody waits for the schedule.
  writeFileSync(file, good);
  rmSync(added);
  await page.getByRole('button', { name: 'Read again' }).click();
  await page.getByText(/^Read \d+ documents/).waitFor();
  await panel.waitFor({ state: 'detached' });
  await place.first().waitFor({ state: 'detached' });
  await page.getByRole('link', { name: 'Latency budget' }).first().click();
  await page.getByRole('main').getByText('Developer portal').first().waitFor();
});
