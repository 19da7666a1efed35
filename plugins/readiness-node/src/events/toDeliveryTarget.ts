import { readEntityRef } from '@team-readiness/backstage-plugin-readiness-engine';
import { toRepositoryUrl } from '../files';

/** Longest target, in characters; that of `DeliveryEvent`. */
const longestTarget = 500;

/** Control characters, and halves of a character that needs two: databases refuse or change them. */
function isPlainText(text: string): boolean {
  // eslint-disable-next-line no-control-regex
  return !/[\u0000-\u001f\u007f]/.test(text) && !/\p{Surrogate}/u.test(text);
}

/** `pkg:type/namespace/name` of a package URL of any version. */
function withoutVersion(purl: string): string | undefined {
  const [path] = purl.split(/[?#]/);
  const at = path.lastIndexOf('@');
  const name = at > path.lastIndexOf('/') ? path.slice(0, at) : path;
  return /^pkg:[^/]+\/[^/]/.test(name) ? name.replace(/\/+$/, '') : undefined;
}

function toKey(prefix: string, key: string): string | undefined {
  switch (prefix) {
    case 'entity':
      return readEntityRef(key);
    case 'repository':
      return toRepositoryUrl(key);
    case 'artifact':
      return withoutVersion(key);
    case 'service':
    case 'pagerduty':
    case 'incident':
    case 'of':
      return key;
    default:
      return undefined;
  }
}

/**
 * The one form in which a target of an event is stored and compared, so that those of events and of
 * entities meet: in lower case, entity refs whole, repositories as `toRepositoryUrl` makes them,
 * artifacts without version, qualifiers and subpath.
 *
 * @param text - see `DeliveryEvent.targets`; anything goes
 * @returns undefined for what is no target: another prefix, nothing behind it, over 500 characters,
 *   control characters
 *
 * @public
 */
export function toDeliveryTarget(text: string): string | undefined {
  const colon = text.indexOf(':');
  if (text.length > 2 * longestTarget || colon < 0 || !isPlainText(text)) {
    return undefined;
  }
  const prefix = text.slice(0, colon).trim().toLowerCase();
  const given = text
    .slice(colon + 1)
    .trim()
    .toLowerCase();
  const key = given && toKey(prefix, given);
  const target = key && `${prefix}:${key.toLowerCase()}`;
  return target && target.length <= longestTarget ? target : undefined;
}
