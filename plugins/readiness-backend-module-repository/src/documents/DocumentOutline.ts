import { Block } from './markdownBlocks';
import { normalizeText } from './normalizeText';

/** A heading and what stands below it. */
export interface DocumentPart {
  /** Level of the heading, 1 to 7; 0 for what stands before the first one. */
  level: number;
  /** The heading as people read it; empty before the first one. */
  title: string;
  /** The item of a list that the heading stands in, as in blocks; 0 outside of lists. */
  item: number;
  /** What stands below it before the next heading of any level. */
  blocks: Block[];
  /** Parts of the levels below, in order. */
  parts: DocumentPart[];
  /** Words of its own below it, in its parts too. */
  words: number;
  /** Does a command or link stand below it, in its parts too? */
  commandOrLink: boolean;
}

/** Most words of a heading that names something: longer ones only mention it. */
export const maxHeadingWords = 8;

/** Does a text hold one of the names, as whole words? Case, hyphens and punctuation do not matter. */
export function holdsName(text: string, names: readonly string[]): boolean {
  const words = ` ${normalizeText(text)} `;
  return names.some(name => words.includes(` ${name} `));
}

/** Is a heading of at most eight words that holds one of the names? */
export function isNamed(title: string, names: readonly string[]): boolean {
  return (
    normalizeText(title).split(' ').length <= maxHeadingWords &&
    holdsName(title, names)
  );
}

/** A document by its headings. */
export class DocumentOutline {
  /** All parts in order; the first stands before the first heading. */
  readonly parts: readonly DocumentPart[];

  constructor(blocks: readonly Block[]) {
    const part = (level: number, title: string, item = 0): DocumentPart => ({
      level,
      title,
      item,
      blocks: [],
      parts: [],
      words: 0,
      commandOrLink: false,
    });
    const open = [part(0, '')];
    const parts = [...open];
    for (const block of blocks) {
      if (block.level > 0) {
        while (open.length > 1 && open[open.length - 1].level >= block.level) {
          open.pop();
        }
        const next = part(block.level, block.title.trim(), block.item);
        // What comes before the first heading has no parts: it is no heading.
        if (open.length > 1) {
          open[open.length - 1].parts.push(next);
        }
        open.push(next);
        parts.push(next);
      } else {
        open[open.length - 1].blocks.push(block);
        for (const each of open.length > 1 ? open.slice(1) : open) {
          each.words += block.words;
          each.commandOrLink ||= block.commandOrLink;
        }
      }
    }
    this.parts = parts;
  }

  /** The parts whose heading holds one of the names, but not one of the others. */
  named(
    names: readonly string[],
    others: readonly string[] = [],
  ): DocumentPart[] {
    return this.parts.filter(
      ({ title }) => isNamed(title, names) && !holdsName(title, others),
    );
  }
}
