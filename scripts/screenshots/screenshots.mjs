/**
 * Makes the pictures of docs/img: every page in light and dark, the main ones at 360 pixels, and the states that a page
 * can be in (docs/img/states), from a portal of its own with the demo organisation.
 *
 * Usage: npm run screenshots [-- names of pages or states, e.g. teams]
 */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { launchBrowser, openPortal } from '../../e2e-tests/browser.ts';
import { pages } from '../../e2e-tests/pages.ts';
import { startTestPortal } from '../tests/startTestPortal.mjs';
import { root } from '../toolchain.mjs';
import { states } from './states.mjs';

const folder = path.join(root, 'docs/img');
const wanted = process.argv.slice(2);
const isWanted = name => wanted.length === 0 || wanted.includes(name);
const SHOWN_MS = 60_000;

/** Backstage's own pages load more than we wait for; pictures show what is there then. */
async function settle(page) {
  await page.waitForLoadState('networkidle').catch(() => {});
  await page.waitForTimeout(300);
}

async function take(page, name) {
  await page.screenshot({
    path: path.join(folder, `${name}.png`),
    // What blinks or spins is the same in every run.
    animations: 'disabled',
    caret: 'hide',
  });
  console.log(`docs/img/${name}.png`);
}

mkdirSync(path.join(folder, 'states'), { recursive: true });
// A portal that runs already is named by the variables of the stories.
const portal = process.env.E2E_APP
  ? { app: process.env.E2E_APP, stop: async () => {} }
  : await startTestPortal(['app']);
const browser = await launchBrowser();
try {
  for (const theme of ['light', 'dark']) {
    const page = await openPortal(browser, '/readiness', {
      at: portal.app,
      theme,
    });
    for (const { name, path: location, shows, main } of pages) {
      if (isWanted(name)) {
        await page.goto(`${portal.app}${location}`);
        await page.getByText(shows).first().waitFor({ timeout: SHOWN_MS });
        await settle(page);
        await take(page, `${name}-${theme}`);
        if (main && theme === 'light') {
          await page.setViewportSize({ width: 360, height: 780 });
          await settle(page);
          await take(page, `${name}-narrow`);
          await page.setViewportSize({ width: 1440, height: 900 });
        }
      }
    }
    await page.context().close();
  }

  for (const state of states) {
    if (isWanted(state.name)) {
      const page = await openPortal(browser, '/readiness/health', {
        at: portal.app,
      });
      await state.arrange?.(page);
      await page.goto(`${portal.app}${state.path}`);
      await page.getByText(state.shows).first().waitFor({ timeout: SHOWN_MS });
      await (state.endless ? page.waitForTimeout(500) : settle(page));
      await take(page, `states/${state.name}`);
      await page.context().close();
    }
  }
} finally {
  await browser.close();
  await portal.stop();
}
process.exit(0);
