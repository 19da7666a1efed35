import { JsonObject } from '@backstage/types';
import { z } from 'zod';

/**
 * What a fact looks like: what checks may read, what collectors must write.
 *
 * The description is data, so that the engine can check conditions against it,
 * the catalogue of facts can be printed, and a collector of somebody else can
 * bring its own.
 *
 * @public
 */
export interface FactSchema {
  /** Id of the collector that observes it: the name below `facts` in a condition. */
  readonly collector: string;
  /** What it is called in a sentence, e.g. `the SLO documents`. */
  readonly title: string;
  /** One or two sentences: what is observed, and where it comes from. */
  readonly description: string;
  /**
   * JSON Schema (2020-12) of the data: objects with `properties` and
   * `required`, lists, strings, numbers, booleans, `anyOf` with null, `enum`,
   * `const`, `additionalProperties` of one type. Each property has a
   * `description`. `x-precision: n` rounds a number to n decimals before it is
   * compared with what was seen before.
   */
  readonly schema: JsonObject;
  /** Data that fits the schema; null for a fact whose shape is not known. */
  readonly example: JsonObject | null;
}

/**
 * A fact schema, with the zod schema that it was made from.
 *
 * @public
 */
export interface TypedFactSchema<T> extends FactSchema {
  readonly example: JsonObject;
  /** Reads data of the fact; strict, so that a mistyped property is found. */
  readonly type: z.ZodType<T>;
}

/**
 * Makes a fact schema of a zod schema.
 *
 * @param options - `type`: strict objects whose properties are described by
 *   `.describe()`; a number may carry `.meta({ 'x-precision': 2 })`
 * @throws Error if the example does not fit
 * @public
 */
export function defineFact<T>(options: {
  collector: string;
  title: string;
  description: string;
  type: z.ZodType<T>;
  example: T;
}): TypedFactSchema<T> {
  const { type, example, ...texts } = options;
  const schema = z.toJSONSchema(type, { io: 'output' }) as JsonObject;
  delete schema.$schema;
  return Object.freeze({
    ...texts,
    type,
    schema,
    example: type.parse(example) as unknown as JsonObject,
  });
}
