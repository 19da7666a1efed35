import { CelAlternative, CelType } from './CelType';

/** What a parameter takes. */
export interface ParameterType {
  /** What it is called in a sentence. */
  readonly title: string;
  accepts(each: CelAlternative): boolean;
  /** Null may be given. */
  readonly nullable?: boolean;
  /** Zero would be an error. */
  readonly nonZero?: boolean;
}

/** One way to call a function. */
export interface FunctionType {
  /** Undefined for a function without receiver. */
  readonly receiver?: ParameterType;
  readonly parameters: readonly ParameterType[];
  readonly result: CelType;
}

/** A parameter that takes values of some kinds. */
export function kinds(
  title: string,
  ...allowed: Array<CelAlternative['kind']>
): ParameterType {
  return { title, accepts: ({ kind }) => allowed.includes(kind) };
}

/** Is it a list that holds values of some kinds, or nothing that is known? */
export function acceptsItems(
  each: CelAlternative,
  ...allowed: Array<CelAlternative['kind']>
): boolean {
  return (
    each.kind === 'list' &&
    each.item.every(item => item.kind === 'dyn' || allowed.includes(item.kind))
  );
}

/** A function without receiver. */
export function call(
  parameters: readonly ParameterType[],
  result: CelType,
): FunctionType {
  return { parameters, result };
}

/** A function with a receiver. */
export function method(
  receiver: ParameterType,
  parameters: readonly ParameterType[],
  result: CelType,
): FunctionType {
  return { receiver, parameters, result };
}
