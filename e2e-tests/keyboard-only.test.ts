/**
 * A reader without a mouse: through the heatmap with the arrows, a team unfolded, the filters, a long list, and a form.
 * The focus is visible at every step, and the Tab key passes each grid in one stop.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Locator, Page } from 'playwright-core';
import { assertAccessible } from './accessibility.ts';
import { launchBrowser, openPortal, untilLoaded, visit } from './browser.ts';

let browser: Browser | undefined;

before(async () => {
  browser = await launchBrowser();
});
after(async () => {
  await browser?.close();
});

/** What has the focus, by its role's name, its label or its text. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const element = document.activeElement as HTMLElement;
    return element.getAttribute('aria-label') ?? element.innerText ?? '';
  });

/** Presses Tab until the focus is in or on an element. */
async function tabTo(page: Page, target: Locator) {
  for (let presses = 0; presses < 80; presses++) {
    if (
      (await target.count()) > 0 &&
      (await target
        .first()
        .evaluate(element => element.contains(document.activeElement)))
    ) {
      return presses;
    }
    await page.keyboard.press('Tab');
  }
  throw new Error(`The Tab key never came to ${target}`);
}

/** Whether what has the focus shows it: an outline, a shadow, a background or a line that is not there without. */
async function assertFocusShows(page: Page) {
  const shows = await page.evaluate(async () => {
    const element = document.activeElement as HTMLElement;
    const looks = () => {
      const around = element.parentElement!;
      // A text field shows it by a frame beside it.
      const parts = [
        element,
        around,
        ...around.children,
        ...element.children,
      ].map(part => getComputedStyle(part));
      return parts
        .map(style => [
          style.outlineStyle === 'none' ? '' : style.outline,
          style.boxShadow,
          style.backgroundColor,
          style.borderColor,
          style.borderWidth,
          style.textDecoration,
        ])
        .join();
    };
    const withFocus = looks();
    element.blur();
    await new Promise(resolve => setTimeout(resolve, 50));
    const without = looks();
    element.focus();
    return (
      withFocus !== without ||
      // The focus ring of Material UI's buttons is an element of its own.
      element.querySelector('.MuiTouchRipple-root *') !== null
    );
  });
  assert.ok(shows, `Nothing shows that "${await focused(page)}" has the focus`);
}

test('keyboard only', { timeout: 280_000 }, async t => {
  const page = await openPortal(browser!, '/readiness', { clipboard: true });

  await t.test('the heatmap', async () => {
    const grid = page.getByRole('treegrid', { name: 'Teams by areas' });
    await grid.getByRole('link', { name: 'Commerce', exact: true }).waitFor();
    await tabTo(page, grid);
    await assertFocusShows(page);

    // One stop: the next Tab leaves it.
    await page.keyboard.press('Tab');
    assert.equal(
      await grid.evaluate(element => element.contains(document.activeElement)),
      false,
    );
    await page.keyboard.press('Shift+Tab');

    await page.keyboard.press('Control+Home');
    const first = await focused(page);
    await page.keyboard.press('ArrowRight');
    assert.notEqual(await focused(page), first);
    await assertFocusShows(page);
    await page.keyboard.press('Home');

    // Down to a team with child teams, which unfold and fold.
    const rows = grid.getByRole('row');
    const folded = await rows.count();
    const commerce = rows.filter({
      has: page.getByRole('link', { name: 'Commerce', exact: true }),
    });
    for (let presses = 0; presses < 30; presses++) {
      if (
        await commerce
          .first()
          .evaluate(element => element.contains(document.activeElement))
      ) {
        break;
      }
      await page.keyboard.press('ArrowDown');
    }
    assert.equal(await commerce.first().getAttribute('aria-expanded'), 'false');
    const unfolded = grid.locator('[role=row][aria-expanded=true]').first();
    await page.keyboard.press('ArrowRight');
    await unfolded.waitFor();
    assert.ok((await rows.count()) > folded);
    await page.keyboard.press('ArrowLeft');
    await unfolded.waitFor({ state: 'detached' });
    await page.keyboard.press('ArrowRight');
    await unfolded.waitFor();
    // The last stop: the page is drawn anew in another theme, and the focus is nowhere then.
    await assertAccessible(page, 'a team unfolded by keyboard');
  });

  await t.test('filters and a list', async () => {
    await visit(page, '/readiness/teams/default/checkout');
    const grid = page.getByRole('grid').first();
    await grid.getByRole('link', { name: 'Cart', exact: true }).waitFor();
    const target = page.getByRole('combobox', { name: 'Target' });
    await tabTo(page, target);
    await assertFocusShows(page);
    await page.keyboard.type('On target');
    await page.waitForURL(/\?/);
    await untilLoaded(page);
    await tabTo(page, grid);
    await page.keyboard.press('Control+End');
    await assertFocusShows(page);
    await page.keyboard.press('Control+Home');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/catalog\/default\/component\/[^/]+\/readiness/);
  });

  await t.test('a form', async () => {
    await visit(page, '/readiness/review/component/default/checkout-api');
    await page.getByRole('heading', { name: /^Readiness review: / }).waitFor();
    const write = page
      .getByRole('link', { name: 'Write the review' })
      .or(page.getByRole('button', { name: 'Write the review' }));
    await tabTo(page, write.first());
    await page.keyboard.press('Enter');
    const reviewers = page.getByRole('textbox', { name: 'Reviewers' });
    await reviewers.waitFor();
    await tabTo(page, reviewers);
    await assertFocusShows(page);
    await page.keyboard.type('group:default/developer-platform');
    const ready = page.getByRole('radio', { name: 'Ready', exact: true });
    await tabTo(page, page.getByRole('radio').first());
    await page.keyboard.press('Space');
    assert.equal(await ready.isChecked(), true);
    const findings = page.getByRole('textbox', {
      name: 'Reliability: what was found',
    });
    await tabTo(page, findings);
    await page.keyboard.type('Every replica may be lost at any time.');
    await tabTo(page, page.getByRole('button', { name: 'Copy', exact: true }));
    await page.keyboard.press('Enter');
    await page
      .getByText(/^Copied\./)
      .first()
      .waitFor();
  });
});
