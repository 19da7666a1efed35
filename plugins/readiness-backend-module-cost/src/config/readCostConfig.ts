import { RootConfigService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import {
  CollectorSchedule,
  readCollectorSchedule,
} from '@team-readiness/backstage-plugin-readiness-node';
import { AccountOwners, CurrencyTable } from '../attribution';
import { NamingColumn, namingColumns } from '../focus';
import { readAccounts } from './readAccounts';
import { readCurrencies } from './readCurrencies';

/**
 * The configuration of this module, with defaults filled in.
 */
export interface CostConfig {
  readonly focus: FocusConfig;
  /** undefined: nothing is converted. */
  readonly currencies: CurrencyTable | undefined;
  /** undefined: nobody asks for the spend of accounts. */
  readonly accounts: AccountOwners | undefined;
  /** Of the collector `cost`. */
  readonly schedule: CollectorSchedule;
  /** Of the collector `account-spend`. */
  readonly accountSchedule: CollectorSchedule;
}

/** What is read, and how an entity is found by it. */
export interface FocusConfig {
  /** Paths or globs; at least one. */
  readonly files: readonly string[];
  /** Tag keys, most telling first; at least one. */
  readonly tagKeys: readonly string[];
  /** Columns that may name an entity where no tag does, most telling first. */
  readonly columns: readonly NamingColumn[];
  /** The most bytes of one file after decompression. */
  readonly maxBytes: number;
}

/** The tag keys that name an entity where `readiness.cost.focus.tagKeys` is not set. */
export const defaultTagKeys: readonly string[] = [
  'backstage.io/entity-ref',
  'service',
  'app',
  'component',
];

/** Bytes of one file after decompression where `readiness.cost.focus.maxGigabytes` is not set. */
export const defaultMaxBytes = 20_000_000_000;

/**
 * Reads `readiness.cost`, `readiness.collectors.cost` and `readiness.collectors.account-spend`.
 *
 * @returns undefined where no files are configured: then there is no cost data at all
 * @throws InputError that names the key
 */
export function readCostConfig(
  config: RootConfigService,
): CostConfig | undefined {
  const files = texts(config, 'readiness.cost.focus.files');
  if (!files?.length) {
    return undefined;
  }
  const tagKeys =
    texts(config, 'readiness.cost.focus.tagKeys') ?? defaultTagKeys;
  if (!tagKeys.length) {
    throw new InputError(
      'readiness.cost.focus.tagKeys must hold at least one key',
    );
  }
  const defaults = { frequency: { hours: 6 }, timeToLive: { days: 2 } };
  return Object.freeze({
    focus: Object.freeze({
      files,
      tagKeys,
      columns: readColumns(config),
      maxBytes: readMaxBytes(config),
    }),
    currencies: readCurrencies(config),
    accounts: readAccounts(config),
    schedule: readCollectorSchedule(config, 'cost', defaults),
    accountSchedule: readCollectorSchedule(config, 'account-spend', defaults),
  });
}

function readColumns(config: RootConfigService): NamingColumn[] {
  const key = 'readiness.cost.focus.columns';
  return (texts(config, key) ?? []).map(text => {
    const column = namingColumns.find(
      name => name.toLowerCase() === text.toLowerCase(),
    );
    if (!column) {
      throw new InputError(
        `${key} holds '${text}'; possible are ${namingColumns.join(', ')}`,
      );
    }
    return column;
  });
}

function readMaxBytes(config: RootConfigService): number {
  const key = 'readiness.cost.focus.maxGigabytes';
  const gigabytes = config.getOptionalNumber(key);
  if (gigabytes === undefined) {
    return defaultMaxBytes;
  }
  if (!(gigabytes > 0 && gigabytes <= 1_000_000)) {
    throw new InputError(`${key} must be more than 0, and at most a million`);
  }
  return Math.ceil(gigabytes * 1_000_000_000);
}

function texts(config: RootConfigService, key: string): string[] | undefined {
  const values = config.getOptionalStringArray(key)?.map(value => value.trim());
  if (values?.some(value => !value)) {
    throw new InputError(`${key} must not hold an empty entry`);
  }
  return values;
}
