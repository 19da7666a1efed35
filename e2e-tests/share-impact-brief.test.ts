/**
 * A team shows what it did in a quarter: before and after, as a link, as Markdown for a message, and on paper.
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

test('share an impact brief', { timeout: 240_000 }, async () => {
  const page = await openPortal(
    browser!,
    '/readiness/teams/default/checkout/track-record',
    { clipboard: true },
  );
  await page.getByRole('button', { name: 'Impact brief' }).click();
  const table = page.getByRole('table', { name: 'Before and after' });
  await table.waitFor();
  assert.match(await table.innerText(), /Change fail rate/);
  await page.getByRole('region', { name: 'What is not known' }).waitFor();
  await assertAccessible(page, 'the brief of a quarter');

  const quarter = page.getByRole('combobox', { name: 'Quarter' });
  await quarter.waitFor();
  const [, , earlier] = await quarter.locator('option').allInnerTexts();
  await quarter.selectOption({ label: earlier });
  const [number, year] = earlier.split(' ');
  await page.waitForURL(new RegExp(`\\?quarter=${year}-${number}$`));
  await table.getByText(earlier).waitFor();
  await untilLoaded(page);

  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  await page.getByRole('button', { name: 'Copy as Markdown' }).click();
  await page.getByText('Markdown copied.').first().waitFor();
  const markdown = await copied();
  assert.match(markdown, /^# .*Checkout/m);
  assert.match(markdown, /\| .*Change fail rate/);
  assert.ok(
    markdown.includes(earlier) || markdown.includes(`${year}-${number}`),
    markdown,
  );

  await page.getByRole('button', { name: 'Copy link' }).click();
  await page.getByText('Link copied.').first().waitFor();
  const link = await copied();
  assert.equal(link, page.url());
  // Whoever gets the link sees the same quarter.
  await visit(page, '/readiness');
  await visit(page, link);
  await table.getByText(earlier).waitFor();

  await page.emulateMedia({ media: 'print' });
  for (const left of [
    page.getByRole('button', { name: 'Print' }),
    page.getByRole('link', { name: 'Notifications' }),
  ]) {
    assert.equal(await left.isVisible(), false);
  }
  assert.equal(await table.isVisible(), true);
  await page.emulateMedia({ media: 'screen' });
});
