/**
 * A resource of a tool that sends no CDEvents, as links name it since specification 0.6:
 * `cdevents:v0:<provider>:<provider id>:<namespace>:<groups>:<type>:<resource id>`.
 */
export interface DomainId {
  /** E.g. `github`; empty where it is unknown. */
  provider: string;
  /** Which one of several installations; empty for the only one. */
  providerId: string;
  /** E.g. the organisation; may be empty. */
  namespace: string;
  /** Names joined by slashes, e.g. the repository; may be empty. */
  groups: string;
  /** E.g. `pr`, `commit`, `artifact`. */
  type: string;
  /** As users see it, decoded. */
  resourceId: string;
}

const pattern =
  /^cdevents:v0:([^:]*):([^:]*):([^:]*):((?:[^:/](?:[^:]*[^:/])?)?):([^:]+):(.+)$/s;

/**
 * @param text - anything
 * @returns its segments, decoded; undefined where it is no domain id
 */
export function parseDomainId(text: string): DomainId | undefined {
  const segments = pattern.exec(text);
  if (!segments || /[^\x21-\x7e]/.test(text)) {
    return undefined;
  }
  try {
    const [, provider, providerId, namespace, groups, type, resourceId] =
      segments;
    return {
      provider,
      providerId: decodeURIComponent(providerId),
      namespace: decodeURIComponent(namespace),
      groups: groups.split('/').map(decodeURIComponent).join('/'),
      type,
      resourceId: decodeURIComponent(resourceId),
    };
  } catch {
    // A percent sign that encodes nothing.
    return undefined;
  }
}
