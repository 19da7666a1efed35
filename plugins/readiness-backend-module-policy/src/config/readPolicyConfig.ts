import { RootConfigService } from '@backstage/backend-plugin-api';
import { readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';
import { isAbsolute } from 'node:path';
import { ConftestSource } from '../reports/readReportFiles';
import { RegoPolicy } from '../rego/RegoPolicy';
import { readRegoPolicies } from './readRegoPolicies';

const maxPatterns = 200;
const maxPatternLength = 1_000;

/**
 * What is configured under `readiness.policy`.
 */
export interface PolicyConfig {
  /** Files, directories or globs of policy reports; empty where not configured. */
  readonly reports: readonly string[];
  /** Files, directories or globs of admission policies; empty where not configured. */
  readonly admissionPolicies: readonly string[];
  /** Reports of Conftest; empty where not configured. */
  readonly conftest: readonly ConftestSource[];
  /** Older reports are not looked at, in milliseconds; null: all are. */
  readonly maxReportAgeMs: number | null;
  /** Rego policies; empty where not configured. */
  readonly rego: readonly RegoPolicy[];
}

/**
 * Reads `readiness.policy`.
 *
 * @throws InputError that names the key
 */
export function readPolicyConfig(config: RootConfigService): PolicyConfig {
  const check = (
    key: string,
    patterns: readonly string[],
  ): readonly string[] => {
    if (patterns.length > maxPatterns) {
      throw new InputError(`${key} takes at most ${maxPatterns} entries`);
    }
    for (const pattern of patterns) {
      if (pattern.trim() === '' || pattern.length > maxPatternLength) {
        throw new InputError(
          `${key} takes paths of files or directories, and globs`,
        );
      }
      if (pattern.includes('\0') || /^[a-z][a-z0-9+.-]+:\/\//i.test(pattern)) {
        throw new InputError(
          `${key} takes paths on the backend's machine, not addresses`,
        );
      }
    }
    return Object.freeze(patterns.map(pattern => pattern.trim()));
  };
  const read = (key: string) =>
    check(key, config.getOptionalStringArray(key) ?? []);
  const conftest = (
    config.getOptionalConfigArray('readiness.policy.conftest') ?? []
  ).map((entry, index): ConftestSource => {
    const key = `readiness.policy.conftest[${index}]`;
    const location = entry.getString('location').trim();
    if (
      location.length > maxPatternLength ||
      !(isAbsolute(location) || /^https?:\/\/[^/@]+\/./.test(location))
    ) {
      throw new InputError(
        `${key}.location takes the URL of a directory in a repository, or an absolute path`,
      );
    }
    return {
      reports: check(`${key}.reports`, entry.getStringArray('reports')),
      location,
    };
  });
  const age = 'readiness.policy.maxReportAge';
  return Object.freeze({
    conftest: Object.freeze(conftest),
    maxReportAgeMs: config.has(age)
      ? durationToMilliseconds(readDurationFromConfig(config, { key: age }))
      : null,
    reports: read('readiness.policy.reports'),
    admissionPolicies: read('readiness.policy.admissionPolicies'),
    rego: Object.freeze(readRegoPolicies(config)),
  });
}
