/**
 * The address of a request: literal text with values, `/api/projects/{{ entity.metadata.name }}`.
 *
 * Guarantees: whatever the values are, the address that comes out has the scheme, host and
 * port of the base and the path segments of the template. Each value is percent-encoded, so that
 * `/`, `?`, `#`, `@` and `\` in it are data. What would still be read otherwise by whoever
 * gets it (an empty segment, `.` and `..`) is refused.
 */
import {
  CelCompileError,
  CelEngine,
  CelExpression,
  CelFailure,
  CelProblem,
} from '../cel/CelEngine';
import { toUrlText } from './recipeValues';

const placeholderPattern = /\{\{([\s\S]*?)\}\}/g;
const maxValues = 20;
const maxUrlLength = 4_000;
/** The characters of an address (RFC 3986), without the fragment. */
const literalPattern =
  /^(?:[A-Za-z0-9\-._~:/?[\]@!$&'()*+,;=]|%[0-9A-Fa-f]{2})*$/;

type Part = string | { expression: CelExpression; start: number };

/** What became of a template. */
export type RenderedUrl =
  | { url: string }
  | {
      problem: string;
      /** Into the text of the template. */
      offset: number;
    };

/** Does an address keep the path that was written? `..` and backslashes would change it. */
function keepsPath(base: URL, rendered: string): boolean {
  try {
    const url = new URL(base.origin + rendered);
    return (
      url.origin === base.origin &&
      url.pathname === rendered.split('?')[0] &&
      url.hash === '' &&
      url.username === ''
    );
  } catch {
    return false;
  }
}

/** A compiled address. Immutable. */
export class UrlTemplate {
  readonly #engine: CelEngine;
  readonly #parts: readonly Part[];
  /** `https://host` in the document itself; null where the configuration names the host. */
  readonly origin: string | null;

  private constructor(
    engine: CelEngine,
    parts: readonly Part[],
    origin: string | null,
  ) {
    this.#engine = engine;
    this.#parts = parts;
    this.origin = origin;
  }

  /**
   * @param text - begins with a host or with one `/`, as the schema of documents has it
   * @param check - what is wrong with the expression of a value
   * @returns the template, or what is wrong with it; offsets are those in the text
   */
  static compile(
    engine: CelEngine,
    text: string,
    check: (source: string) => readonly CelProblem[],
  ): { template: UrlTemplate; reads: string[] } | { problem: CelProblem } {
    const parts: Part[] = [];
    const reads: string[] = [];
    const problemAt = (message: string, start: number, end = start + 1) => ({
      problem: { kind: 'syntax' as const, message, start, end },
    });
    const origin = /^https?:\/\/[^/]*/.exec(text)?.[0] ?? null;
    let end = origin?.length ?? 0;
    const addLiteral = (until: number) => {
      const literal = text.slice(end, until);
      // Behind a host nothing may follow at all.
      parts.push(parts.length === 0 && literal === '' ? '/' : literal);
      const wrong = [...literal].findIndex(
        (_, at) => !literalPattern.test(literal.slice(0, at + 1)),
      );
      return literalPattern.test(literal) ? null : end + Math.max(wrong, 0);
    };
    const wrongCharacter =
      'an address holds no such character here: write it percent-encoded, and no fragment';
    for (const match of text.matchAll(placeholderPattern)) {
      const start = match.index + 2;
      if (reads.length > 0 && parts.length >= maxValues * 2) {
        return problemAt(`an address holds at most ${maxValues} values`, start);
      }
      const wrong = addLiteral(match.index);
      if (wrong !== null) {
        return problemAt(wrongCharacter, wrong);
      }
      const source = match[1].trim();
      const lead = match[1].length - match[1].trimStart().length;
      const [found] = check(source);
      try {
        if (found) {
          throw new CelCompileError(found);
        }
        const expression = engine.compile(source, 'dyn');
        parts.push({ expression, start: start + lead });
        reads.push(...expression.reads);
      } catch (error) {
        if (!(error instanceof CelCompileError)) {
          throw error;
        }
        const { problem } = error;
        return {
          problem: {
            ...problem,
            start: problem.start + start + lead,
            end: problem.end + start + lead,
          },
        };
      }
      end = match.index + match[0].length;
    }
    const open = text.indexOf('{{', end);
    if (open >= 0) {
      return problemAt('a value that begins with {{ ends with }}', open);
    }
    const wrong = addLiteral(text.length);
    if (wrong !== null) {
      return problemAt(wrongCharacter, wrong);
    }
    const template = new UrlTemplate(engine, parts, origin);
    const sample = parts
      .map(part => (typeof part === 'string' ? part : 'x'))
      .join('');
    return keepsPath(new URL('https://host.invalid'), sample)
      ? { template, reads }
      : problemAt('the path of an address holds no . or .. between /', 0);
  }

  /**
   * Never throws.
   *
   * @param base - what stands before the path where the template has no host, without a `/` at its end
   */
  render(
    variables: Readonly<Record<string, unknown>>,
    base: string,
  ): RenderedUrl {
    let path = '';
    for (const part of this.#parts) {
      if (typeof part === 'string') {
        path += part;
        continue;
      }
      const value = this.#engine.run(part.expression, variables);
      const { source } = part.expression;
      if (value instanceof CelFailure) {
        return {
          problem: `{{ ${source} }}: ${value.message}`,
          offset: part.start + (value.position ?? 0),
        };
      }
      const encoded = encode(toUrlText(value));
      if (encoded === null) {
        return {
          problem: `{{ ${source} }} has no value that can stand in an address: it is empty, or no text, number or time`,
          offset: part.start,
        };
      }
      path += encoded;
    }
    const whole = new URL(this.origin ?? base);
    const prefix =
      this.origin === null ? whole.pathname.replace(/\/$/, '') : '';
    const rendered = prefix + path;
    if (rendered.length > maxUrlLength || !keepsPath(whole, rendered)) {
      return {
        problem:
          rendered.length > maxUrlLength
            ? `the address has more than ${maxUrlLength} characters`
            : 'a value makes another path of the address: . and .. are no names',
        offset: 0,
      };
    }
    return { url: whole.origin + rendered };
  }
}

/** Percent-encodes a text; null for what has no encoding, e.g. half a surrogate pair. */
function encode(text: string | null): string | null {
  try {
    return text === null ? null : encodeURIComponent(text);
  } catch {
    return null;
  }
}
