/**
 * Makes the pictures of docs/img: every page in light, in dark and at 360 pixels, some in German, and the states that a
 * page can be in (docs/img/states), from a portal of its own with the demo organisation.
 *
 * Usage: npm run screenshots [-- names of pages, pictures or states, e.g. teams team-german check-missing]
 */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import {
  launchBrowser,
  openPortal,
  untilLoaded,
  visit,
} from '../../e2e-tests/browser.ts';
import { startTestPortal } from '../tests/startTestPortal.mjs';
import { root } from '../toolchain.mjs';
import { german, pictured } from './pictured.mjs';
import { states } from './states.mjs';

const folder = path.join(root, 'docs/img');
const wanted = process.argv.slice(2);
const isWanted = (...names) =>
  wanted.length === 0 || names.some(name => wanted.includes(name));
const SHOWN_MS = 60_000;

/** Backstage's own pages load more than we wait for; pictures show what is there then. */
async function settle(page) {
  await untilLoaded(page);
  await page.waitForLoadState('networkidle').catch(() => {});
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

const failed = [];
/** One picture that cannot be taken keeps no other from being taken. */
async function attempt(name, work) {
  try {
    await work();
  } catch (error) {
    failed.push(name);
    console.error(`docs/img/${name}.png could not be taken: ${error.message}`);
  }
}

mkdirSync(path.join(folder, 'states'), { recursive: true });
// A portal that runs already is named by the variables of the stories.
const portal = process.env.E2E_APP
  ? { app: process.env.E2E_APP, stop: async () => {} }
  : await startTestPortal(['app']);
const at = portal.app;
const browser = await launchBrowser();

/** Takes one kind of picture of pages, all in one window. */
async function takePages(suffix, shown, options, height) {
  const chosen = shown.filter(({ name }) =>
    isWanted(name, `${name}-${suffix}`),
  );
  if (chosen.length === 0) {
    return;
  }
  const page = await openPortal(browser, '/readiness', { at, ...options });
  if (height) {
    await page.setViewportSize({ width: options.width, height });
  }
  if (options.language) {
    await page.evaluate(
      language => localStorage.setItem('language', language),
      options.language,
    );
  }
  for (const { name, path: location, shows } of chosen) {
    await attempt(`${name}-${suffix}`, async () => {
      await visit(page, `${at}${location}`);
      await page
        .getByText(shows)
        .first()
        .waitFor({ state: 'attached', timeout: SHOWN_MS });
      await settle(page);
      await take(page, `${name}-${suffix}`);
    });
  }
  await page.context().close();
}

try {
  await takePages('light', pictured, {});
  await takePages('dark', pictured, { theme: 'dark' });
  await takePages('narrow', pictured, { width: 360 }, 780);
  await takePages('german', german, { language: 'de' });

  for (const state of states.filter(({ name }) => isWanted(name))) {
    await attempt(`states/${state.name}`, async () => {
      // Its own window: what is arranged for one state is gone with it.
      const page = await openPortal(browser, '/settings', { at });
      await state.arrange?.(page);
      await page.goto(`${at}${state.path}`, { waitUntil: 'domcontentloaded' });
      const shown =
        typeof state.shows === 'function'
          ? state.shows(page)
          : page.getByText(state.shows);
      await shown.first().waitFor({ state: 'attached', timeout: SHOWN_MS });
      await (state.endless ? page.waitForTimeout(700) : settle(page));
      await take(page, `states/${state.name}`);
      await page.context().close();
    });
  }
} finally {
  await browser.close();
  await portal.stop();
}
if (failed.length > 0) {
  console.error(`Not taken: ${failed.join(', ')}`);
}
process.exit(failed.length > 0 ? 1 : 0);
