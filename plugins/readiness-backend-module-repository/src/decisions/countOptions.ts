import {
  Block,
  DocumentOutline,
  DocumentPart,
  isSkeletonLine,
  normalizeText,
  ownWords,
  tableRows,
} from '../documents';
import { decisionPartSynonyms, otherPartWords } from './decisionSynonyms';

/**
 * How many options a record weighs.
 *
 * Options are written in many ways: headings below "Considered options", items of a list, rows or columns of a
 * table, or headings of their own ("Option 2: …"). The same options often stand twice, in a list and with pros
 * and cons, so the largest number of one place counts, never the sum.
 */

const maxOptions = 100;

/** Headings and items within a section on options that are none. */
const noOption =
  /^(?:pros?|cons?|pros and cons|advantages?|disadvantages?|benefits|drawbacks|positive|negative|neutral|good|bad|consequences|summary|comparison|conclusion|decision|outcome|examples?|criteria|drivers|notes?|references?|links)$/;
/** Arguments for or against one, with their reason. */
const argument =
  /^(?:good|bad|neutral|ok|positive|negative|pros?|cons?) (?:because|as|since) \S/;
/** Names that every template has: they say nothing without a text. */
const placeholder =
  /^(?:option|alternative|approach|variant|solution|title of option|title of other option)(?: (?:\d{1,2}|[a-z]|i{1,3}|iv|v))?$/;
const numbered =
  /^(?:option|alternative|approach|variant|solution) (?:\d{1,2}|[a-z]|i{1,3}|iv|v)(?: |$)/;
const criterion =
  /^(?:|criteri(?:on|a)|aspect|aspects|driver|drivers|feature|requirement|requirements|quality|property)$/;

/** Does a name of an option hold a word of its own? */
function isOption(name: string): boolean {
  const text = normalizeText(name);
  return (
    text !== '' &&
    !noOption.test(text) &&
    !argument.test(text) &&
    !isSkeletonLine(name)
  );
}

function namesOption(name: string): boolean {
  return (
    isOption(name) &&
    !placeholder.test(normalizeText(name)) &&
    ownWords(name) > 0
  );
}

/** Headings right below that are options, or say something of one. */
function inHeadings(part: DocumentPart): number {
  const top = Math.min(...part.parts.map(({ level }) => level));
  return part.parts.filter(
    it =>
      it.level === top &&
      isOption(it.title) &&
      (it.words > 0 || namesOption(it.title)),
  ).length;
}

/** Items of the outermost lists. */
function inItems(part: DocumentPart): number {
  const items = new Set<number>();
  const others = new Set<number>();
  const add = (item: number, title: string) => {
    // The first text of an item is its name.
    if (item > 0 && !items.has(item) && !others.has(item)) {
      (namesOption(title.split('\n')[0]) ? items : others).add(item);
    }
  };
  const bold = part.parts.filter(it => it.item > 0);
  bold.forEach(it => add(it.item, it.title));
  part.blocks
    .filter(block => !block.cell)
    .forEach(block => add(block.item, block.title));
  return items.size;
}

/** Rows of a table; its columns where the first one holds what they are compared by. */
function inTables(blocks: readonly Block[]): number {
  const counts = new Map<number, { rows: number; columns: number }>();
  for (const row of tableRows(blocks)) {
    const [first] = row;
    const table = first.cell?.table ?? 0;
    const count = counts.get(table) ?? { rows: 0, columns: 0 };
    if (first.cell?.head) {
      count.columns = criterion.test(normalizeText(first.title))
        ? row.slice(1).filter(cell => namesOption(cell.title)).length
        : 0;
    } else if (namesOption(first.title)) {
      count.rows += 1;
    }
    counts.set(table, count);
  }
  return Math.max(
    0,
    ...[...counts.values()].map(it => (it.columns > 0 ? it.columns : it.rows)),
  );
}

/** @returns at most 100 */
export function countOptions(outline: DocumentOutline): number {
  const title = outline.parts.find(({ level }) => level === 1);
  const sections = outline
    .named(decisionPartSynonyms.options, otherPartWords.options)
    .filter(part => part !== title);
  const named = outline.parts.filter(
    part => part.words > 0 && numbered.test(normalizeText(part.title)),
  ).length;
  let most = named;
  for (const part of sections) {
    most = Math.max(
      most,
      part.parts.length > 0 ? inHeadings(part) : 0,
      inItems(part),
      inTables(part.blocks),
    );
  }
  return Math.min(most, maxOptions);
}
