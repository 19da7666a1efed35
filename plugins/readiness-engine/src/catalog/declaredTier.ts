import { Entity } from '@backstage/catalog-model';
import { TierRules } from './TierRules';
import { isPlainObject } from './boundedJson';

const maxDeclaredLength = 63;

/**
 * Finds the tier of an entity.
 *
 * @param entity - Bounded by `boundedEntity`.
 * @param rules - Paths, the first that holds a text or number counts; and what values mean.
 * @returns `declared`: the value as written, cut to 63 characters; `tier`: 1 to 3, or null where
 *   none or an unknown one is declared.
 */
export function declaredTier(
  entity: Entity,
  rules: TierRules,
): { tier: number | null; declared: string | null } {
  for (const path of rules.paths) {
    const value = valueAt(entity, path.split('.'));
    const text =
      typeof value === 'string' || typeof value === 'number'
        ? String(value).trim()
        : '';
    if (text) {
      return {
        tier: tierOf(text, rules),
        declared: text.slice(0, maxDeclaredLength),
      };
    }
  }
  return { tier: null, declared: null };
}

function tierOf(declared: string, rules: TierRules): number | null {
  const mapped = rules.values.get(declared.toLowerCase());
  if (mapped !== undefined) {
    return mapped;
  }
  return /^[123]$/.test(declared) ? Number(declared) : null;
}

// Keys may hold dots themselves, as annotations do: each way to split the path is tried,
// shortest key first. Paths come from the configuration and are short.
function valueAt(value: unknown, path: readonly string[]): unknown {
  if (!path.length) {
    return value;
  }
  if (!isPlainObject(value)) {
    return undefined;
  }
  for (let length = 1; length <= path.length; length += 1) {
    const key = path.slice(0, length).join('.');
    if (Object.hasOwn(value, key)) {
      const found = valueAt(value[key], path.slice(length));
      if (found !== undefined) {
        return found;
      }
    }
  }
  return undefined;
}
