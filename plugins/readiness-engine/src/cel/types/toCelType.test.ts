import {
  factSchemas,
  FactSchema,
} from '@team-readiness/backstage-plugin-readiness-common';
import { Environment } from '@marcbachmann/cel-js';
import { JsonObject } from '@backstage/types';
import { registerCheckFunctions } from '../functions/checkFunctions';
import { CelType, writeType } from './CelType';
import { findFunctionTypes, functionNames, macroNames } from './functionTypes';
import { nearestName } from './nearestName';
import { toCelType } from './toCelType';

/** A type in a few words. */
function outline(type: CelType): string {
  return type
    .map(each => {
      switch (each.kind) {
        case 'list':
          return `[${outline(each.item)}]${
            each.min > 0 ? `>=${each.min}` : ''
          }`;
        case 'map':
          return `{*: ${outline(each.value)}}`;
        case 'object':
          return `{${[...each.properties]
            .map(([name, of]) => `${name}: ${outline(of)}`)
            .join(', ')}${each.rest ? `, *: ${outline(each.rest)}` : ''}}`;
        case 'string':
          return each.values ? [...each.values].join('/') : 'string';
        case 'double':
          return each.nonZero ? 'double!' : 'double';
        default:
          return each.kind;
      }
    })
    .join('|');
}

describe('toCelType', () => {
  it.each<[JsonObject, string]>([
    [{ type: 'string' }, 'string'],
    [{ type: 'integer' }, 'double'],
    [{ type: 'number', minimum: 1 }, 'double!'],
    [{ type: 'number', minimum: 0 }, 'double'],
    [{ type: 'number', exclusiveMinimum: 0 }, 'double!'],
    [{ type: ['string', 'null'] }, 'string|null'],
    [{ anyOf: [{ type: 'number' }, { type: 'null' }] }, 'double|null'],
    [{ enum: ['a', 'b', null] }, 'a/b|null'],
    [{ type: 'string', enum: ['a'] }, 'a'],
    [{ const: 'x' }, 'x'],
    [{ const: 3 }, 'double!'],
    [{ type: 'array', items: { type: 'boolean' } }, '[bool]'],
    [{ type: 'array', items: { type: 'boolean' }, minItems: 2 }, '[bool]>=2'],
    [{ type: 'array' }, '[dyn]'],
    [
      {
        type: 'object',
        properties: { a: { type: 'string' }, b: { type: 'number' } },
        required: ['a'],
      },
      '{a: string, b: double|absent}',
    ],
    [
      {
        type: 'object',
        properties: { a: { type: 'string' } },
        additionalProperties: { type: 'boolean' },
      },
      '{a: string|absent, *: bool}',
    ],
    [
      { type: 'object', additionalProperties: { type: 'number' } },
      '{*: double}',
    ],
    [{ type: 'object' }, '{*: dyn}'],
    [{ type: 'object', additionalProperties: false }, '{}'],
    [
      { anyOf: [{ type: 'string' }, { type: 'number' }, { type: 'string' }] },
      'string|double',
    ],
    [{ properties: { a: { type: 'string' } } }, '{a: string|absent}'],
    [{ items: { type: 'string' } }, '[string]'],
    [{}, 'dyn'],
    [{ type: 'whatever' }, 'dyn'],
    [{ $ref: '#/x' }, 'dyn'],
    [{ anyOf: 'x' }, 'dyn'],
  ])('reads %j as %s', (schema, expected) => {
    expect(outline(toCelType(schema))).toBe(expected);
  });

  it('stays within bounds, whatever the schema is', () => {
    let deep: JsonObject = { type: 'string' };
    for (let i = 0; i < 5_000; i++) {
      deep = { type: 'array', items: deep };
    }
    expect(outline(toCelType(deep))).toMatch(/^\[{21}dyn\]{21}$/);
    const wide = {
      type: 'object',
      properties: Object.fromEntries(
        Array.from({ length: 20_000 }, (_, i) => [`p${i}`, { type: 'string' }]),
      ),
    };
    const [type] = toCelType(wide);
    expect(type.kind === 'object' && type.properties.size).toBe(20_000);
    const hostile = JSON.parse(
      '{"type":"object","properties":{"__proto__":{"type":"string"},"constructor":{"type":"string"},"a":{"type":"string"}}}',
    );
    expect(outline(toCelType(hostile))).toBe('{a: string|absent}');
  });

  it('knows all of every fact of Readiness', () => {
    const open: string[] = [];
    const visit = (type: CelType, path: string) => {
      for (const each of type) {
        if (each.kind === 'dyn') {
          open.push(path);
        } else if (each.kind === 'list') {
          visit(each.item, `${path}[]`);
        } else if (each.kind === 'map') {
          visit(each.value, `${path}.*`);
        } else if (each.kind === 'object') {
          each.properties.forEach((of, name) => visit(of, `${path}.${name}`));
        }
      }
    };
    factSchemas.forEach((fact: FactSchema) =>
      visit(toCelType(fact.schema), fact.collector),
    );
    // The entity has a type of its own.
    expect(open).toEqual(['catalog.entity.*']);
  });
});

describe('the types of functions', () => {
  it('are known for all that conditions can call', () => {
    const environment = new Environment();
    registerCheckFunctions(environment);
    const names = new Set(
      environment.getDefinitions().functions.map(({ name }) => name),
    );
    const known = new Set(functionNames);
    // Of optional values, which conditions do not have.
    const others = ['hasValue', 'value', 'none', 'of', 'or', 'orValue'];
    expect(
      [...names].filter(name => !known.has(name) && !others.includes(name)),
    ).toEqual([]);
    expect(
      functionNames.filter(
        name => !names.has(name) && !macroNames.some(macro => macro === name),
      ),
    ).toEqual([]);
  });

  it('answer what the functions answer', () => {
    const answer = (name: string) =>
      writeType(findFunctionTypes(name)?.[0].result ?? []);
    expect(answer('daysSince')).toBe('int');
    expect(answer('latest')).toBe('string or null');
    expect(answer('percent')).toBe('double');
    expect(answer('isSemver')).toBe('bool');
  });
});

describe('nearestName', () => {
  const names = ['words', 'path', 'changedAt', 'slo', 'high', 'a'];
  it.each([
    ['wrods', 'words'],
    ['word', 'words'],
    ['Words', 'words'],
    ['pth', 'path'],
    ['changeat', 'changedAt'],
    ['chngdAt', 'changedAt'],
    ['hihg', 'high'],
    ['slos', 'slo'],
    ['b', null],
    ['A', 'a'],
    ['something', null],
    ['wxyzs', null],
    ['', null],
    ['x'.repeat(10_000), null],
  ])('of %s is %s', (name, nearest) => {
    expect(nearestName(name, names)).toBe(nearest);
  });
});
