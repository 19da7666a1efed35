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

/** How many names there are: the same option twice is one. */
function differentNames(names: readonly string[]): number {
  return new Set(names.map(normalizeText)).size;
}

/** Headings right below that are options, or say something of one. */
function inHeadings(part: DocumentPart): number {
  const top = Math.min(...part.parts.map(({ level }) => level));
  return differentNames(
    part.parts
      .filter(
        it =>
          it.level === top &&
          isOption(it.title) &&
          (it.words > 0 || namesOption(it.title)),
      )
      .map(it => it.title),
  );
}

/** Items of the outermost lists. */
function inItems(part: DocumentPart): number {
  const items = new Map<number, string>();
  const others = new Set<number>();
  const add = (item: number, title: string) => {
    // The first text of an item is its name.
    if (item > 0 && !items.has(item) && !others.has(item)) {
      const [name] = title.split('\n');
      if (namesOption(name)) {
        items.set(item, name);
      } else {
        others.add(item);
      }
    }
  };
  const bold = part.parts.filter(it => it.item > 0);
  bold.forEach(it => add(it.item, it.title));
  part.blocks
    .filter(block => !block.cell)
    .forEach(block => add(block.item, block.title));
  return differentNames([...items.values()]);
}

/** Rows of a table; its columns where the first one holds what they are compared by. */
function inTables(blocks: readonly Block[]): number {
  const counts = new Map<number, { rows: string[]; columns: string[] }>();
  for (const row of tableRows(blocks)) {
    const [first] = row;
    const table = first.cell?.table ?? 0;
    const count = counts.get(table) ?? { rows: [], columns: [] };
    if (first.cell?.head) {
      count.columns = criterion.test(normalizeText(first.title))
        ? row
            .slice(1)
            .map(cell => cell.title)
            .filter(namesOption)
        : [];
    } else if (namesOption(first.title)) {
      count.rows.push(first.title);
    }
    counts.set(table, count);
  }
  return Math.max(
    0,
    ...[...counts.values()].map(it =>
      differentNames(it.columns.length > 0 ? it.columns : it.rows),
    ),
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
