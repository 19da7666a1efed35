/**
 * The only reader of `rootConfig` in this package. Reads once, at start; an error names the key
 * that is wrong and stops the start, since a mistyped setting would silently change a standard.
 */
import { RootConfigService } from '@backstage/backend-plugin-api';
import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds, HumanDuration } from '@backstage/types';
import { defaultTierRules } from '@team-readiness/backstage-plugin-readiness-engine';
import {
  collectorIdPattern,
  duration,
  strings,
  wholeNumber,
} from './configValues';
import { readCalendarConfig } from './readCalendarConfig';
import { readDefinitionsConfig } from './readDefinitionsConfig';
import { readDeliveryConfig } from './readDeliveryConfig';
import { readPushConfig } from './readPushConfig';
import { readReactionsConfig } from './readReactionsConfig';
import { readRequestsConfig } from './readRequestsConfig';
import { readRetentionConfig } from './readRetentionConfig';
import { CollectorConfig, ReadinessConfig } from './ReadinessConfig';

/** What is taken where nothing is configured. */
export const defaultReadinessConfig = {
  catalogFrequency: { minutes: 10 },
  catalogTimeToLive: { days: 1 },
  pageSize: 200,
  minimumShare: 0.5,
  collectorTimeout: { minutes: 5 },
} as const;

/**
 * Reads the configuration of the backend.
 *
 * @param rootConfig - the configuration of the whole backend
 * @returns a frozen object with defaults
 * @throws InputError with the path of the first key that cannot be read
 */
export function readReadinessConfig(
  rootConfig: RootConfigService,
): ReadinessConfig {
  const catalog = Object.freeze({
    frequency: duration(
      rootConfig,
      'readiness.catalog.frequency',
      defaultReadinessConfig.catalogFrequency,
    ),
    timeToLive: duration(
      rootConfig,
      'readiness.catalog.timeToLive',
      defaultReadinessConfig.catalogTimeToLive,
    ),
    minimumShare: share(rootConfig, 'readiness.catalog.minimumShare'),
    pageSize:
      wholeNumber(rootConfig, 'readiness.catalog.pageSize', 1, 1_000) ??
      defaultReadinessConfig.pageSize,
  });
  requireLonger(
    catalog.timeToLive,
    catalog.frequency,
    'readiness.catalog.timeToLive',
    'readiness.catalog.frequency',
  );
  const collectors = readCollectors(rootConfig);
  const unnamedCollector: CollectorConfig = Object.freeze({
    timeout: defaultReadinessConfig.collectorTimeout,
    minimumShare: defaultReadinessConfig.minimumShare,
    disabled: false,
  });
  return Object.freeze({
    definitions: readDefinitionsConfig(rootConfig),
    tier: Object.freeze({
      paths: strings(
        rootConfig,
        'readiness.tier.paths',
        defaultTierRules.paths,
      ),
      values: readTierValues(rootConfig),
    }),
    catalog,
    calendar: readCalendarConfig(rootConfig),
    evaluation: Object.freeze({
      batchSize: wholeNumber(
        rootConfig,
        'readiness.evaluation.batchSize',
        1,
        1_000,
      ),
    }),
    push: readPushConfig(rootConfig),
    requests: readRequestsConfig(rootConfig),
    delivery: readDeliveryConfig(rootConfig),
    reactions: readReactionsConfig(rootConfig),
    retention: readRetentionConfig(rootConfig),
    collector: (id: string) => collectors.get(id) ?? unnamedCollector,
  });
}

function readCollectors(config: Config): Map<string, CollectorConfig> {
  const key = 'readiness.collectors';
  const own = config.getOptionalConfig(key);
  const collectors = new Map<string, CollectorConfig>();
  for (const id of own?.keys() ?? []) {
    const path = `${key}.${id}`;
    if (!collectorIdPattern.test(id)) {
      throw new InputError(`${path} is not the id of a collector`);
    }
    const optional = (name: string) =>
      config.has(`${path}.${name}`)
        ? duration(config, `${path}.${name}`, {})
        : undefined;
    const frequency = optional('frequency');
    const timeToLive = optional('timeToLive');
    if (frequency && timeToLive) {
      requireLonger(
        timeToLive,
        frequency,
        `${path}.timeToLive`,
        `${path}.frequency`,
      );
    }
    collectors.set(
      id,
      Object.freeze({
        frequency,
        timeToLive,
        timeout: duration(
          config,
          `${path}.timeout`,
          defaultReadinessConfig.collectorTimeout,
        ),
        minimumShare: share(config, `${path}.minimumShare`),
        disabled: config.getOptionalBoolean(`${path}.disabled`) ?? false,
      }),
    );
  }
  return collectors;
}

function readTierValues(config: Config): ReadonlyMap<string, number> {
  const key = 'readiness.tier.values';
  const own = config.getOptional(key);
  if (own === undefined) {
    return new Map();
  }
  if (typeof own !== 'object' || own === null || Array.isArray(own)) {
    throw new InputError(`${key} must map declared values to 1, 2 or 3`);
  }
  const values = new Map<string, number>();
  for (const [declared, tier] of Object.entries(own)) {
    if (tier !== 1 && tier !== 2 && tier !== 3) {
      throw new InputError(`${key}.${declared} must be 1, 2 or 3`);
    }
    values.set(declared.toLowerCase(), tier);
  }
  return values;
}

function requireLonger(
  longer: HumanDuration,
  shorter: HumanDuration,
  longerKey: string,
  shorterKey: string,
): void {
  if (durationToMilliseconds(longer) <= durationToMilliseconds(shorter)) {
    throw new InputError(
      `${longerKey} must be longer than ${shorterKey}, or facts go stale between two looks`,
    );
  }
}

function share(config: Config, key: string): number {
  const value = config.getOptionalNumber(key);
  if (value !== undefined && !(value >= 0 && value <= 1)) {
    throw new InputError(`${key} must be between 0 and 1`);
  }
  return value ?? defaultReadinessConfig.minimumShare;
}
