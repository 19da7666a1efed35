import { RootConfigService } from '@backstage/backend-plugin-api';
import { Config, readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';
import { RegoPolicy } from '../rego/RegoPolicy';
import { toSeverity } from '../reports/reportSchemas';

const key = 'readiness.policy.rego';
const maxPolicies = 50;
const namePattern = /^[A-Za-z0-9]([A-Za-z0-9._-]{0,250}[A-Za-z0-9])?$/;
const entrypointPattern = /^[A-Za-z_][A-Za-z0-9_]*(\/[A-Za-z_][A-Za-z0-9_]*)*$/;
const maxTimeLimitMs = 60_000;

function readSource(
  config: Config,
  at: string,
  refuse: (message: string) => never,
): RegoPolicy['source'] {
  const path = config.getOptionalString('bundle');
  const opa = config.getOptionalConfig('opa');
  if ((path === undefined) === (opa === undefined)) {
    return refuse(`${at} takes either bundle or opa`);
  }
  if (path !== undefined) {
    if (path.trim() === '' || path.length > 1_000 || path.includes('\0')) {
      return refuse(`${at}.bundle takes the path of a file`);
    }
    if (/^[a-z][a-z0-9+.-]+:\/\//i.test(path)) {
      return refuse(
        `${at}.bundle takes a path on the backend's machine, not an address`,
      );
    }
    return { type: 'bundle', path: path.trim() };
  }
  const url = opa?.getString('url') ?? '';
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (
    !parsed ||
    !['http:', 'https:'].includes(parsed.protocol) ||
    parsed.username !== '' ||
    parsed.search !== '' ||
    parsed.hash !== ''
  ) {
    return refuse(
      `${at}.opa.url takes an http(s) URL without user, query and fragment`,
    );
  }
  return {
    type: 'opa',
    url: parsed.toString(),
    token: opa?.getOptionalString('token') ?? null,
    allowPrivateAddresses:
      opa?.getOptionalBoolean('allowPrivateAddresses') ?? false,
  };
}

/**
 * Reads `readiness.policy.rego`.
 *
 * @throws InputError that names the key
 */
export function readRegoPolicies(config: RootConfigService): RegoPolicy[] {
  const refuse = (message: string): never => {
    throw new InputError(message);
  };
  const entries = config.getOptionalConfigArray(key) ?? [];
  if (entries.length > maxPolicies) {
    refuse(`${key} takes at most ${maxPolicies} entries`);
  }
  const names = new Set<string>();
  return entries.map((entry, index) => {
    const at = `${key}[${index}]`;
    const name = entry.getString('name');
    if (!namePattern.test(name)) {
      refuse(`${at}.name takes letters, digits, dots, dashes and underscores`);
    }
    if (names.has(name)) {
      refuse(`${at}.name is used twice: ${name}`);
    }
    names.add(name);
    const entrypoint =
      entry.getOptionalString('entrypoint') ?? 'readiness/deny';
    if (!entrypointPattern.test(entrypoint) || entrypoint.length > 500) {
      refuse(`${at}.entrypoint takes the path of a rule, e.g. readiness/deny`);
    }
    const input = entry.getOptionalString('input') ?? 'manifest';
    const severity = toSeverity(
      entry.getOptionalString('severity') ?? 'medium',
    );
    if (input !== 'manifest' && input !== 'entity') {
      return refuse(`${at}.input takes manifest or entity`);
    }
    if (!severity) {
      return refuse(`${at}.severity takes info, low, medium, high or critical`);
    }
    const timeLimitMs = entry.has('timeLimit')
      ? durationToMilliseconds(
          readDurationFromConfig(entry, { key: 'timeLimit' }),
        )
      : 1_000;
    if (!(timeLimitMs > 0 && timeLimitMs <= maxTimeLimitMs)) {
      refuse(`${at}.timeLimit takes a duration of at most a minute`);
    }
    return {
      name,
      entrypoint,
      input,
      severity,
      timeLimitMs,
      source: readSource(entry, at, refuse),
    };
  });
}
