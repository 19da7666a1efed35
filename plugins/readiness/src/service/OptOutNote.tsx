import { ExplainedResult } from '@team-readiness/backstage-plugin-readiness-common';

type OptOut = NonNullable<ExplainedResult['optOut']>;

function ineffectiveWords(optOut: OptOut): string {
  return optOut.reason
    ? `${optOut.reason} The scorecard allows no opt-out here.`
    : 'It gives no reason.';
}

/**
 * What an entity says by its opt-out annotation. A reason is text of somebody
 * else, and shown as it is.
 */
export function OptOutNote(props: { optOut: OptOut }) {
  const { optOut } = props;
  return optOut.accepted ? (
    <>
      <strong>Opted out</strong> in the catalog entry: {optOut.reason}
    </>
  ) : (
    <>
      <strong>Opt-out without effect</strong>: {ineffectiveWords(optOut)}
    </>
  );
}
