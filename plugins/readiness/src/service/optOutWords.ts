import { ExplainedResult } from '@team-readiness/backstage-plugin-readiness-common';
import { ReadinessT } from '../translations';

type OptOut = NonNullable<ExplainedResult['optOut']>;

/**
 * What became of the opt-out of an entity: "Opted out" or "Opt-out without
 * effect". Why it has none is in the message of the result.
 */
export function optOutWords(t: ReadinessT, optOut: OptOut): string {
  return optOut.accepted
    ? t('service.evidence.optedOut')
    : t('service.evidence.optOutIgnored');
}

/**
 * The reason that an entity gives by its opt-out annotation: text of somebody
 * else, shown as it is.
 */
export function reasonWords(t: ReadinessT, optOut: OptOut): string {
  return optOut.reason || t('service.evidence.noReason');
}
