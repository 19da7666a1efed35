/**
 * A data source breaks: Health says so in words, at the press of a button. Mended, it is fine again, and
 * nothing was lost in between.
 */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { launchBrowser, openPortal, visit } from './browser.ts';

const file = path.join(process.env.E2E_ORGANISATION!, 'cost/focus.csv');

let browser: Browser | undefined;
let good: string;

before(async () => {
  good = readFileSync(file, 'utf8');
  browser = await launchBrowser();
});
after(async () => {
  writeFileSync(file, good);
  await browser?.close();
});

test(
  'a data source that breaks and is mended',
  { timeout: 120_000 },
  async () => {
    const page = await openPortal(browser!, '/readiness/health');
    const sources = page.getByRole('table', { name: 'Data sources' });
    const cost = sources
      .getByRole('row')
      .filter({
        has: page.getByRole('rowheader', { name: /^Cost(?! allocation)/ }),
      })
      .first();
    await cost.getByText('Fine').waitFor({ timeout: 60_000 });
    const lookNow = cost.getByRole('button', { name: 'Look now: Cost' });

    writeFileSync(file, 'This is,no bill\n1,2\n');
    await lookNow.click();
    await cost.getByText('Failed', { exact: true }).waitFor();
    assert.match(await cost.innerText(), /focus\.csv|FOCUS/);
    await page.getByText(/^\d+ data sources: \d+ needs? a look/).waitFor();

    // By keyboard, from where the reader is, once the button answers again.
    writeFileSync(file, good);
    await lookNow.and(page.locator('[aria-disabled=false]')).waitFor();
    await lookNow.press('Enter');
    await cost.getByText('Fine').waitFor();
    await visit(page, '/catalog/default/component/search/readiness');
    await page
      .getByText(/fixes? below target/)
      .first()
      .waitFor();
  },
);
