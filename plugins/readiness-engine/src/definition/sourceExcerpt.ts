/** Characters of a line that are shown. */
const maxWidth = 120;
/** Characters that are shown before the place in a longer line. */
const lead = 50;
/** Control characters, and those that change the direction in which text is read. */
const unreadable =
  /[\p{Cc}\p{Zl}\p{Zp}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** A part of a text that stands in one line. */
export interface LinePart {
  /** Offset at which the line begins. */
  lineStart: number;
  /** Offset at which it ends. */
  lineEnd: number;
  /** Offset of the first character of the part. */
  start: number;
  /** Offset after the last one; where it is in a later line, the rest of the line is meant. */
  end: number;
}

/**
 * A line of a text, with carets below a part of it.
 *
 * @returns two lines; of a long line 120 characters around the part, with `…`
 *   where it is cut
 */
export function sourceExcerpt(text: string, part: LinePart): string {
  const { lineStart, lineEnd } = part;
  const start = Math.min(Math.max(part.start, lineStart), lineEnd);
  const from =
    lineEnd - lineStart <= maxWidth
      ? lineStart
      : Math.max(lineStart, Math.min(start - lead, lineEnd - maxWidth));
  const to = Math.min(lineEnd, from + maxWidth);
  const before = from > lineStart ? '…' : '';
  const after = to < lineEnd ? '…' : '';
  const line = text.slice(from, to).replace(unreadable, ' ').trimEnd();
  const length = Math.max(1, Math.min(part.end, to) - start);
  const indent = ' '.repeat(before.length + start - from);
  return `${before}${line}${after}\n${indent}${'^'.repeat(length)}`;
}
