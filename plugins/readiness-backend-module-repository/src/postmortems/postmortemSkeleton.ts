import { Block, isSkeletonLine, normalizeText } from '../documents';
import { countWords } from '../documents/countWords';

/**
 * What stands in forms for postmortems and says nothing of an incident: lines that prompt the writer, slots, and
 * labels without a value. They are no words of a postmortem, and a part that holds nothing else is not there.
 */

/**
 * Lines of well-known forms, normalised.
 *
 * @public
 */
export const postmortemSkeletonLines: readonly string[] = [
  'all times in utc',
  'all times in pacific time',
  'copy these from incident io pre meeting',
  'event description',
  'incident title',
  'post mortem',
  'postmortem',
  'postmortem template',
  'short event description',
  'someone fromtheteam use initials',
  'title incident',
  'title of the incident',
  'to be done in the meeting',
  'to be done pre meeting',
];

const known = new Set(postmortemSkeletonLines);
const maxLine = 400;

/** Values that stand for one that is missing: `XXX`, `n/a`, `TBD`, `?`, `HH:mm`, `YYYY-MM-DD`. */
const placeholder =
  /^(?:x{2,}|y{2,}|z{2,}|n\/?a|tb[adc]|todo|\?+|[-–—.…_]+|none|nobody|unknown|unassigned|(?:20xx|y{4}|d{2})[-/.](?:m{2}|xx)[-/.](?:d{2}|y{2,4}|xx)(?:[ t]h{2}:m{2})?|h{2}:m{2}|<[^<>]*>|\[[^[\]]*\]|\{+[^{}]*\}+)$/i;

/** Is it nothing, or a value that stands for a missing one? */
export function isPlaceholder(value: string): boolean {
  const text = value.slice(0, maxLine).trim();
  return text === '' || placeholder.test(text) || isSkeletonLine(text);
}

const template = /^(?:sample )?template (?:from|for|based on)\b/i;
const asksReader =
  /^(?:did|do|does|was|were|is|are|what|who|whom|how|when|which|where|why|could|can|have|has)\b.*\?$/i;
const prompts =
  /^(?:please )?(?:briefly )?(?:describe|explain|summari[sz]e|outline|list|give|provide|include|state|enter|insert|copy|fill in|write)\b/i;
const label = /^\W*(\p{L}[\p{L}\p{M}()' /-]{1,40}):\s*(.*)$/u;

/**
 * Is a line part of a form?
 *
 * @param line - plain text without Markdown
 */
export function isPostmortemSkeleton(line: string): boolean {
  const text = line.trim().slice(0, maxLine + 1);
  if (text.length > maxLine) {
    return false;
  }
  const [, , value] = label.exec(text) ?? [];
  return (
    isSkeletonLine(text) ||
    known.has(normalizeText(text)) ||
    template.test(text) ||
    (asksReader.test(text) && /\byour?\b/i.test(text)) ||
    (value !== undefined && isPlaceholder(value))
  );
}

/**
 * Does a line prompt the writer, where an answer is expected? A question alone, or an instruction. In a list of things
 * to do it may be one of them, so that this is asked of other parts only.
 */
export function isPrompt(line: string): boolean {
  const text = line.trim().slice(0, maxLine + 1);
  return (
    isPostmortemSkeleton(text) ||
    (text.length <= maxLine && (asksReader.test(text) || prompts.test(text)))
  );
}

/** Blocks whose words are those of the postmortem itself. */
export function withOwnWords(blocks: readonly Block[]): Block[] {
  return blocks.map(block => ({
    ...block,
    words: wordsOutside(block.text, isPostmortemSkeleton),
  }));
}

/** Words of a text outside of the lines that a rule leaves out. */
export function wordsOutside(
  text: string,
  isLeftOut: (line: string) => boolean,
): number {
  return text
    .split('\n')
    .filter(line => !isLeftOut(line))
    .reduce((sum, line) => sum + countWords(line), 0);
}
