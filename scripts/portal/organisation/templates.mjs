/**
 * Templates of the demo organisation, and dates relative to the day on which it is written.
 *
 * Placeholders in templates are `{{word}}`; braces with other content are left alone.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../toolchain.mjs';

/** Where the organisation and its templates are described. */
export const examples = path.join(root, 'examples');

export const DAY = 24 * 3600 * 1000;

/** @returns {string} the ISO date so many days from now */
export const dayFromNow = (now, days) =>
  new Date(now.getTime() + days * DAY).toISOString().slice(0, 10);

/** Words that people write in capitals. */
const acronyms = ['api', 'db', 'http', 'wms'];

/** @returns {string} the name as people write it, e.g. `Order confirmation` or `Checkout API` */
export const titleOf = name =>
  (name.charAt(0).toUpperCase() + name.slice(1))
    .split('-')
    .map(word =>
      acronyms.includes(word.toLowerCase()) ? word.toUpperCase() : word,
    )
    .join(' ');

const texts = new Map();

/** @returns {string} the template of this file name, placeholders replaced by these values */
export function fillTemplate(name, values) {
  if (!texts.has(name)) {
    texts.set(
      name,
      readFileSync(path.join(examples, 'templates', name), 'utf8'),
    );
  }
  return texts
    .get(name)
    .replace(/\{\{(\w+)\}\}/g, (all, key) => values[key] ?? all);
}

/** @returns {number} a whole number from 0 to 2^32 - 1, the same for the same text (FNV-1a) */
export function hashOf(text) {
  let hash = 2166136261;
  for (const character of text) {
    hash = Math.imul(hash ^ character.codePointAt(0), 16777619);
  }
  return hash >>> 0;
}
