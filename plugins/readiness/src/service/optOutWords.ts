import { ExplainedResult } from '@team-readiness/backstage-plugin-readiness-common';

type OptOut = NonNullable<ExplainedResult['optOut']>;

/**
 * What became of the opt-out of an entity: "Opted out" or "Opt-out without
 * effect". Why it has none is in the message of the result.
 */
export function optOutWords(optOut: OptOut): string {
  return optOut.accepted ? 'Opted out' : 'Opt-out without effect';
}

/**
 * The reason that an entity gives by its opt-out annotation: text of somebody
 * else, shown as it is.
 */
export function reasonWords(optOut: OptOut): string {
  return optOut.reason || 'No reason is given.';
}
