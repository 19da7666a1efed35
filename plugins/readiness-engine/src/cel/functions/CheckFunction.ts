import { JsonValue } from '@backstage/types';

/**
 * Type of an argument or answer, as CEL calls it. `number` stands for `int` and
 * `double`, `date` for a text that is a `YYYY-MM-DD` or an ISO 8601 time with zone.
 *
 * @public
 */
export type CheckFunctionType =
  | 'bool'
  | 'int'
  | 'double'
  | 'number'
  | 'string'
  | 'date'
  | 'null'
  | 'list';

/**
 * What a function takes or gives.
 *
 * @public
 */
export interface CheckFunctionValue {
  /** One of these; null only where `null` is among them. */
  readonly types: readonly CheckFunctionType[];
  /** Of a list: what it may hold. */
  readonly items?: readonly CheckFunctionType[];
}

/**
 * A function that conditions may call beside those of CEL itself.
 *
 * @public
 */
export interface CheckFunctionDescription {
  readonly name: string;
  readonly parameters: ReadonlyArray<
    CheckFunctionValue & { readonly name: string }
  >;
  readonly returns: CheckFunctionValue;
  /** One sentence. */
  readonly description: string;
  /**
   * A call with constants. Where the day matters it is Monday, 15 June 2026,
   * in the default calendar.
   */
  readonly example: string;
  /** What the example answers. */
  readonly answer: JsonValue;
}

/** A function with what runs it. */
export interface CheckFunction extends CheckFunctionDescription {
  /** Signatures in the form of cel-js; more than one for overloads. */
  readonly overloads: readonly string[];
  /**
   * Throws an Error with one plain sentence for what it cannot take.
   * Ints come and go as bigint, doubles as number.
   */
  readonly call: (...values: never[]) => unknown;
  /**
   * Looks at an argument that is written out in the expression, so that a slip
   * is found when the document is read.
   *
   * @param index - of the argument
   * @returns what is wrong in one plain sentence, or null
   */
  readonly findLiteralProblem?: (text: string, index: number) => string | null;
}
