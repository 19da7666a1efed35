import MarkdownIt from 'markdown-it';
import { countWords } from './countWords';
import { isPromise, isSkeletonLine } from './skeletonLines';

/**
 * Takes a Markdown text apart into a flat list of headings and pieces of content, in order: what
 * documents are measured by.
 *
 * Guarantees: never throws; time and memory are linear in the text; every block knows its place in
 * lists and tables, so that nobody has to walk tokens again.
 */

/** Level of a paragraph that is bold as a whole: a heading below all others. */
export const boldLevel = 7;

/** The place of a piece of text in a table. */
export interface TableCell {
  /** Counts the tables of the document, from 1. */
  table: number;
  /** Counts the rows of the document, from 1. */
  row: number;
  /** Place in its row, from 0. */
  column: number;
  head: boolean;
}

/** A heading, or a piece of content between headings. */
export interface Block {
  /** 1 to 7 for a heading, else 0. */
  level: number;
  /** As people read it, without code; lines are kept. */
  text: string;
  /** `text` with inline code in it: what a heading is called. */
  title: string;
  /** Words of its own: without the lines of a template's skeleton. */
  words: number;
  /** Does a line promise a text (`TODO`) instead of being one? */
  promise: boolean;
  commandOrLink: boolean;
  /** Addresses of links and pictures, as written. */
  links: string[];
  /** Counts the items of the outermost lists, from 1; 0 outside of lists. */
  item: number;
  /** Counts the items of all lists, from 1; 0 outside of lists. */
  entry: number;
  /** Is all of its text struck out? */
  struck: boolean;
  cell?: TableCell;
}

const htmlLink = /<a\s[^<>]{0,1000}href/i;
const maxLinkLength = 1_000;

const parser = new MarkdownIt({ html: true });

type Token = ReturnType<typeof parser.parse>[number];

/** The text of HTML without tags and comments; a bound on each tag keeps the time linear. */
function htmlText(html: string): string {
  return html.trimStart().startsWith('<!--')
    ? ''
    : html.replace(/<[^<>]{0,1000}>/g, ' ');
}

/** The lines of an inline token as people read them. */
function inlineText(token: Token, options: { code: boolean }): string {
  return (token.children ?? [])
    .map(child => {
      switch (child.type) {
        case 'text':
        case 'text_special':
          return child.content;
        case 'softbreak':
        case 'hardbreak':
          return '\n';
        case 'code_inline':
          return options.code ? child.content : ' ';
        default:
          return '';
      }
    })
    .join('');
}

/** Words outside of the lines of a template's skeleton. */
export function ownWords(text: string): number {
  return text
    .split('\n')
    .filter(line => !isSkeletonLine(line))
    .reduce((sum, line) => sum + countWords(line), 0);
}

function hasCommandOrLink(token: Token, text: string): boolean {
  return (
    /https?:\/\/[^\s/]/i.test(text) ||
    (token.children ?? []).some(
      child =>
        child.type === 'link_open' ||
        (child.type === 'html_inline' && htmlLink.test(child.content)) ||
        (child.type === 'code_inline' && child.content.trim() !== ''),
    )
  );
}

/** The addresses of links and pictures. */
function linksIn(token: Token): string[] {
  return (token.children ?? []).flatMap(child => {
    const address = child.attrGet(child.type === 'image' ? 'src' : 'href');
    return typeof address === 'string' && address.length <= maxLinkLength
      ? [address]
      : [];
  });
}

/** Is the whole paragraph bold, perhaps with a colon after it? */
function isBold(token: Token): boolean {
  const children = (token.children ?? []).filter(
    child => child.type !== 'text' || child.content.replace(':', '').trim(),
  );
  return (
    children.length > 2 &&
    children[0].type === 'strong_open' &&
    children[children.length - 1].type === 'strong_close' &&
    children.filter(child => child.type === 'strong_open').length === 1
  );
}

/** Is there text, and all of it struck out? */
function isStruck(token: Token): boolean {
  let depth = 0;
  let struck = false;
  for (const child of token.children ?? []) {
    if (child.type === 's_open') {
      depth += 1;
      struck = true;
    } else if (child.type === 's_close') {
      depth -= 1;
    } else if (depth === 0 && /[\p{L}\p{N}]/u.test(child.content)) {
      return false;
    }
  }
  return struck;
}

/** Where the parser stands in lists and tables. */
class Place {
  heading = 0;
  #lists = 0;
  #items = 0;
  #entries = 0;
  /** The entry of each open item, the innermost last. */
  readonly #open: number[] = [];
  #tables = 0;
  #rows = 0;
  #column = -1;
  #inTable = false;
  #head = false;

  get item(): number {
    return this.#lists > 0 ? this.#items : 0;
  }

  get entry(): number {
    return this.#open.at(-1) ?? 0;
  }

  get cell(): TableCell | undefined {
    return this.#inTable
      ? {
          table: this.#tables,
          row: this.#rows,
          column: this.#column,
          head: this.#head,
        }
      : undefined;
  }

  enter(token: Token) {
    switch (token.type) {
      case 'heading_open':
        this.heading = Number(token.tag.slice(1));
        break;
      case 'heading_close':
        this.heading = 0;
        break;
      case 'bullet_list_open':
      case 'ordered_list_open':
        this.#lists += 1;
        break;
      case 'bullet_list_close':
      case 'ordered_list_close':
        this.#lists -= 1;
        break;
      case 'list_item_open':
        this.#items += this.#lists === 1 ? 1 : 0;
        this.#entries += 1;
        this.#open.push(this.#entries);
        break;
      case 'list_item_close':
        this.#open.pop();
        break;
      case 'table_open':
        this.#tables += 1;
        this.#inTable = true;
        break;
      case 'table_close':
        this.#inTable = false;
        break;
      case 'tr_open':
        this.#rows += 1;
        this.#column = -1;
        break;
      case 'th_open':
      case 'td_open':
        this.#column += 1;
        this.#head = token.type === 'th_open';
        break;
      default:
    }
  }
}

function linesPromise(text: string): boolean {
  return text.split('\n').some(isPromise);
}

/** The blocks of a Markdown text, without front matter. */
export function markdownBlocks(markdown: string): Block[] {
  const blocks: Block[] = [];
  const place = new Place();
  for (const token of parser.parse(markdown, {})) {
    place.enter(token);
    const { item, entry, cell } = place;
    if (token.type === 'inline') {
      const text = inlineText(token, { code: false });
      const level = place.heading || (isBold(token) && !cell ? boldLevel : 0);
      blocks.push({
        level,
        text,
        title: inlineText(token, { code: true }),
        words: ownWords(text),
        promise: linesPromise(text),
        commandOrLink: hasCommandOrLink(token, text),
        links: linksIn(token),
        item,
        entry,
        struck: isStruck(token),
        cell,
      });
    } else if (token.type === 'html_block') {
      const text = htmlText(token.content);
      blocks.push({
        level: 0,
        text,
        title: '',
        words: ownWords(text),
        promise: linesPromise(text),
        commandOrLink:
          htmlLink.test(token.content) || /https?:\/\//i.test(text),
        links: [],
        item,
        entry,
        struck: false,
        cell,
      });
    } else if (token.type === 'fence' || token.type === 'code_block') {
      blocks.push({
        level: 0,
        text: '',
        title: '',
        words: 0,
        promise: false,
        commandOrLink: token.content.trim() !== '',
        links: [],
        item,
        entry,
        struck: false,
        cell,
      });
    }
  }
  return blocks;
}
