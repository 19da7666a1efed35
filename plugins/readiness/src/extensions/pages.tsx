import {
  PageBlueprint,
  SubPageBlueprint,
} from '@backstage/frontend-plugin-api';
import { rootRouteRef } from '../routes';

// Only the first page has a route ref: the others' stand below it (routes.ts), and the side bar lists every page that
// has one of its own.

// The frontend system takes titles of pages and tabs as fixed texts: an app may set others by configuration, but they
// do not follow the language of the reader. Pages that draw their own header (`DrillDownPage`) do.

/** The page that hosts the tabs; the first one is where it leads to. */
export const readinessPage = PageBlueprint.make({
  params: { path: '/readiness', routeRef: rootRouteRef },
});

/** All teams, with a page for each. */
export const teamsTab = SubPageBlueprint.make({
  name: 'teams',
  params: {
    path: 'teams',
    title: 'Teams',
    loader: () => import('./TeamRoutes').then(m => <m.TeamRoutes />),
  },
});

/** All scorecards with their checks. */
export const standardsTab = SubPageBlueprint.make({
  name: 'standards',
  params: {
    path: 'standards',
    title: 'Standards',
    loader: async () => {
      const [{ PageMain }, { StandardsPage }] = await Promise.all([
        import('./PageMain'),
        import('../standards'),
      ]);
      return (
        <PageMain>
          <StandardsPage />
        </PageMain>
      );
    },
  },
});

/** All services, with filters. */
export const servicesPage = PageBlueprint.make({
  name: 'services',
  params: {
    path: '/readiness/services',
    noHeader: true,
    loader: async () => {
      const [{ DrillDownPage }, { ServicesPage }] = await Promise.all([
        import('./DrillDownPage'),
        import('../services'),
      ]);
      return (
        <DrillDownPage>
          <ServicesPage />
        </DrillDownPage>
      );
    },
  },
});

/** One check. It draws the header itself, since a page without tabs has none. */
export const checkPage = PageBlueprint.make({
  name: 'check',
  params: {
    path: '/readiness/checks/:scorecard/:id',
    noHeader: true,
    loader: async () => {
      const [{ DrillDownPage }, { CheckPage }] = await Promise.all([
        import('./DrillDownPage'),
        import('../check'),
      ]);
      return (
        <DrillDownPage>
          <CheckPage />
        </DrillDownPage>
      );
    },
  },
});

/** Before and after for a quarter, of a team or a service. */
export const impactBriefPage = PageBlueprint.make({
  name: 'impact-brief',
  params: {
    path: '/readiness/impact-brief/:kind/:namespace/:name',
    noHeader: true,
    loader: async () => {
      const [{ DrillDownPage }, { ImpactBriefPage }] = await Promise.all([
        import('./DrillDownPage'),
        import('../impact'),
      ]);
      return (
        <DrillDownPage>
          <ImpactBriefPage />
        </DrillDownPage>
      );
    },
  },
});

/** A service through the lenses of a readiness review. */
export const reviewPage = PageBlueprint.make({
  name: 'review',
  params: {
    path: '/readiness/review/:kind/:namespace/:name',
    noHeader: true,
    loader: async () => {
      const [{ DrillDownPage }, { ReviewPage }] = await Promise.all([
        import('./DrillDownPage'),
        import('../review'),
      ]);
      return (
        <DrillDownPage>
          <ReviewPage />
        </DrillDownPage>
      );
    },
  },
});

/** Problems and data sources. */
export const healthPage = PageBlueprint.make({
  name: 'health',
  params: {
    path: '/readiness/health',
    noHeader: true,
    loader: async () => {
      const [{ DrillDownPage }, { HealthPage }] = await Promise.all([
        import('./DrillDownPage'),
        import('../health'),
      ]);
      return (
        <DrillDownPage>
          <HealthPage />
        </DrillDownPage>
      );
    },
  },
});
