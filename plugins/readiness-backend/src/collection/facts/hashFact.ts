import { JsonObject, JsonValue } from '@backstage/types';
import { createHash } from 'crypto';
import { isPlainObject } from '@team-readiness/backstage-plugin-readiness-engine';

/**
 * The hash under which a fact is stored. Equal hash: nothing changed that anybody would notice.
 *
 * Keys are sorted, and numbers are rounded to the `x-precision` decimals of their schema, so that
 * a ratio that wobbles in the seventh decimal causes no evaluation. Of JSON Schema, `properties`,
 * `additionalProperties`, `items` and `anyOf` of one type and null are followed; numbers elsewhere
 * are taken as they are.
 *
 * @param data - A fact, bounded in depth.
 * @param schema - JSON Schema of the collector.
 * @returns SHA-256, hex.
 */
export function hashFact(data: JsonObject, schema: JsonObject = {}): string {
  return createHash('sha256').update(canonical(data, schema)).digest('hex');
}

/** The schema of what may also be null; any other schema as it is. */
function withoutNull(schema: unknown): Record<string, unknown> {
  const known = isPlainObject(schema) ? schema : {};
  if (!Array.isArray(known.anyOf)) {
    return known;
  }
  const [other, ...more] = known.anyOf.filter(
    each => isPlainObject(each) && each.type !== 'null',
  );
  return more.length === 0 && isPlainObject(other) ? other : known;
}

function canonical(value: JsonValue | undefined, schema: unknown): string {
  const known = withoutNull(schema);
  if (typeof value === 'number') {
    return JSON.stringify(rounded(value, known['x-precision']));
  }
  if (Array.isArray(value)) {
    return `[${value.map(item => canonical(item, known.items)).join(',')}]`;
  }
  if (isPlainObject(value)) {
    const properties = isPlainObject(known.properties) ? known.properties : {};
    const entries = Object.keys(value)
      .filter(key => value[key] !== undefined)
      .sort()
      .map(key => {
        const ofKey = Object.hasOwn(properties, key)
          ? properties[key]
          : known.additionalProperties;
        return `${JSON.stringify(key)}:${canonical(value[key], ofKey)}`;
      });
    return `{${entries.join(',')}}`;
  }
  return JSON.stringify(value ?? null);
}

function rounded(value: number, precision: unknown): number {
  if (
    typeof precision !== 'number' ||
    !Number.isInteger(precision) ||
    precision < 0 ||
    precision > 15
  ) {
    return value;
  }
  const result = Number(value.toFixed(precision));
  return result === 0 ? 0 : result;
}
