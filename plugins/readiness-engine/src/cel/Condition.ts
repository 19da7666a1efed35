/**
 * A condition, taken apart at its `&&`, `||`, `!` and `? :` so that it is known
 * which part of it decided.
 *
 * The parts are compiled and run on their own, joined here by CEL's own rules:
 * an error on one side of `||` is absorbed by true on the other, and by false
 * for `&&`. The answer is that of the undivided expression; a test compares the
 * two over generated facts.
 */
import { ASTNode, parse, serialize } from '@marcbachmann/cel-js';
import { flipsAtMidnight } from './BusinessClock';
import { CelClock, CelEngine, CelExpression, CelFailure } from './CelEngine';
import { CelNode, childrenOf } from './celNodes';

/** A part of a condition. */
export type ConditionPart = {
  /** Source text. */
  text: string;
  /** Number of its first leaf in source order, from 0. */
  branch: number;
} & (
  | { kind: 'leaf'; expression: CelExpression }
  | { kind: 'all' | 'any'; parts: ConditionPart[] }
  | { kind: 'not'; part: ConditionPart }
  | {
      kind: 'choice';
      test: ConditionPart;
      yes: ConditionPart;
      no: ConditionPart;
    }
);

/** What a condition answers, and the smallest part that decides it. */
export interface ConditionAnswer {
  /** A failure where neither true nor false can be said. */
  value: boolean | CelFailure;
  deciding: ConditionPart;
}

/** A part that is not divided any further. */
export type ConditionLeaf = ConditionPart & { kind: 'leaf' };

/** Told of each leaf that was run, with its answer. */
export type OnLeaf = (leaf: ConditionLeaf, value: boolean | CelFailure) => void;

/** Runs a leaf. */
type RunLeaf = (leaf: ConditionLeaf) => boolean | CelFailure;

/** A tree without its positions. */
function toShape(node: CelNode): unknown[] {
  const literals = (Array.isArray(node.args) ? node.args : [node.args])
    .filter(part => typeof part !== 'object' || part === null)
    .map(part => `${typeof part} ${String(part)}`);
  return [node.op, literals, ...childrenOf(node).map(toShape)];
}

function isSame(a: CelNode, b: CelNode): boolean {
  return JSON.stringify(toShape(a)) === JSON.stringify(toShape(b));
}

/** The text of a part; null where writing it out would change what it says. */
function toText(node: CelNode): string | null {
  const text = serialize(node as unknown as ASTNode);
  return isSame(parse(text).ast as unknown as CelNode, node) ? text : null;
}

class ConditionParser {
  #leaves = 0;

  constructor(readonly engine: CelEngine) {}

  read(node: CelNode): ConditionPart {
    const branch = this.#leaves;
    switch (node.op) {
      case '&&':
      case '||': {
        const parts = this.#flatten(node, node.op);
        const kind = node.op === '&&' ? 'all' : 'any';
        return { kind, parts, branch, text: this.#text(node) };
      }
      case '!_': {
        const part = this.read(node.args as CelNode);
        return { kind: 'not', part, branch, text: this.#text(node) };
      }
      case '?:': {
        const [test, yes, no] = node.args as CelNode[];
        return {
          kind: 'choice',
          test: this.read(test),
          yes: this.read(yes),
          no: this.read(no),
          branch,
          text: this.#text(node),
        };
      }
      default: {
        const text = this.#text(node);
        this.#leaves += 1;
        const expression = this.engine.compile(text, 'bool');
        return { kind: 'leaf', expression, branch, text };
      }
    }
  }

  #flatten(node: CelNode, op: string): ConditionPart[] {
    return (node.args as CelNode[]).flatMap(child =>
      child.op === op ? this.#flatten(child, op) : [this.read(child)],
    );
  }

  #text(node: CelNode): string {
    const text = toText(node);
    if (text === null) {
      throw new Error('the part cannot be written out on its own');
    }
    return text;
  }
}

function readParts(engine: CelEngine, source: string): ConditionPart {
  try {
    return new ConditionParser(engine).read(
      parse(source).ast as unknown as CelNode,
    );
  } catch {
    // A part that cannot stand alone: the condition is then one whole part.
    const expression = engine.compile(source, 'bool');
    return { kind: 'leaf', expression, branch: 0, text: source };
  }
}

function isConstant(part: ConditionPart): boolean {
  return part.kind === 'leaf' && part.expression.reads.size === 0;
}

function answerSequence(
  part: ConditionPart & { kind: 'all' | 'any' },
  run: RunLeaf,
): ConditionAnswer {
  const stops = part.kind === 'any';
  let failed: ConditionAnswer | undefined;
  for (const child of part.parts) {
    const answer = answerPart(child, run);
    if (answer.value === stops) {
      return answer;
    }
    if (answer.value instanceof CelFailure) {
      failed ??= answer;
    }
  }
  return failed ?? { value: !stops, deciding: part };
}

function answerPart(part: ConditionPart, run: RunLeaf): ConditionAnswer {
  switch (part.kind) {
    case 'leaf':
      return { value: run(part), deciding: part };
    case 'not': {
      const { value, deciding } = answerPart(part.part, run);
      return { value: value instanceof CelFailure ? value : !value, deciding };
    }
    case 'choice': {
      const test = answerPart(part.test, run);
      if (test.value instanceof CelFailure) {
        return test;
      }
      const chosen = test.value ? part.yes : part.no;
      const answer = answerPart(chosen, run);
      return isConstant(chosen)
        ? { ...answer, deciding: test.deciding }
        : answer;
    }
    default:
      return answerSequence(part, run);
  }
}

/** A compiled condition. Immutable. */
export class Condition {
  readonly #engine: CelEngine;
  readonly #root: ConditionPart;

  private constructor(
    engine: CelEngine,
    /** The undivided expression. */
    readonly whole: CelExpression,
    root: ConditionPart,
  ) {
    this.#engine = engine;
    this.#root = root;
  }

  /** @throws CelCompileError with the place in the whole source */
  static compile(engine: CelEngine, source: string): Condition {
    const whole = engine.compile(source, 'bool');
    return new Condition(engine, whole, readParts(engine, source));
  }

  /**
   * Never throws.
   *
   * @param clock - told when the answer can flip, for the parts that were run
   * @param onLeaf - told of each leaf that was run
   */
  answer(
    variables: Readonly<Record<string, unknown>>,
    clock: CelClock,
    onLeaf?: OnLeaf,
  ): ConditionAnswer {
    return answerPart(this.#root, leaf => {
      const { expression } = leaf;
      if (expression.clock === 'daily') {
        flipsAtMidnight(clock);
      }
      const value = this.#engine.run(expression, variables, clock) as
        | boolean
        | CelFailure;
      onLeaf?.(leaf, value);
      return value;
    });
  }

  /** The whole of it, taken apart. */
  get root(): ConditionPart {
    return this.#root;
  }

  /** Its leaves in source order. */
  get leaves(): ConditionLeaf[] {
    return leafPartsOf(this.#root);
  }
}

function leafPartsOf(part: ConditionPart): ConditionLeaf[] {
  switch (part.kind) {
    case 'leaf':
      return [part];
    case 'not':
      return leafPartsOf(part.part);
    case 'choice':
      return [part.test, part.yes, part.no].flatMap(leafPartsOf);
    default:
      return part.parts.flatMap(leafPartsOf);
  }
}
