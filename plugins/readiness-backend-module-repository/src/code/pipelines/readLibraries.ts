import { plainRef } from '../sources/sourceAddress';
import { SharedTemplate, splitRef, template } from './SharedTemplate';

/**
 * Finds the shared libraries of a Jenkinsfile: `@Library('name@ref') _`, `library 'name@ref'`, and
 * `libraries { lib('name@ref') }`.
 *
 * A Jenkinsfile is a program in Groovy. It is cut into words, texts and signs and never run; comments and
 * texts are told apart from the rest, nothing more. The time grows with the text alone.
 */

interface Token {
  kind: 'word' | 'text' | 'sign';
  value: string;
}

const quotes = ["'''", '"""', "'", '"'];

/** Where a text in quotes ends: the place behind its last quote, or the end of the file. */
function endOfText(source: string, from: number, quote: string): number {
  let at = from;
  while (at < source.length && !source.startsWith(quote, at)) {
    if (quote.length === 1 && source[at] === '\n') {
      return at;
    }
    at += source[at] === '\\' ? 2 : 1;
  }
  return Math.min(at + quote.length, source.length);
}

function tokensOf(source: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < source.length) {
    const start = at;
    const quote = quotes.find(it => source.startsWith(it, start));
    if (source.startsWith('//', at)) {
      const end = source.indexOf('\n', at);
      at = end < 0 ? source.length : end;
    } else if (source.startsWith('/*', at)) {
      const end = source.indexOf('*/', at + 2);
      at = end < 0 ? source.length : end + 2;
    } else if (quote) {
      at = endOfText(source, at + quote.length, quote);
      tokens.push({
        kind: 'text',
        value: source.slice(start + quote.length, at - quote.length),
      });
    } else if (/\w/.test(source[at])) {
      while (at < source.length && /\w/.test(source[at])) {
        at++;
      }
      tokens.push({ kind: 'word', value: source.slice(start, at) });
    } else {
      if (!/\s/.test(source[at])) {
        tokens.push({ kind: 'sign', value: source[at] });
      }
      at++;
    }
  }
  return tokens;
}

/** The texts of an argument: one, or a list of them, with or without brackets and a name. */
function argumentsAt(tokens: readonly Token[], from: number): string[] {
  const texts: string[] = [];
  for (let at = from; at < tokens.length && at < from + 100; at++) {
    const { kind, value } = tokens[at];
    if (kind === 'text') {
      texts.push(value);
      // One text is all, unless a list goes on.
      if (tokens[at + 1]?.value !== ',' || tokens[at + 2]?.kind !== 'text') {
        break;
      }
    } else if (
      !(kind === 'sign' && '([,:='.includes(value)) &&
      !(kind === 'word' && /^(?:identifier|value)$/.test(value))
    ) {
      break;
    }
  }
  return texts;
}

/**
 * @param source - of a Jenkinsfile
 * @returns its libraries; those of the server, which every pipeline has, are not named in it
 */
export function readLibraries(source: string): SharedTemplate[] {
  const tokens = tokensOf(source);
  const found: SharedTemplate[] = [];
  let inLibraries = false;
  tokens.forEach(({ kind, value }, index) => {
    const before = tokens[index - 1]?.value;
    const names =
      (value === 'Library' && before === '@') ||
      (value === 'library' && before !== '.') ||
      (value === 'lib' && inLibraries);
    if (kind !== 'word') {
      inLibraries &&= value !== '}';
    } else if (value === 'libraries' && tokens[index + 1]?.value === '{') {
      inLibraries = true;
    } else if (names) {
      for (const text of argumentsAt(tokens, index + 1)) {
        const [name, ref] = splitRef(text);
        found.push(
          ...template([name], undefined).map(it => ({
            ...it,
            ref: plainRef(ref),
          })),
        );
      }
    }
  });
  return found;
}
