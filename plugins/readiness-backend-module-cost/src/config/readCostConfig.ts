import { RootConfigService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import {
  CollectorSchedule,
  readCollectorSchedule,
} from '@team-readiness/backstage-plugin-readiness-node';

/**
 * The configuration of this module, with defaults filled in.
 */
export interface CostConfig {
  readonly focus: {
    /** Paths or globs; at least one. */
    readonly files: readonly string[];
    /** Tag keys, most telling first; at least one. */
    readonly tagKeys: readonly string[];
  };
  readonly schedule: CollectorSchedule;
}

/** The tag keys that name an entity where `readiness.cost.focus.tagKeys` is not set. */
export const defaultTagKeys: readonly string[] = [
  'backstage.io/entity-ref',
  'service',
  'app',
  'component',
];

/**
 * Reads `readiness.cost` and `readiness.collectors.cost`.
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
  return Object.freeze({
    focus: Object.freeze({ files, tagKeys }),
    schedule: readCollectorSchedule(config, 'cost', {
      frequency: { hours: 6 },
      timeToLive: { days: 2 },
    }),
  });
}

function texts(config: RootConfigService, key: string): string[] | undefined {
  const values = config.getOptionalStringArray(key)?.map(value => value.trim());
  if (values?.some(value => !value)) {
    throw new InputError(`${key} must not hold an empty entry`);
  }
  return values;
}
