/**
 * Somebody asks why: how a result was decided, part by part, and why the scorecards apply to the
 * service. By keyboard alone.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { assertAccessible } from './accessibility.ts';
import { launchBrowser, openPortal } from './browser.ts';

let browser: Browser | undefined;

before(async () => {
  browser = await launchBrowser();
});
after(async () => {
  await browser?.close();
});

test('why a result is as it is', { timeout: 240_000 }, async () => {
  const page = await openPortal(
    browser!,
    '/catalog/default/component/search/readiness#service-readiness.runbook-complete',
  );
  const result = page.getByRole('article', {
    name: 'Runbook that can be followed',
  });
  await result.waitFor({ timeout: 60_000 });
  await result
    .locator('summary', { hasText: 'How it was decided' })
    .press('Enter');
  const condition = result.getByRole('list', { name: 'Met when' });
  await condition.waitFor();
  assert.equal(await result.getByText('Decided it').count(), 1);
  assert.match(await condition.innerText(), /facts\.repository\.runbook/);
  await result.getByRole('heading', { name: 'Asked of it because' }).waitFor();

  await page
    .locator('summary', { hasText: 'Why these scorecards?' })
    .press('Enter');
  const service = page.getByRole('region', { name: 'Why Service readiness' });
  await service.waitFor();
  assert.match(await service.innerText(), /Level \d is asked of it/);
  const team = page.getByRole('region', { name: 'Why Team readiness' });
  assert.match(await team.innerText(), /Does not apply/);
  await assertAccessible(page, 'why a result is as it is');
});
