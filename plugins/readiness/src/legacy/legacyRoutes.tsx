import { ReactElement } from 'react';
import { CheckPage } from '../check';
import { HealthPage } from '../health';
import { ImpactBriefPage } from '../impact';
import {
  checkRouteRef,
  healthRouteRef,
  impactBriefRouteRef,
  reviewRouteRef,
  servicesRouteRef,
  standardsRouteRef,
  teamDeliveryRouteRef,
  teamHistoryRouteRef,
  teamRecordRouteRef,
  teamRouteRef,
  teamsRouteRef,
} from '../routes';
import { ReviewPage } from '../review';
import { ServicesPage } from '../services';
import { StandardsPage } from '../standards';
import {
  TeamDeliveryPage,
  TeamHistoryPage,
  TeamPage,
  TeamRecordPage,
} from '../team';
import { TeamsPage } from '../teams';

/** One page below the mount point. */
export interface LegacyRoute {
  path: string;
  /** Of the tab under which it stands. */
  tab: 'teams' | 'standards';
  element: ReactElement;
}

/**
 * Every page of Readiness where its route ref says it is.
 */
export const legacyRoutes: readonly LegacyRoute[] = [
  { path: teamsRouteRef.path, tab: 'teams', element: <TeamsPage /> },
  { path: teamRouteRef.path, tab: 'teams', element: <TeamPage /> },
  {
    path: teamHistoryRouteRef.path,
    tab: 'teams',
    element: <TeamHistoryPage />,
  },
  { path: teamRecordRouteRef.path, tab: 'teams', element: <TeamRecordPage /> },
  {
    path: teamDeliveryRouteRef.path,
    tab: 'teams',
    element: <TeamDeliveryPage />,
  },
  { path: servicesRouteRef.path, tab: 'teams', element: <ServicesPage /> },
  {
    path: impactBriefRouteRef.path,
    tab: 'teams',
    element: <ImpactBriefPage />,
  },
  { path: reviewRouteRef.path, tab: 'teams', element: <ReviewPage /> },
  {
    path: standardsRouteRef.path,
    tab: 'standards',
    element: <StandardsPage />,
  },
  { path: checkRouteRef.path, tab: 'standards', element: <CheckPage /> },
  { path: healthRouteRef.path, tab: 'standards', element: <HealthPage /> },
];
