import { Area } from '@team-readiness/backstage-plugin-readiness-common';
import { useWords } from '../words/useWords';

/**
 * The name of an area as text.
 *
 * @public
 */
export function AreaName(props: { area: Area }) {
  return <>{useWords().area(props.area)}</>;
}
