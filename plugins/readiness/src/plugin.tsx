import { createFrontendPlugin } from '@backstage/frontend-plugin-api';
import {
  entityReadinessCard,
  entityReadinessContent,
  groupReadinessCard,
  groupReadinessContent,
} from './extensions/entityExtensions';
import { homeWidget } from './extensions/homeWidget';
import {
  checkPage,
  healthPage,
  impactBriefPage,
  readinessPage,
  reviewPage,
  servicesPage,
  standardsTab,
  teamsTab,
} from './extensions/pages';
import { readinessApi } from './extensions/readinessApi';
import { ReadinessIcon } from './extensions/ReadinessIcon';
import {
  checkRouteRef,
  impactBriefRouteRef,
  reviewRouteRef,
  rootRouteRef,
  servicesRouteRef,
  standardsRouteRef,
  teamsRouteRef,
  templateRouteRef,
} from './routes';

/**
 * Readiness in the new frontend system.
 *
 * @public
 */
export const readinessPlugin = createFrontendPlugin({
  pluginId: 'readiness',
  title: 'Readiness',
  icon: <ReadinessIcon />,
  info: { packageJson: () => import('../package.json') },
  routes: {
    root: rootRouteRef,
    teams: teamsRouteRef,
    services: servicesRouteRef,
    standards: standardsRouteRef,
    check: checkRouteRef,
    impactBrief: impactBriefRouteRef,
    review: reviewRouteRef,
  },
  externalRoutes: { template: templateRouteRef },
  extensions: [
    readinessApi,
    readinessPage,
    teamsTab,
    standardsTab,
    servicesPage,
    checkPage,
    impactBriefPage,
    reviewPage,
    healthPage,
    entityReadinessContent,
    entityReadinessCard,
    groupReadinessCard,
    groupReadinessContent,
    homeWidget,
  ],
});
