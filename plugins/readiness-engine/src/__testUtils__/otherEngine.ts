/**
 * A second implementation of CEL, `@bufbuild/cel`, with the same functions: what
 * it answers is what conditions are compared with.
 */
import {
  celEnv,
  celFunc,
  CelScalar,
  isCelList,
  parse,
  plan,
} from '@bufbuild/cel';
import { strings } from '@bufbuild/cel/ext';
import { CelClock } from '../cel/CelEngine';
import { CheckFunctionType } from '../cel/functions/CheckFunction';
import { implementedFunctions } from '../cel/functions/checkFunctions';
import { runWithBudget } from '../cel/runBudget';

/** A boolean, or that there is no answer; which words a failure has is not compared. */
export type OtherAnswer = boolean | 'failure';

const scalars: Partial<Record<CheckFunctionType, typeof CelScalar.INT>> = {
  bool: CelScalar.BOOL,
  int: CelScalar.INT,
  double: CelScalar.DOUBLE,
} as never;

/** As our functions get their arguments; a wrong type is a failure, as it is to us. */
function toArgument(value: unknown, types: readonly CheckFunctionType[]) {
  if (isCelList(value)) {
    return [...value];
  }
  const isText = types.includes('string') || types.includes('date');
  if (isText && typeof value !== 'string') {
    throw new Error('not a text');
  }
  const isNumber = typeof value === 'number' || typeof value === 'bigint';
  if (types.includes('number') && !isNumber) {
    throw new Error('not a number');
  }
  if (types.includes('list')) {
    throw new Error('not a list');
  }
  return value;
}

const functions = implementedFunctions.map(
  ({ name, parameters, returns, call }) =>
    celFunc(
      name,
      parameters.map(() => CelScalar.DYN),
      scalars[returns.types[0]] ?? CelScalar.DYN,
      ((...values: unknown[]) =>
        (call as (...given: unknown[]) => unknown)(
          ...values.map((value, index) =>
            toArgument(value, parameters[index].types),
          ),
        )) as never,
    ),
);

const environment = celEnv({ funcs: [...strings, ...functions] });

/** The arguments of a call, and where it ends. */
function readArguments(source: string, start: number) {
  const given: string[] = [];
  let depth = 0;
  let begin = start;
  for (let at = start; at < source.length; at++) {
    const character = source[at];
    if (character === '"' || character === "'") {
      for (at++; source[at] !== character; at++) {
        at += source[at] === '\\' ? 1 : 0;
      }
    } else if ('([{'.includes(character)) {
      depth += 1;
    } else if (depth === 0 && (character === ',' || character === ')')) {
      given.push(source.slice(begin, at));
      begin = at + 1;
      if (character === ')') {
        return { given, end: begin };
      }
    } else if (')]}'.includes(character)) {
      depth -= 1;
    }
  }
  throw new Error('The call has no end');
}

/** `cel.bind(name, value, body)` is not known there; `[value].map(name, body)[0]` is the same. */
function withoutBinds(source: string): string {
  const call = 'cel.bind(';
  const start = source.indexOf(call);
  if (start < 0) {
    return source;
  }
  const { given, end } = readArguments(source, start + call.length);
  const [name, value, body] = given;
  return withoutBinds(
    `${source.slice(0, start)}[${value}].map(${name}, ${body})[0]${source.slice(
      end,
    )}`,
  );
}

/**
 * Compiles a condition.
 *
 * @returns what runs it over plain JSON
 * @throws Error where it cannot be parsed
 */
export function compileElsewhere(
  source: string,
): (variables: Record<string, unknown>, clock: CelClock) => OtherAnswer {
  const evaluate = plan(environment, parse(withoutBinds(source)));
  return (variables, clock) => {
    const answer = runWithBudget(
      clock,
      given => evaluate(given as never) as unknown,
      variables,
      () => 'failure',
    );
    return typeof answer === 'boolean' ? answer : 'failure';
  };
}
