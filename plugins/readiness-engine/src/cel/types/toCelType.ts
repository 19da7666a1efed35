import { JsonValue } from '@backstage/types';
import {
  absentType,
  boolType,
  CelType,
  doubleType,
  dynType,
  listOf,
  mapOf,
  nullType,
  stringType,
  unionOf,
} from './CelType';

const maxDepth = 20;
/** Schemas within a schema; what lies beyond is `dyn`. */
const maxNodes = 5_000;
const maxValues = 500;
const maxAlternatives = 20;
const forbiddenNames = new Set(['__proto__', 'constructor', 'prototype']);

type Schema = Record<string, unknown>;

function isObject(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The type of a value that is written out. */
function typeOfValue(value: unknown): CelType {
  switch (typeof value) {
    case 'string':
      return [{ kind: 'string', values: new Set([value]) }];
    case 'number':
      return [{ kind: 'double', nonZero: value !== 0 }];
    case 'boolean':
      return boolType;
    default:
      return value === null ? nullType : dynType;
  }
}

/** The type that a schema means which does not name it. */
function typeOfForm(schema: Schema): string | undefined {
  if (isObject(schema.properties)) {
    return 'object';
  }
  return isObject(schema.items) ? 'array' : undefined;
}

class SchemaReader {
  #nodes = 0;

  read(schema: unknown, depth: number): CelType {
    this.#nodes += 1;
    if (!isObject(schema) || depth > maxDepth || this.#nodes > maxNodes) {
      return dynType;
    }
    if ('const' in schema) {
      return typeOfValue(schema.const);
    }
    if (Array.isArray(schema.enum)) {
      return schema.enum.length > 0 && schema.enum.length <= maxValues
        ? unionOf(...schema.enum.map(typeOfValue))
        : dynType;
    }
    const choices = schema.anyOf ?? schema.oneOf;
    if (Array.isArray(choices)) {
      return choices.length > 0 && choices.length <= maxAlternatives
        ? unionOf(...choices.map(choice => this.read(choice, depth + 1)))
        : dynType;
    }
    if (Array.isArray(schema.type)) {
      return schema.type.length > 0 && schema.type.length <= maxAlternatives
        ? unionOf(
            ...schema.type.map(type => this.#readOne(schema, type, depth)),
          )
        : dynType;
    }
    return this.#readOne(schema, schema.type ?? typeOfForm(schema), depth);
  }

  #readOne(schema: Schema, type: unknown, depth: number): CelType {
    switch (type) {
      case 'string':
        return stringType;
      case 'boolean':
        return boolType;
      case 'null':
        return nullType;
      case 'number':
      case 'integer':
        return this.#readNumber(schema);
      case 'array':
        return listOf(
          this.read(schema.items, depth + 1),
          typeof schema.minItems === 'number' ? schema.minItems : 0,
        );
      case 'object':
        return this.#readMap(schema, depth);
      default:
        return dynType;
    }
  }

  /** Numbers of JSON are doubles in CEL, whole ones too. */
  #readNumber({ minimum, exclusiveMinimum }: Schema): CelType {
    const isPositive =
      (typeof minimum === 'number' && minimum > 0) ||
      (typeof exclusiveMinimum === 'number' && exclusiveMinimum >= 0);
    return isPositive ? [{ kind: 'double', nonZero: true }] : doubleType;
  }

  #readMap(schema: Schema, depth: number): CelType {
    const { properties, required, additionalProperties: others } = schema;
    const rest =
      others === true || isObject(others)
        ? this.read(others, depth + 1)
        : undefined;
    if (!isObject(properties)) {
      return others === false
        ? [{ kind: 'object', properties: new Map() }]
        : mapOf(rest ?? dynType);
    }
    const always = new Set(Array.isArray(required) ? required : []);
    const types = Object.entries(properties)
      .filter(([name]) => !forbiddenNames.has(name))
      .map(([name, of]): [string, CelType] => {
        const type = this.read(of, depth + 1);
        return [name, always.has(name) ? type : [...type, ...absentType]];
      });
    return [
      {
        kind: 'object',
        properties: new Map(types),
        ...(rest && { rest }),
      },
    ];
  }
}

/**
 * The type of data that fits a JSON Schema, as far as `FactSchema` describes
 * schemas; what it does not describe is `dyn`.
 *
 * An object with `properties` has those and no other ones, unless
 * `additionalProperties` says so: what a schema does not describe cannot be
 * relied on.
 */
export function toCelType(schema: JsonValue): CelType {
  return new SchemaReader().read(schema, 0);
}
