import {
  Block,
  DocumentOutline,
  DocumentPart,
  holdsName,
  isNamed,
  normalizeText,
  tableRows,
} from '../documents';
import { followUpLabels } from './followUpSynonyms';
import {
  isPlaceholder,
  wordsOutside,
  isPostmortemSkeleton,
} from './postmortemSkeleton';
import { postmortemSectionSynonyms } from './postmortemSectionSynonyms';

/**
 * Finds the follow-ups of a postmortem: items of lists and rows of tables under a heading on follow-ups, and lines that
 * begin with `Action item:` anywhere. What is struck out was decided against, and is none. Lessons are none, except one
 * that is a task: with a box to tick, an owner or a due date.
 */

/** One follow-up as it is written. Its text never leaves this folder. */
export interface FollowUpItem {
  /** Of a row, without the cells of known columns. */
  text: string;
  /** The headings that it stands under, the innermost last. */
  titles: string[];
  /** The cells of known columns of its row. */
  cells: Partial<Record<keyof typeof followUpLabels, string>>;
}

const maxItems = 200;
const maxText = 2_000;
const minWords = 2;
const box = /^\s*\[[ xX]\]/;
const actionLabel =
  /^\W*(?:action items?|follow[- ]?ups?|acción|ação|maßnahme)\s*:/iu;
const task = new RegExp(
  `(?:^|[\\s(])(?:${[...followUpLabels.owner, ...followUpLabels.due]
    .filter(
      label =>
        !['who', 'by', 'when', 'team', 'bis', 'wer', 'qui'].includes(label),
    )
    .join('|')})\\s*:`,
  'iu',
);

function isItem(text: string): boolean {
  return (
    wordsOutside(text, isPostmortemSkeleton) >= minWords &&
    !(/\?\s*$/.test(text) && /\byou\b/i.test(text))
  );
}

/** The rows of tables with a head that is known, or all rows where a table is of follow-ups anyhow. */
function rowsOf(blocks: readonly Block[], titles: string[]): FollowUpItem[] {
  type Label = keyof typeof followUpLabels;
  const columns = new Map<string, Label>();
  const labels = Object.keys(followUpLabels) as Label[];
  return tableRows(blocks).flatMap(row => {
    const place = (block: Block) =>
      `${block.cell?.table}:${block.cell?.column}`;
    if (row.some(({ cell }) => cell?.head)) {
      for (const block of row) {
        const head = normalizeText(block.text);
        const label = labels.find(it => followUpLabels[it].includes(head));
        if (label) {
          columns.set(place(block), label);
        }
      }
      return [];
    }
    const cells: FollowUpItem['cells'] = {};
    const texts: string[] = [];
    for (const block of row) {
      const label = columns.get(place(block));
      if (label) {
        cells[label] ??= block.text.slice(0, maxText);
      } else {
        texts.push(block.text);
      }
    }
    const text = texts.join(' ').slice(0, maxText);
    const struck = row.some(
      block => block.struck && !columns.has(place(block)),
    );
    return !struck && isItem(text) ? [{ text, titles, cells }] : [];
  });
}

function groupBy(
  blocks: readonly Block[],
  keyOf: (block: Block) => number,
): Map<number, Block[]> {
  const groups = new Map<number, Block[]>();
  for (const block of blocks) {
    const group = groups.get(keyOf(block)) ?? [];
    group.push(block);
    groups.set(keyOf(block), group);
  }
  return groups;
}

/** Items of lists: the outermost, or those within where these are the tasks. */
function listed(blocks: readonly Block[], titles: string[]): FollowUpItem[] {
  const outer = groupBy(
    blocks.filter(block => block.item > 0 && !block.cell),
    block => block.item,
  );
  return [...outer.values()].flatMap(own => {
    const inner = groupBy(own, block => block.entry);
    const [first] = own;
    const nested = [...inner.values()].slice(1);
    const boxes = nested.filter(([block]) => box.test(block.text)).length;
    const split = nested.length > 0 && (boxes > 0 || /:\s*$/.test(first.text));
    const groups = split ? nested : [own];
    const names = split ? [...titles, first.text] : titles;
    return groups.flatMap(group => {
      const text = group
        .map(block => block.text)
        .join(' ')
        .replace(/\s+/g, ' ')
        .slice(0, maxText);
      return !group[0].struck && isItem(text)
        ? [{ text, titles: names, cells: {} }]
        : [];
    });
  });
}

/** A follow-up that is written as running text counts once, whatever its length. */
function prose(blocks: readonly Block[], titles: string[]): FollowUpItem[] {
  const text = blocks
    .filter(block => !block.cell && block.item === 0)
    .map(block => block.text)
    .join(' ')
    .slice(0, maxText);
  return wordsOutside(text, isPostmortemSkeleton) >= 5
    ? [{ text, titles, cells: {} }]
    : [];
}

/** All follow-ups of a document, at most 200, in order. */
export function followUpItems(outline: DocumentOutline): FollowUpItem[] {
  const found: FollowUpItem[] = [];
  const seen = new Set<DocumentPart>();
  const title = outline.parts.find(part => part.level > 0);
  const visit = (part: DocumentPart, titles: string[]): FollowUpItem[] => {
    seen.add(part);
    const names = [...titles, part.title];
    const own = [...rowsOf(part.blocks, names), ...listed(part.blocks, names)];
    return [...own, ...part.parts.flatMap(each => visit(each, names))];
  };
  const { lessons, appendix } = postmortemSectionSynonyms;
  for (const part of outline.parts) {
    const named =
      part !== title &&
      part.level > 0 &&
      isNamed(part.title, postmortemSectionSynonyms['follow-ups']) &&
      !holdsName(part.title, lessons);
    if (!seen.has(part) && named) {
      const items = visit(part, []);
      found.push(
        ...(items.length > 0 ? items : prose(part.blocks, [part.title])),
      );
    } else if (!seen.has(part) && isNamed(part.title, lessons)) {
      found.push(
        ...[
          ...rowsOf(part.blocks, [part.title]),
          ...listed(part.blocks, [part.title]),
        ].filter(
          ({ text, cells }) =>
            box.test(text) || task.test(text) || Object.keys(cells).length > 0,
        ),
      );
    }
    if (!isNamed(part.title, appendix)) {
      found.push(
        ...part.blocks
          .filter(
            block =>
              block.item === 0 &&
              !block.cell &&
              actionLabel.test(block.text) &&
              isItem(block.text.slice(block.text.indexOf(':') + 1)),
          )
          .map(block => ({
            text: block.text.slice(0, maxText),
            titles: [],
            cells: {},
          })),
      );
    }
  }
  return found.slice(0, maxItems);
}

/** Is a cell there that is more than a slot? */
export function isFilled(cell: string | undefined): cell is string {
  return cell !== undefined && !isPlaceholder(cell);
}
