/**
 * Frontend budgets, printed: how much of our code the first page loads, how soon the page of 500 teams answers, how a
 * list of 10,000 rows scrolls, and whether anything moves by itself. Measured in a real browser on the app as it is built
 * for production, beside a backend that is invented and answers at once. Sizes and movements fail the run; times are
 * those of the machine, and fail it only far beyond the budget.
 *
 * Usage: npm run budgets [-- --built], the latter where packages/app/dist is up to date
 */
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { launchBrowser, openPortal } from '../../e2e-tests/browser.ts';
import { measureLoading } from '../../e2e-tests/loading.ts';
import { buildApp, builtFolder, serveApp } from './builtApp.mjs';
import { freePort } from './freePort.mjs';
import { startInventedBackend } from './inventedBackend.mjs';

const SIZE_BUDGET_KB = 90;
const INTERACTIVE_BUDGET_MS = 300;
const LONG_TASK_BUDGET_MS = 50;
/** Less than a pixel of a line: what a browser rounds otherwise when it draws anew. */
const SHIFT_BUDGET = 0.001;
/** A machine that builds other things at the same time takes several times as long. */
const ROOM = 6;

/**
 * Chunks that hold any source file of ours, by the source maps beside them. They count whole, with what the bundler put
 * beside our code, since that is loaded for our sake.
 *
 * @returns {Map<string, number>} name of a file in `static`, and its bytes under gzip
 */
function chunksOfOurs() {
  const folder = path.join(builtFolder('app'), 'static');
  const chunks = new Map();
  for (const map of globSync(path.join(folder, '*.js.map'))) {
    const { sources } = JSON.parse(readFileSync(map, 'utf8'));
    if (sources.some(source => source.includes('/plugins/readiness'))) {
      const file = map.slice(0, -'.map'.length);
      chunks.set(path.basename(file), gzipSync(readFileSync(file)).length);
    }
  }
  return chunks;
}

let failed = false;
/** Prints a figure with its budget. */
function tell(what, value, unit, budget, limit = budget) {
  failed ||= value > limit;
  let verdict = 'kept';
  if (value > budget) {
    verdict = value > limit ? 'BROKEN' : 'missed on this machine';
  }
  console.log(
    `${what}: ${Number(
      value.toFixed(3),
    )} ${unit} (budget ${budget} ${unit}: ${verdict})`,
  );
}

/** The longest task of a page while something is done, in milliseconds; 0 where none took 50. */
async function longestTaskDuring(page, work) {
  await page.evaluate(() => {
    window.longTasks = [];
    window.taskObserver = new PerformanceObserver(list =>
      window.longTasks.push(...list.getEntries().map(e => e.duration)),
    );
    window.taskObserver.observe({ type: 'longtask' });
  });
  await work();
  return page.evaluate(() => {
    window.taskObserver.disconnect();
    return Math.max(0, ...window.longTasks);
  });
}

if (!process.argv.includes('--built')) {
  await buildApp('app');
}
const ours = chunksOfOurs();
const backend = await startInventedBackend({ teams: 500, services: 10_000 });
const port = await freePort();
const server = await serveApp({ name: 'app', port, backend: backend.url });
const at = `http://localhost:${port}`;
const browser = await launchBrowser();
try {
  const page = await openPortal(browser, '/readiness', { at });
  await measureLoading(page);
  // When the grid stands and the page is free again, counted from the last byte of the data.
  await page.addInitScript(() => {
    window.interactive = new Promise(resolve => {
      const watch = () => {
        const [data] = performance
          .getEntriesByType('resource')
          .filter(({ name }) => name.includes('/v1/overview'));
        const rows = document.querySelectorAll('[role=row] [role=rowheader]');
        if (data?.responseEnd && rows.length > 5) {
          // What waits behind the drawing of the grid has run when this does.
          requestAnimationFrame(() =>
            setTimeout(() => resolve(performance.now() - data.responseEnd)),
          );
        } else {
          requestAnimationFrame(watch);
        }
      };
      watch();
    });
  });

  const times = [];
  for (let run = 0; run < 3; run++) {
    await page.goto(`${at}/readiness`);
    times.push(await page.evaluate(() => window.interactive));
  }
  await page.waitForLoadState('networkidle');
  const loaded = await page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .map(({ name }) => new URL(name).pathname.split('/').at(-1)),
  );
  const bytes = [...ours]
    .filter(([name]) => loaded.includes(name))
    .map(([, size]) => size);
  tell(
    `Our code in the first page load, ${bytes.length} chunks under gzip`,
    bytes.reduce((sum, size) => sum + size, 0) / 1024,
    'KB',
    SIZE_BUDGET_KB,
  );
  const { shift: teamsShift } = await page.evaluate(() => window.readLoading());
  tell('Teams: layout shift', teamsShift, '', 0, SHIFT_BUDGET);
  tell(
    'Teams: 500 teams interactive after their data',
    Math.min(...times),
    'ms',
    INTERACTIVE_BUDGET_MS,
    INTERACTIVE_BUDGET_MS * ROOM,
  );
  const drawn = await page.getByRole('row').count();
  tell('Teams: rows drawn of 500', drawn, 'rows', 100);

  await page.goto(`${at}/readiness/services`);
  const grid = page.getByRole('grid').first();
  await grid.getByText('Service 3', { exact: true }).first().waitFor();
  await page.waitForLoadState('networkidle');
  const { shift } = await page.evaluate(() => window.readLoading());
  tell('Services: layout shift', shift, '', 0, SHIFT_BUDGET);
  const box = await grid.boundingBox();
  await page.mouse.move(box.x + 40, box.y + box.height / 2);
  const longest = await longestTaskDuring(page, async () => {
    for (let turn = 0; turn < 60; turn++) {
      await page.mouse.wheel(0, 1200);
      await page.waitForTimeout(30);
    }
    // To the very end, in one pull.
    await grid.evaluate(element => {
      const around = [
        element.parentElement,
        element.parentElement.parentElement,
      ];
      [element, ...around, ...element.querySelectorAll('*')]
        .find(part => part.scrollHeight > part.clientHeight + 1000)
        ?.scrollTo(0, 1e9);
    });
    await grid.getByText('Service 9999', { exact: true }).first().waitFor();
  });
  tell(
    'Services: longest task while scrolling 10,000 rows',
    longest,
    'ms',
    LONG_TASK_BUDGET_MS,
    LONG_TASK_BUDGET_MS * ROOM,
  );
} finally {
  await browser.close();
  server.closeAllConnections();
  server.close();
  backend.close();
}
process.exit(failed ? 1 : 0);
