import { RootConfigService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
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
  /** Rego policies; empty where not configured. */
  readonly rego: readonly RegoPolicy[];
}

/**
 * Reads `readiness.policy`.
 *
 * @throws InputError that names the key
 */
export function readPolicyConfig(config: RootConfigService): PolicyConfig {
  const read = (key: string): readonly string[] => {
    const patterns = config.getOptionalStringArray(key) ?? [];
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
  return Object.freeze({
    reports: read('readiness.policy.reports'),
    admissionPolicies: read('readiness.policy.admissionPolicies'),
    rego: Object.freeze(readRegoPolicies(config)),
  });
}
