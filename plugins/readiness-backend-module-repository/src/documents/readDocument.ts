import MarkdownIt from 'markdown-it';
import { DocumentFact } from '@team-readiness/backstage-plugin-readiness-common';
import { countWords } from './countWords';
import { DocumentSection, sectionsOfHeading } from './documentSections';
import { dependenciesNamed } from './dependenciesNamed';
import { DocumentIssue, readFrontMatter } from './readFrontMatter';
import { isSkeletonLine } from './skeletonLines';

/**
 * Reads what is measured of a Markdown document.
 *
 * Guarantees: never throws; bounded time and memory whatever the text; what comes out is structure
 * (counts, headings, sections, dates) and never the text itself.
 *
 * A section counts if a heading opens it (documentSections.ts) and something stands in it before the
 * next heading of the same or a higher level: five words of its own, or a command or link. A paragraph
 * that is bold as a whole is a heading of the lowest level.
 */

/** What a document says of itself, without what only the source knows. */
export type DocumentContent = Pick<
  DocumentFact,
  | 'words'
  | 'headings'
  | 'sections'
  | 'hasCommandOrLink'
  | 'reviewedAt'
  | 'reviewedBy'
  | 'usedAt'
  | 'dependenciesNamed'
>;

/** A document and what is wrong with it. */
export interface DocumentReading {
  content: DocumentContent;
  /** Addresses of links and pictures as written, without doubles, in order. */
  links: string[];
  issues: DocumentIssue[];
}

const maxCharacters = 262_144;
const maxHeadings = 100;
const maxHeadingLength = 200;
const maxLinks = 1_000;
const maxLinkLength = 1_000;
const minSectionWords = 5;
const boldLevel = 7;

const htmlLink = /<a\s[^<>]{0,1000}href/i;

const parser = new MarkdownIt({ html: true });

type Token = ReturnType<typeof parser.parse>[number];

/** A heading, or a piece of content between headings. */
interface Block {
  /** 1 to 7 for a heading, else 0. */
  level: number;
  text: string;
  words: number;
  commandOrLink: boolean;
  links: string[];
}

/** The text of HTML without tags and comments; a bound on each tag keeps the time linear. */
function htmlText(html: string): string {
  return html.trimStart().startsWith('<!--')
    ? ''
    : html.replace(/<[^<>]{0,1000}>/g, ' ');
}

/** The lines of an inline token as people read them, without code. */
function inlineText(token: Token): string {
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
          return ' ';
        default:
          return '';
      }
    })
    .join('');
}

function ownWords(text: string): number {
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

function blocksOf(markdown: string): Block[] {
  const blocks: Block[] = [];
  let heading = 0;
  for (const token of parser.parse(markdown, {})) {
    if (token.type === 'heading_open') {
      heading = Number(token.tag.slice(1));
    } else if (token.type === 'heading_close') {
      heading = 0;
    } else if (token.type === 'inline') {
      const text = inlineText(token);
      blocks.push({
        level: heading || (isBold(token) ? boldLevel : 0),
        text,
        words: ownWords(text),
        commandOrLink: hasCommandOrLink(token, text),
        links: linksIn(token),
      });
    } else if (token.type === 'html_block') {
      const text = htmlText(token.content);
      blocks.push({
        level: 0,
        text,
        words: ownWords(text),
        commandOrLink:
          htmlLink.test(token.content) || /https?:\/\//i.test(text),
        links: [],
      });
    } else if (token.type === 'fence' || token.type === 'code_block') {
      const commandOrLink = token.content.trim() !== '';
      blocks.push({ level: 0, text: '', words: 0, commandOrLink, links: [] });
    }
  }
  return blocks;
}

/** The sections that have something in them, sorted. One pass with the open headings on a stack. */
function sectionsOf(blocks: Block[]): DocumentSection[] {
  const found = new Set<DocumentSection>();
  let open: Array<{
    level: number;
    sections: DocumentSection[];
    words: number;
  }> = [];
  for (const block of blocks) {
    if (block.level > 0) {
      open = open.filter(section => section.level < block.level);
      const sections = sectionsOfHeading(block.text);
      if (sections.length > 0) {
        open.push({ level: block.level, sections, words: 0 });
      }
    } else {
      for (const section of open) {
        section.words += block.words;
        if (block.commandOrLink || section.words >= minSectionWords) {
          section.sections.forEach(name => found.add(name));
        }
      }
    }
  }
  return [...found].sort();
}

/**
 * Reads a Markdown document.
 *
 * @param text - the whole file
 * @param options.dependencies - names to look for
 * @param options.now - the time of the run, against dates in the future
 */
export function readDocument(
  text: string,
  options: { dependencies: readonly string[]; now: Date },
): DocumentReading {
  const { reviewedAt, reviewedBy, usedAt, body, issues } = readFrontMatter(
    text,
    options.now,
  );
  const markdown = body.slice(0, maxCharacters);
  const blocks = blocksOf(markdown);
  const headings = blocks
    .filter(block => block.level > 0 && block.level < boldLevel)
    .slice(0, maxHeadings)
    .map(block =>
      block.text
        .replace(/\s+/g, ' ')
        .trim()
        .toLowerCase()
        .slice(0, maxHeadingLength),
    );
  return {
    content: {
      words: blocks.reduce((sum, block) => sum + block.words, 0),
      headings,
      sections: sectionsOf(blocks),
      hasCommandOrLink: blocks.some(block => block.commandOrLink),
      reviewedAt,
      reviewedBy,
      usedAt,
      dependenciesNamed: dependenciesNamed(markdown, options.dependencies),
    },
    links: [...new Set(blocks.flatMap(block => block.links))].slice(
      0,
      maxLinks,
    ),
    issues:
      body.length > maxCharacters
        ? [
            ...issues,
            {
              message: `The document is very long: only its first ${maxCharacters.toLocaleString(
                'en',
              )} characters were read.`,
              line: 1,
              column: 1,
            },
          ]
        : issues,
  };
}
