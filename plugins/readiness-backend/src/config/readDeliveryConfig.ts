import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  durationToMilliseconds,
  HumanDuration,
  JsonValue,
} from '@backstage/types';
import { duration, strings, wholeNumber } from './configValues';
import { readCalendarConfig } from './readCalendarConfig';

const key = 'readiness.delivery';
const mostRules = 100;
const mostGrants = 200;
const mostPatterns = 50;
const longestWord = 200;
const hourMs = 3_600_000;

/** What an environment is. The first rule that fits its name counts; one that none fits is not production. */
export interface EnvironmentRule {
  /** Name, or glob with `*` and `?`; compared without regard to case, always with the whole name. */
  readonly match: string;
  readonly production: boolean;
  /** Place on the way to production, the lowest first. Undefined: not told. */
  readonly order?: number;
}

/** Which events one service may send. */
export interface DeliveryPushGrant {
  /** Of the credentials of the service. */
  readonly subject: string;
  /** Globs of the sources of events; undefined: all. */
  readonly sources?: readonly string[];
  /** Globs of targets, in lower case: each target of an event must fit one. Undefined: all. */
  readonly targets?: readonly string[];
}

/** Everything under `readiness.delivery`, with defaults. Frozen. */
export interface DeliveryConfig {
  /** IANA name of the zone that tells the weekday and the day of a deployment. */
  readonly timeZone: string;
  /** Days up to now over which metrics are taken. */
  readonly windowDays: number;
  /** Rules in their order; those of the configuration replace the default ones. */
  readonly environments: readonly EnvironmentRule[];
  /** From 1 (worst) to 5 by the word of the source in lower case, the default words included. */
  readonly severities: ReadonlyMap<string, number>;
  /** Hours after a deployment within which an incident that names none is laid at it. */
  readonly incidentWindowHours: number;
  /** Days for which events are kept, by the time at which they happened. Longer than the window. */
  readonly retentionDays: number;
  /** Undefined: each service with the permission may send all. At most one grant a subject. */
  readonly push?: readonly DeliveryPushGrant[];
}

/** What is taken where nothing is configured. */
export const defaultDeliveryConfig = {
  windowDays: 90,
  environments: [
    { match: 'prod*', production: true },
    { match: 'live*', production: true },
  ],
  incidentWindow: { hours: 24 },
  retention: { days: 400 },
} as const;

/** Words for how bad an incident is, by number. */
const severityWords: ReadonlyArray<readonly string[]> = [
  ['critical', 'blocker', 'fatal', 'emergency', 'highest'],
  ['high', 'major', 'error', 'severe'],
  ['medium', 'moderate', 'warning', 'normal'],
  ['low', 'minor'],
  ['lowest', 'info', 'informational', 'trivial', 'cosmetic'],
];

function defaultSeverities(): Map<string, number> {
  const severities = new Map<string, number>();
  for (const [index, words] of severityWords.entries()) {
    const number = index + 1;
    const numbered = ['p', 'sev', 'sev-', 's', ''].map(it => `${it}${number}`);
    [...words, ...numbered].forEach(word => severities.set(word, number));
  }
  ['p0', 'sev0', 'sev-0'].forEach(word => severities.set(word, 1));
  return severities;
}

/**
 * Reads how events of delivery are taken and counted.
 *
 * @param config - of the whole backend
 * @returns a frozen object with defaults
 * @throws InputError with the path of the first key that cannot be read
 */
export function readDeliveryConfig(config: Config): DeliveryConfig {
  const windowDays =
    wholeNumber(config, `${key}.window`, 7, 365) ??
    defaultDeliveryConfig.windowDays;
  const retentionDays = Math.floor(
    inHours(config, 'retention', defaultDeliveryConfig.retention) / 24,
  );
  if (retentionDays <= windowDays) {
    throw new InputError(
      `${key}.retention must be longer than the ${windowDays} days of ${key}.window`,
    );
  }
  return Object.freeze({
    timeZone: readTimeZone(config),
    windowDays,
    environments: readEnvironments(config),
    severities: readSeverities(config),
    incidentWindowHours: readIncidentWindow(config),
    retentionDays,
    push: readPush(config),
  });
}

function inHours(
  config: Config,
  name: string,
  fallback: HumanDuration,
): number {
  return (
    durationToMilliseconds(duration(config, `${key}.${name}`, fallback)) /
    hourMs
  );
}

function readIncidentWindow(config: Config): number {
  const hours = inHours(
    config,
    'incidentWindow',
    defaultDeliveryConfig.incidentWindow,
  );
  if (hours > 30 * 24) {
    throw new InputError(`${key}.incidentWindow must be at most 30 days`);
  }
  return hours;
}

function readTimeZone(config: Config): string {
  const own = config.getOptionalString(`${key}.timeZone`);
  if (own === undefined) {
    return readCalendarConfig(config).timeZone;
  }
  try {
    return new Intl.DateTimeFormat('en', { timeZone: own }).resolvedOptions()
      .timeZone;
  } catch {
    throw new InputError(
      `${key}.timeZone must be the IANA name of a time zone`,
    );
  }
}

function readEnvironments(config: Config): readonly EnvironmentRule[] {
  const path = `${key}.environments`;
  const own = config.getOptionalConfigArray(path);
  if (!own) {
    return Object.freeze([...defaultDeliveryConfig.environments]);
  }
  if (own.length > mostRules) {
    throw new InputError(`${path} must not hold more than ${mostRules} rules`);
  }
  return Object.freeze(
    own.map((rule, index) => {
      const order = rule.getOptionalNumber('order');
      if (order !== undefined && !Number.isFinite(order)) {
        throw new InputError(`${path}[${index}].order must be a number`);
      }
      return Object.freeze({
        match: bounded(rule.getString('match'), `${path}[${index}].match`),
        production: rule.getBoolean('production'),
        ...(order === undefined ? {} : { order }),
      });
    }),
  );
}

function readSeverities(config: Config): ReadonlyMap<string, number> {
  const path = `${key}.severities`;
  const own: JsonValue | undefined = config.getOptional(path);
  const severities = defaultSeverities();
  if (own === undefined) {
    return severities;
  }
  if (typeof own !== 'object' || own === null || Array.isArray(own)) {
    throw new InputError(`${path} must map words to numbers from 1 to 5`);
  }
  for (const [word, value] of Object.entries(own)) {
    if (
      typeof value !== 'number' ||
      !Number.isInteger(value) ||
      value < 1 ||
      value > 5
    ) {
      throw new InputError(`${path}.${word} must be a number from 1 to 5`);
    }
    severities.set(word.trim().toLowerCase(), value);
  }
  return severities;
}

function readPush(config: Config): readonly DeliveryPushGrant[] | undefined {
  const path = `${key}.push`;
  const own = config.getOptionalConfigArray(path);
  if (!own) {
    return undefined;
  }
  if (own.length > mostGrants) {
    throw new InputError(
      `${path} must not hold more than ${mostGrants} grants`,
    );
  }
  const subjects = new Set<string>();
  return Object.freeze(
    own.map((grant, index) => {
      const subject = grant.getString('subject');
      if (subjects.has(subject)) {
        throw new InputError(
          `${path}[${index}].subject: '${subject}' stands there twice`,
        );
      }
      subjects.add(subject);
      return Object.freeze({
        subject,
        sources: readPatterns(grant, 'sources', `${path}[${index}]`),
        targets: readPatterns(grant, 'targets', `${path}[${index}]`)?.map(
          pattern => pattern.toLowerCase(),
        ),
      });
    }),
  );
}

function readPatterns(
  grant: Config,
  name: string,
  path: string,
): readonly string[] | undefined {
  if (!grant.has(name)) {
    return undefined;
  }
  const patterns = strings(grant, name, []);
  if (!patterns.length || patterns.length > mostPatterns) {
    throw new InputError(
      `${path}.${name} must hold between 1 and ${mostPatterns} patterns`,
    );
  }
  return patterns.map(pattern => bounded(pattern, `${path}.${name}`));
}

function bounded(text: string, path: string): string {
  if (!text.trim() || text.length > longestWord) {
    throw new InputError(
      `${path} must have between 1 and ${longestWord} characters`,
    );
  }
  return text.trim();
}
