import { toDeliveryTarget } from '@team-readiness/backstage-plugin-readiness-node';

const target = (prefix: string, key: string | null | undefined): string[] =>
  key ? [toDeliveryTarget(`${prefix}:${key}`) ?? []].flat() : [];

/**
 * What an event is about, in the words of `DeliveryEvent.targets`. Each function gives one target,
 * or none for what cannot be one.
 */
export const deliveryTarget = {
  /** @param id - of the service, as its source has it */
  service: (id: string | undefined) => target('service', id),

  /** @param url - of the repository or of a place in it; `host/owner/name` is taken for https */
  repository: (url: string | null | undefined) => {
    const complete =
      url && /^[a-z0-9-]+(?:\.[a-z0-9-]+)+(?::\d+)?\/\S+$/i.test(url)
        ? `https://${url}`
        : url;
    return target('repository', complete);
  },

  /** @param purl - package URL of any version of the artifact */
  artifact: (purl: string | undefined) => target('artifact', purl),

  /** @param ref - `kind:namespace/name` or `kind:name`, in any case */
  entity: (ref: string | undefined) => target('entity', ref),

  /** @param id - of the service at PagerDuty, e.g. `PF9KMXH` */
  pagerDuty: (id: string | undefined) => target('pagerduty', id),
};

/**
 * Adds to the targets of an incident's event what ties it to the other ones of the incident; see
 * `DeliveryEvent.targets`.
 *
 * @param targets - of the event; may be empty
 * @param incident - the incident with its source
 */
export function withIncidentTarget(
  targets: readonly string[],
  incident: { source: string; id: string },
): string[] {
  const key = `${incident.source}#${incident.id}`;
  return targets.length > 0
    ? [...targets, ...target('incident', key)]
    : target('of', `incident:${key}`);
}
