/**
 * A service is reviewed before it goes on: one page through four lenses with the trade-offs that were recorded, and a
 * form that writes the file of the review for a pull request.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { assertAccessible } from './accessibility.ts';
import { app, launchBrowser, openPortal, untilLoaded } from './browser.ts';

let browser: Browser | undefined;

before(async () => {
  browser = await launchBrowser();
});
after(async () => {
  await browser?.close();
});

test('review a service', { timeout: 240_000 }, async () => {
  const page = await openPortal(
    browser!,
    '/catalog/default/component/checkout-api/readiness',
    { clipboard: true },
  );
  await page
    .getByRole('link', { name: 'Readiness review' })
    .or(page.getByRole('button', { name: 'Readiness review' }))
    .first()
    .click();
  await page.getByRole('heading', { name: /^Readiness review: / }).waitFor();
  for (const lens of ['Reliability', 'Security', 'Governance', 'Cost']) {
    await page.getByRole('region', { name: lens, exact: true }).waitFor();
  }
  await page.getByRole('region', { name: 'Trade-offs recorded' }).waitFor();
  await assertAccessible(page, 'a service through four lenses');

  await page
    .getByRole('button', { name: 'Write the review' })
    .or(page.getByRole('link', { name: 'Write the review' }))
    .first()
    .click();
  const reviewers = page.getByRole('textbox', { name: 'Reviewers' });
  await reviewers.waitFor();
  await untilLoaded(page);

  // What is missing is said, and nothing is lost.
  const copy = page.getByRole('button', { name: 'Copy', exact: true });
  await copy.click();
  await page
    .getByText(/to be mended first$/)
    .first()
    .waitFor();
  await assertAccessible(page, 'a review with gaps');

  await reviewers.fill('group:default/developer-platform');
  await page.getByRole('radio', { name: 'Ready', exact: true }).check();
  await page
    .getByRole('textbox', { name: 'Reliability: what was found' })
    .fill('Retries are bounded, and a replica may be lost at any time.');
  await copy.click();
  await page
    .getByText(/^Copied\./)
    .first()
    .waitFor();
  const file = await page.evaluate(() => navigator.clipboard.readText());
  assert.match(file, /^---\n/);
  assert.match(file, /reviewers: .*group:default\/developer-platform/);
  assert.match(file, /Retries are bounded/);

  // The draft outlives the page.
  await page.reload();
  await untilLoaded(page);
  await page
    .getByText(/draft that was kept/)
    .first()
    .waitFor();
  assert.equal(
    await reviewers.inputValue(),
    'group:default/developer-platform',
  );
  await assertAccessible(page, 'a review that is written');
  assert.ok(page.url().startsWith(app));

  // Paper bears the review, and nothing of the portal around it.
  await page.emulateMedia({ media: 'print' });
  await page
    .getByRole('region', { name: 'Reliability', exact: true })
    .waitFor();
  await page
    .getByRole('link', { name: 'Notifications' })
    .waitFor({ state: 'hidden' });
});
