/**
 * Colours that only we can make. Texts come from documents and entities of
 * others, which may hold the same codes: to hide a line, or to paint a failure
 * green. So our own codes carry a mark that nobody else knows, and `safeText`
 * lets no others through.
 */
import { randomUUID } from 'node:crypto';
import pc from 'picocolors';

const names = ['bold', 'dim', 'red', 'green', 'yellow'] as const;

/** Puts colours around texts, or leaves them as they are. */
export type Colors = Readonly<
  Record<(typeof names)[number], (text: string) => string>
>;

const mark = `\u001b${randomUUID()}`;
const marked = new RegExp(`${mark}(\\[[0-9;]*m)`, 'g');

/** @param enabled - false: texts stay as they are */
export function createColors(enabled: boolean): Colors {
  const real = pc.createColors(enabled);
  const entries = names.map(name => {
    const [open, close] = real[name]('|').replaceAll('\u001b', mark).split('|');
    return [name, (text: string) => `${open}${text}${close}`] as const;
  });
  return Object.fromEntries(entries) as Colors;
}

/** A text without the colours that we gave it. */
export function withoutColors(text: string): string {
  return text.replace(marked, '');
}

// C0 and C1 but for tabs and line ends, and what changes the direction of reading.
const controls =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** What a CI system takes for a command to itself, wherever in its log it stands. */
const commands = /^(\s*:)(?=:)|##(?=\[)/gm;

/**
 * A text without anything that would control a terminal or the CI system that
 * reads its output, our own colours aside.
 */
export function safeText(text: string): string {
  return text
    .split(marked)
    .map((part, i) =>
      i % 2 === 1 ? `\u001b${part}` : part.replace(controls, ''),
    )
    .join('')
    .replace(commands, found => `${found}\u200b`);
}
