import { RootConfigService } from '@backstage/backend-plugin-api';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import { AccountOwners } from '../attribution';

const key = 'readiness.cost.accounts';
const maxRules = 10_000;

/**
 * Reads whose the accounts are.
 *
 * @returns undefined where the key is not set
 * @throws InputError that names the key
 */
export function readAccounts(
  config: RootConfigService,
): AccountOwners | undefined {
  // Ids of accounts begin with digits or hold slashes: as keys of a config they cannot be asked for.
  const value: unknown = config.getOptional(key);
  if (value === undefined) {
    return undefined;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new InputError(`${key} must be an object`);
  }
  const entries = Object.entries(value);
  if (entries.length > maxRules) {
    throw new InputError(`${key} must not hold more than ${maxRules} entries`);
  }
  return new AccountOwners(
    entries.map(([pattern, ref]) => {
      if (!pattern.trim()) {
        throw new InputError(`${key} must not hold an empty account`);
      }
      return { pattern, groupRef: groupRefOf(ref, pattern) };
    }),
  );
}

function groupRefOf(ref: unknown, pattern: string): string {
  try {
    if (typeof ref === 'string') {
      const parsed = parseEntityRef(ref.trim(), { defaultKind: 'group' });
      if (parsed.kind.toLowerCase() === 'group') {
        return stringifyEntityRef(parsed);
      }
    }
  } catch {
    // Said below.
  }
  throw new InputError(
    `${key} gives '${pattern}' to something that is no ref of a group, e.g. group:default/payments`,
  );
}
