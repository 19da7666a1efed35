import {
  maxReviewDecision,
  ReviewDraft,
  ReviewDraftLens,
  ReviewLensWords,
  ReviewFollowUp,
} from './ReviewDraft';

// The headings by which a review is read: in English, whatever language it is written in.
const lensTitles: Readonly<Record<ReviewDraftLens, string>> = {
  reliability: 'Reliability',
  security: 'Security',
  governance: 'Governance',
  cost: 'Cost',
};

/**
 * Where the file of a review belongs, relative to the directory of the entity.
 *
 * @param date - ISO date of the review
 * @public
 */
export function reviewPath(date: string): string {
  return `docs/reviews/${date}.md`;
}

/**
 * Writes the file of a readiness review, in the form in which reviews are read: date, reviewers and decision in the
 * front matter, a section for each lens, and the follow-ups as a table.
 *
 * What people wrote stays text: no heading, code, HTML or table within it can become a part of the document, so that a
 * lens is read where something was written for it, and nowhere else.
 *
 * @public
 */
export function writeReview(draft: ReviewDraft): string {
  const lenses = Object.keys(lensTitles) as ReviewDraftLens[];
  const blocks = [
    frontMatter(draft),
    `# Readiness review of ${oneLine(draft.title) || 'a service'}`,
    ...lenses.flatMap(lens => lensBlocks(lens, draft.lenses[lens])),
    ...followUpBlocks(draft.followUps),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function frontMatter({ date, reviewers, decision }: ReviewDraft): string {
  const people = reviewers.map(ref => JSON.stringify(plain(ref))).join(', ');
  return [
    '---',
    `date: ${JSON.stringify(plain(date))}`,
    `reviewers: [${people}]`,
    `decision: ${JSON.stringify(cut(plain(decision), maxReviewDecision))}`,
    '---',
  ].join('\n');
}

function lensBlocks(lens: ReviewDraftLens, words: ReviewLensWords): string[] {
  const found = paragraphs(words.found);
  const traded = paragraphs(words.tradeOffs);
  if (!found && !traded) {
    return [];
  }
  return [
    `## ${lensTitles[lens]}`,
    ...(found ? [found] : []),
    ...(traded ? ['### Trade-offs', traded] : []),
  ];
}

function followUpBlocks(followUps: readonly ReviewFollowUp[]): string[] {
  if (followUps.length === 0) {
    return [];
  }
  const row = (...cells: string[]) => `| ${cells.join(' | ')} |`;
  return [
    '## Follow-ups',
    [
      row('Follow-up', 'Owner', 'Due'),
      row('---', '---', '---'),
      ...followUps.map(({ text, owner, due }) =>
        row(oneLine(text), oneLine(owner), oneLine(due)),
      ),
    ].join('\n'),
  ];
}

/** Without what cannot be seen or turns the direction of what stands after it; lines are kept. */
function visible(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[\p{Cs}\p{Bidi_Control}\u200B\u2060\uFEFF]/gu, '')
    .replace(/[^\S\n]|(?!\n)[\p{Cc}\p{Zl}\p{Zp}]/gu, ' ');
}

/** Text of one line. */
function plain(text: string): string {
  return visible(text).replace(/\s+/g, ' ').trim();
}

function cut(text: string, length: number): string {
  return text
    .slice(0, length)
    .replace(/[\uD800-\uDBFF]$/, '')
    .trim();
}

/** One line within Markdown. */
function oneLine(text: string): string {
  return escaped(plain(text));
}

/** Lines within Markdown: lists stay lists, all else is text. */
function paragraphs(text: string): string {
  return visible(text)
    .split('\n')
    .map(line => listedLine(line.trim()))
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

const listMarker = /^(?:[-*+•]|(\d{1,9})[.)])\s+(?=\S)/;

function listedLine(line: string): string {
  const [marker = '', number] = listMarker.exec(line) ?? [];
  const bullet = number ? `${number}. ` : '- ';
  return (marker ? bullet : '') + escaped(line.slice(marker.length));
}

/** A line in which nothing is Markdown any more. */
function escaped(line: string): string {
  return (
    line
      .replace(/[\\`*<[\]~|]/g, '\\$&')
      // Within a word an underscore is only itself.
      .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
      .replace(/&(?=#?\w{1,40};)/g, '\\&')
      // At the beginning: headings, quotes, lines below headings, rules and lists.
      .replace(/^[#>=+:-]/, '\\$&')
      .replace(/^(\d{1,9})([.)])(?=\s|$)/, '$1\\$2')
      // At the end of a title they would belong to the heading.
      .replace(/#$/, '\\#')
  );
}
