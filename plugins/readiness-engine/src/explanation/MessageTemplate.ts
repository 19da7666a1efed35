/**
 * Texts with values in them: `{{ facts.repository.runbook.path }}`.
 *
 * Between the braces stands a path or any other CEL expression over the
 * variables of checks, compiled when the document is read. A value that is
 * missing is written as "nothing"; where `? :` chooses an empty text, nothing at
 * all is written, and no second space.
 */
import { parse } from '@marcbachmann/cel-js';
import {
  CelClock,
  CelCompileError,
  CelEngine,
  CelExpression,
  CelFailure,
  CelNamespace,
  CelProblem,
} from '../cel/CelEngine';
import { nothing, renderValue } from './renderValue';

const placeholderPattern = /\{\{([\s\S]*?)\}\}/g;
const maxPlaceholders = 20;

/** An expression; `chooses`: it decides by `? :` what is written. */
interface Value {
  expression: CelExpression;
  chooses: boolean;
}

type Part = string | Value;

function compileValue(
  engine: CelEngine,
  source: string,
  check: (source: string) => readonly CelProblem[],
): { value: Value } | { problem: CelProblem } {
  const [problem] = check(source);
  if (problem) {
    return { problem };
  }
  try {
    const expression = engine.compile(source, 'dyn');
    return { value: { expression, chooses: parse(source).ast.op === '?:' } };
  } catch (error) {
    if (!(error instanceof CelCompileError)) {
      throw error;
    }
    return { problem: error.problem };
  }
}

/** A compiled text. Immutable. */
export class MessageTemplate {
  readonly #engine: CelEngine;
  readonly #parts: readonly Part[];

  private constructor(engine: CelEngine, parts: readonly Part[]) {
    this.#engine = engine;
    this.#parts = parts;
  }

  /**
   * @param check - what else is wrong with the expression of a value
   * @returns the template, or what is wrong with it; offsets are those in the text
   */
  static compile(
    engine: CelEngine,
    text: string,
    check: (source: string) => readonly CelProblem[] = () => [],
  ): { template: MessageTemplate } | { problem: CelProblem } {
    const parts: Part[] = [];
    let end = 0;
    for (const match of text.matchAll(placeholderPattern)) {
      const start = match.index + 2;
      if (parts.length >= maxPlaceholders * 2) {
        const message = `a text holds at most ${maxPlaceholders} values`;
        return { problem: { kind: 'limit', message, start, end: start } };
      }
      const source = match[1];
      const lead = source.length - source.trimStart().length;
      parts.push(text.slice(end, match.index));
      const compiled = compileValue(engine, source.trim(), check);
      if ('problem' in compiled) {
        const { problem } = compiled;
        return {
          problem: {
            ...problem,
            start: problem.start + start + lead,
            end: problem.end + start + lead,
          },
        };
      }
      parts.push(compiled.value);
      end = match.index + match[0].length;
    }
    const rest = text.slice(end);
    const open = rest.indexOf('{{');
    if (open >= 0) {
      const start = end + open;
      const message = 'a value that begins with {{ ends with }}';
      return { problem: { kind: 'syntax', message, start, end: start + 2 } };
    }
    parts.push(rest);
    return { template: new MessageTemplate(engine, parts) };
  }

  /** The expressions of its values. */
  get expressions(): CelExpression[] {
    return this.#parts.flatMap(part =>
      typeof part === 'string' ? [] : [part.expression],
    );
  }

  /** Root variables that its values read. */
  get reads(): string[] {
    return this.#parts.flatMap(part =>
      typeof part === 'string' ? [] : [...part.expression.reads],
    );
  }

  /** The names below a variable that its values read. */
  members(of: CelNamespace): string[] {
    return this.#parts.flatMap(part =>
      typeof part === 'string' ? [] : [...part.expression.members[of]],
    );
  }

  /**
   * Never throws.
   *
   * @param write - how a value is written into the text; default: into a plain one
   * @returns the text, and whether each of its values was there
   */
  render(
    variables: Readonly<Record<string, unknown>>,
    clock: CelClock,
    write: (value: unknown) => string = renderValue,
  ): { text: string; complete: boolean } {
    let complete = true;
    let text = '';
    let isLeftOut = false;
    for (const part of this.#parts) {
      if (part === '') {
        continue;
      }
      if (typeof part === 'string') {
        const isSpaced = text === '' || /\s$/.test(text);
        text += isLeftOut && isSpaced ? part.replace(/^\s/, '') : part;
        isLeftOut = false;
        continue;
      }
      const value = this.#engine.run(part.expression, variables, clock);
      if (part.chooses && value === '') {
        isLeftOut = true;
        continue;
      }
      const rendered = write(value);
      complete &&= !(value instanceof CelFailure) && rendered !== nothing;
      text += rendered;
      isLeftOut = false;
    }
    return { text: isLeftOut ? text.trimEnd() : text, complete };
  }
}
