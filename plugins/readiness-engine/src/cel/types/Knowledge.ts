/**
 * What is known of the values of expressions at one point of a condition.
 *
 * CEL has no side effects, so that an expression has one value wherever it
 * stands; it is named by its key, its shape with the variables told apart. A
 * comparison, `has()` or `in` narrows the types of what it looks at, one way
 * where it is true and another where it is false. Where one of several things
 * holds (`a || b`), they are kept as a choice; once all but one of them
 * contradict what else is known, that one holds.
 */
import { CelType, unionOf } from './CelType';

/** The name of an expression. */
export interface ExpressionName {
  key: string;
  /** The variable that it selects from, where it is a path. */
  root: string | null;
  /** Properties on the way from there. */
  steps: readonly string[];
}

/** What is known of one expression. */
export interface Narrowing {
  readonly name: ExpressionName;
  /** Its type without this knowledge. */
  readonly before: CelType;
  narrow(type: CelType): CelType;
}

/** @see Knowledge.ts */
export interface Knowledge {
  readonly narrowings: ReadonlyMap<string, Narrowing>;
  /** Of each of these lists, one entry holds at least. */
  readonly choices: ReadonlyArray<readonly Knowledge[]>;
}

/** Choices that are kept; more than that are forgotten, which is safe. */
const maxChoices = 20;

export const nothingKnown: Knowledge = { narrowings: new Map(), choices: [] };

/**
 * A narrowing that is worked out once for a type that it is asked about again and
 * again. What is known after `a && b` is made of what is known after `a` twice,
 * and so on for everything that stands around it: without this, each pair of
 * brackets would double the work.
 */
function remembered(
  narrow: (type: CelType) => CelType,
): (type: CelType) => CelType {
  let found: WeakMap<CelType, CelType> | undefined;
  let last: CelType | undefined;
  let narrower: CelType = [];
  return type => {
    if (type === last) {
      return narrower;
    }
    const known = found?.get(type);
    narrower = known ?? narrow(type);
    if (last && !known) {
      // Few are asked about more than one type.
      found ??= new WeakMap();
      found.set(type, narrower);
    }
    last = type;
    return narrower;
  };
}

/** That an expression has a value that is left by a narrowing. */
export function narrowed(
  name: ExpressionName,
  before: CelType,
  narrow: (type: CelType) => CelType,
): Knowledge | null {
  return narrow(before).length === 0 && before.length > 0
    ? null
    : {
        narrowings: new Map([
          [name.key, { name, before, narrow: remembered(narrow) }],
        ]),
        choices: [],
      };
}

/**
 * Both hold. Null stands for what cannot be, here and in all that follows.
 */
export function both(
  a: Knowledge | null,
  b: Knowledge | null,
): Knowledge | null {
  if (!a || !b) {
    return null;
  }
  if (a.narrowings.size === 0 && a.choices.length === 0) {
    return b;
  }
  const narrowings = new Map(a.narrowings);
  for (const [key, next] of b.narrowings) {
    const first = narrowings.get(key);
    narrowings.set(
      key,
      first
        ? {
            ...first,
            narrow: remembered(type => next.narrow(first.narrow(type))),
          }
        : next,
    );
  }
  return {
    narrowings,
    choices: [...a.choices, ...b.choices].slice(-maxChoices),
  };
}

/** One of both holds at least. */
export function either(
  a: Knowledge | null,
  b: Knowledge | null,
): Knowledge | null {
  if (!a || !b) {
    return a ?? b;
  }
  const narrowings = new Map<string, Narrowing>();
  for (const [key, left] of a.narrowings) {
    const right = b.narrowings.get(key);
    if (right) {
      narrowings.set(key, {
        ...left,
        narrow: remembered(type => {
          const [one, other] = [left.narrow(type), right.narrow(type)];
          return one === other ? one : unionOf(one, other);
        }),
      });
    }
  }
  return { narrowings, choices: [[a, b]] };
}

/** The type of an expression with what is known of it. */
export function narrowType(
  known: Knowledge,
  name: ExpressionName,
  type: CelType,
): CelType {
  return known.narrowings.get(name.key)?.narrow(type) ?? type;
}

function contradicts(known: Knowledge, other: Knowledge): boolean {
  for (const { name, before, narrow } of other.narrowings.values()) {
    const now = narrowType(known, name, before);
    if (now.length > 0 && narrow(now).length === 0) {
      return true;
    }
  }
  return false;
}

/**
 * Adds to what is known, and draws the conclusions.
 *
 * @returns null where both cannot be
 */
export function assume(
  known: Knowledge,
  more: Knowledge | null,
): Knowledge | null {
  if (!more || contradicts(known, more)) {
    return null;
  }
  let all = both(known, more);
  for (let round = 0; all && round < maxChoices; round++) {
    const current: Knowledge = all;
    const left = current.choices.map(choice =>
      choice.filter(alternative => !contradicts(current, alternative)),
    );
    if (left.some(choice => choice.length === 0)) {
      return null;
    }
    const settled = left.filter(choice => choice.length === 1).flat();
    const open = { ...current, choices: left.filter(it => it.length > 1) };
    all = settled.reduce<Knowledge | null>(both, open);
    if (settled.length === 0) {
      break;
    }
  }
  return all;
}

function narrowAt(
  type: CelType,
  [step, ...further]: readonly string[],
  narrow: (type: CelType) => CelType,
): CelType {
  if (step === undefined) {
    return narrow(type);
  }
  return type.map(each => {
    const property =
      each.kind === 'object' ? each.properties.get(step) : undefined;
    if (each.kind !== 'object' || !property) {
      return each;
    }
    const properties = new Map(each.properties);
    properties.set(step, narrowAt(property, further, narrow));
    return { ...each, properties };
  });
}

/**
 * The type of the items of a list of which something is known for each.
 *
 * @param root - the variable that stood for an item
 * @param known - null: there is no such item
 */
export function narrowItem(
  item: CelType,
  root: string,
  known: Knowledge | null,
): CelType {
  if (!known) {
    return [];
  }
  let type = item;
  for (const { name, narrow } of known.narrowings.values()) {
    if (name.root === root) {
      type = narrowAt(type, name.steps, narrow);
    }
  }
  return type;
}
