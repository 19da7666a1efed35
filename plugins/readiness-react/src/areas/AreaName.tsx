import { Area } from '@team-readiness/backstage-plugin-readiness-common';
import { useWords } from '../words/useWords';

/**
 * What readers call each area.
 *
 * @public
 */
export const areaNames: Readonly<Record<Area, string>> = {
  ownership: 'Ownership',
  documentation: 'Documentation',
  slos: 'SLOs',
  policy: 'Policy',
  cost: 'Cost',
  architecture: 'Architecture',
  platform: 'Platform',
  delivery: 'Delivery',
  incidents: 'Incidents',
  security: 'Security',
  ml: 'Machine learning',
};

/**
 * The name of an area as text.
 *
 * @public
 */
export function AreaName(props: { area: Area }) {
  return <>{useWords().area(props.area)}</>;
}
