import { RootConfigService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';

const key = 'readiness.collectors.postmortems.incidentPrefixes';
const maxPrefixes = 50;

/**
 * Reads what ids of incidents begin with, `readiness.collectors.postmortems.incidentPrefixes`.
 *
 * @returns undefined where nothing is configured
 * @throws InputError if one is other than two to twelve letters, or two such groups joined by a dash
 */
export function readIncidentPrefixes(
  config: RootConfigService,
): string[] | undefined {
  const prefixes = config.getOptionalStringArray(key);
  const wrong = prefixes?.find(
    prefix => !/^[A-Z]{2,12}(?:-[A-Z]{2,12})?$/i.test(prefix),
  );
  if (wrong !== undefined || (prefixes && prefixes.length > maxPrefixes)) {
    throw new InputError(
      `${key} must be at most ${maxPrefixes} words of 2 to 12 letters, such as INC or OPS-INC`,
    );
  }
  return prefixes;
}
