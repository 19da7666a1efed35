import { AdoptionChange } from '@team-readiness/backstage-plugin-readiness-common';
import { dayWords } from '@team-readiness/backstage-plugin-readiness-react';

/**
 * A change of adoption in words, e.g. "+4 points in 30 days".
 *
 * @param change - null where there is nothing to compare with
 */
export function changeWords(change: AdoptionChange | null): string {
  if (!change) {
    return '–';
  }
  const points = Math.round(change.points);
  if (points === 0) {
    return `No change in ${change.days} days`;
  }
  const sign = points > 0 ? '+' : '−';
  const noun = Math.abs(points) === 1 ? 'point' : 'points';
  return `${sign}${Math.abs(points)} ${noun} in ${change.days} ${
    change.days === 1 ? 'day' : 'days'
  }`;
}

/**
 * A change of adoption, with the day it is compared with as title.
 */
export function ChangeLabel(props: { change: AdoptionChange | null }) {
  const { change } = props;
  if (!change) {
    return <span title="Nothing to compare with yet">–</span>;
  }
  return (
    <span title={`Compared with ${dayWords(change.since)}`}>
      {changeWords(change)}
    </span>
  );
}
