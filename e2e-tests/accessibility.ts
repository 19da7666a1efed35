import assert from 'node:assert/strict';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { pageErrorsOf, untilLoaded } from './browser.ts';

/** What WCAG 2.2 asks up to AA, and what axe takes for good practice. */
const STANDARDS = [
  ...['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'],
  'best-practice',
];

/** The rules that the colours of a theme can break; all others are the same in light and dark. */
const RULES_OF_COLOUR = ['color-contrast', 'link-in-text-block'];

const HEIGHT = 900;

/**
 * How a page is looked at: a screen, a tablet, a phone, and back again in dark, where only colours can break a rule that
 * held in light. The theme changes once there and once back, since Backstage then draws a page anew, which loads again.
 */
const LOOKS: Array<{
  width: number;
  theme: 'light' | 'dark';
  rules?: string[];
}> = [
  { width: 1440, theme: 'light' },
  { width: 768, theme: 'light' },
  { width: 360, theme: 'light' },
  { width: 360, theme: 'dark', rules: RULES_OF_COLOUR },
  { width: 768, theme: 'dark', rules: RULES_OF_COLOUR },
  { width: 1440, theme: 'dark', rules: RULES_OF_COLOUR },
];

/**
 * Parts that Backstage draws around our pages. Each breaks a rule in every Backstage, and a plugin cannot mend it.
 */
const SHELL = [
  // The header's heading stands outside of any landmark ("region").
  '.bui-VisuallyHidden',
  // Tabs that are links to pages name a panel that is not there ("aria-controls"), outside of any landmark.
  '.bui-Tabs',
  // Toasts are pale in dark: green on light grey.
  '[class*="Toast_container"]',
];

/** The theme of a page is the one that was asked for, and the page that is drawn in it is whole and stands still. */
async function settled(page: Page, theme: 'light' | 'dark') {
  await page.waitForFunction(
    wanted => document.body.getAttribute('data-theme-mode') === wanted,
    theme,
    { timeout: 10_000 },
  );
  // What measures itself after a window changed has done so by then: whether a box scrolls, and takes the focus.
  await untilLoaded(page);
  await page.waitForFunction(
    () =>
      document.getAnimations().every(
        animation =>
          animation.playState !== 'running' ||
          // Follows the scroll bar, and never ends.
          !(animation.timeline instanceof DocumentTimeline) ||
          animation.effect?.getTiming().iterations === Infinity,
      ),
    undefined,
    { timeout: 10_000 },
  );
}

/**
 * The violations that axe finds on what is ours of a page.
 *
 * @param page - as it stands
 * @param within - the part that is ours, where it stands between those of other plugins
 * @param rules - only these, where given; else all of the standards
 * @returns a line per rule: what it asks, how many elements break it, the first of them, and what is wrong with it
 */
async function violationsOf(
  page: Page,
  within: string | undefined,
  rules?: string[],
): Promise<string[]> {
  // In the page itself: one frame needs no second tab to sum up frames.
  const builder = new AxeBuilder({ page })
    .setLegacyMode(true)
    // What is right is not described element by element.
    .options({ resultTypes: ['violations'] });
  if (within) {
    builder.include(within);
  } else {
    SHELL.forEach(selector => builder.exclude(selector));
  }
  const { violations } = await (rules
    ? builder.withRules(rules)
    : builder.withTags(STANDARDS)
  ).analyze();
  return violations.map(({ id, help, nodes }) => {
    const [{ target, html, failureSummary = '' }] = nodes;
    const wrong = failureSummary.split('\n').slice(1).join(' ').trim();
    return `${id} (${nodes.length}): ${help}: ${target.join(' ')}: ${html.slice(
      0,
      200,
    )}: ${wrong}`;
  });
}

/** How many pixels the page is wider than its window. */
const overflowOf = (page: Page) =>
  page.evaluate(
    () =>
      document.documentElement.scrollWidth -
      document.documentElement.clientWidth,
  );

/**
 * Looks at a page, as it stands, in light and dark and at 1440, 768 and 360 pixels: axe finds nothing wrong with
 * what is ours, nothing scrolls sideways, the theme follows the system, and no error was thrown so far.
 * The page is left as it was opened: 1440 pixels, light, and loaded. What a reader unfolded may be folded again, since
 * a change of theme draws a page anew.
 *
 * @param page - opened by `openPortal`
 * @param stop - the words for this stop of the story, for the message
 * @param within - selector of the part that is ours, where it stands between those of other plugins
 * @throws AssertionError that lists all that is wrong
 */
export async function assertAccessible(
  page: Page,
  stop: string,
  within?: string,
) {
  const wrong: string[] = [];
  for (const { width, theme, rules } of LOOKS) {
    await page.setViewportSize({ width, height: HEIGHT });
    await page.emulateMedia({ colorScheme: theme });
    await settled(page, theme);
    const where = `${stop}, ${width} pixels, ${theme}`;
    wrong.push(
      ...(await violationsOf(page, within, rules)).map(
        line => `${where}: ${line}`,
      ),
    );
    const overflow = await overflowOf(page);
    if (overflow > 0) {
      wrong.push(`${where}: scrolls sideways by ${overflow} pixels`);
    }
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await settled(page, 'light');
  wrong.push(
    ...pageErrorsOf(page).map(error => `${stop}: the page threw ${error}`),
  );
  assert.equal(wrong.length, 0, `\n${wrong.join('\n')}`);
}
