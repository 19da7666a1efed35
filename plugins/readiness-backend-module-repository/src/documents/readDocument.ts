import { DocumentFact } from '@team-readiness/backstage-plugin-readiness-common';
import { countedWords } from './countWords';
import { dependenciesNamed } from './dependenciesNamed';
import { DocumentSection, sectionsOfHeading } from './documentSections';
import { escalationWords } from './escalationSentences';
import { DocumentIssue, FrontMatter } from './FrontMatter';
import { Block, boldLevel, markdownBlocks } from './markdownBlocks';
import { plainText } from './plainText';

/**
 * Reads what is measured of a Markdown document.
 *
 * Guarantees: never throws; bounded time and memory whatever the text; what comes out is structure
 * (counts, headings, sections, dates) and never the text itself.
 *
 * A section counts if a heading opens it (documentSections.ts) and something stands in it before the
 * next heading of the same or a higher level: five words of its own, or a command or link. Where a line
 * promises a text (`TODO`), a link alone is not enough. A sentence that says whom to call counts as
 * escalation, wherever it stands, and for nothing else.
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
  /** The first date ahead from which on it reads differently, if there is one. */
  nextDay: string | undefined;
}

/** A Markdown text in parts, cut to what is read. */
export interface OpenedDocument {
  frontMatter: FrontMatter;
  /** The Markdown that is read. */
  markdown: string;
  blocks: Block[];
  /** Those of the front matter too, as they are when they are read. */
  issues(): DocumentIssue[];
}

/**
 * Keys of the front matter that hold the date of the last review; the first that is there counts.
 *
 * @public
 */
export const reviewedKeys: readonly string[] = [
  'reviewed',
  'last_reviewed',
  'reviewed_at',
];

/**
 * Keys of the front matter that hold who reviewed the document; the first that is there counts.
 *
 * @public
 */
export const reviewedByKeys: readonly string[] = ['reviewed_by', 'reviewers'];

/**
 * Keys of the front matter that hold when the document last helped in an incident or a drill; the first
 * that is there counts.
 *
 * @public
 */
export const usedKeys: readonly string[] = ['used', 'last_used'];

const maxCharacters = 262_144;
const maxHeadings = 100;
const maxHeadingLength = 200;
const maxLinks = 1_000;
const minSectionWords = 5;

interface OpenSection {
  level: number;
  sections: DocumentSection[];
  words: number;
  commandOrLink: boolean;
  promise: boolean;
}

/** The sections that have something in them, sorted. One pass with the open headings on a stack. */
function sectionsOf(blocks: readonly Block[]): DocumentSection[] {
  const found = new Set<DocumentSection>();
  let open: OpenSection[] = [];
  const close = (closed: readonly OpenSection[]) => {
    for (const { words, commandOrLink, promise, sections } of closed) {
      if (words >= minSectionWords || (commandOrLink && !promise)) {
        sections.forEach(name => found.add(name));
      }
    }
  };
  for (const block of blocks) {
    if (block.level > 0) {
      close(open.filter(section => section.level >= block.level));
      open = open.filter(section => section.level < block.level);
      const sections = sectionsOfHeading(block.text);
      if (sections.length > 0) {
        open.push({
          level: block.level,
          sections,
          words: 0,
          commandOrLink: false,
          promise: false,
        });
      }
    } else {
      const calling = block.words > 0 ? escalationWords(block.text) : 0;
      if (calling > 0) {
        found.add('escalation');
      }
      const words = Math.max(0, block.words - calling);
      for (const section of open) {
        section.words += words;
        section.promise ||= block.promise;
        section.commandOrLink ||=
          block.commandOrLink && (calling === 0 || words >= minSectionWords);
      }
    }
  }
  close(open);
  return [...found].sort();
}

/**
 * Takes a Markdown document apart. Of a long one only the first 262,144 characters are read, and an
 * issue says so.
 *
 * @param now - the time of the run, against dates in the future
 */
export function openDocument(text: string, now: Date): OpenedDocument {
  const { frontMatter, body } = FrontMatter.read(text, now);
  const markdown = body.slice(0, maxCharacters);
  const tooLong = {
    message: `The document is very long: only its first ${maxCharacters.toLocaleString(
      'en',
    )} characters were read.`,
    line: 1,
    column: 1,
  };
  return {
    frontMatter,
    markdown,
    blocks: markdownBlocks(markdown),
    issues: () => [
      ...frontMatter.issues,
      ...(body.length > maxCharacters ? [tooLong] : []),
    ],
  };
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
  const opened = openDocument(text, options.now);
  const { frontMatter, markdown, blocks } = opened;
  const headings = blocks
    .filter(block => block.level > 0 && block.level < boldLevel)
    .slice(0, maxHeadings)
    .map(block => plainText(block.text, maxHeadingLength).toLowerCase());
  const content: DocumentContent = {
    words: countedWords(blocks),
    headings,
    sections: sectionsOf(blocks),
    hasCommandOrLink: blocks.some(block => block.commandOrLink),
    reviewedAt: frontMatter.date(reviewedKeys, 'review'),
    reviewedBy: frontMatter.refs(reviewedByKeys),
    usedAt: frontMatter.date(usedKeys, 'use'),
    dependenciesNamed: dependenciesNamed(markdown, options.dependencies),
  };
  return {
    content,
    links: [...new Set(blocks.flatMap(block => block.links))].slice(
      0,
      maxLinks,
    ),
    issues: opened.issues(),
    nextDay: frontMatter.nextDay,
  };
}
