import {
  PageBlueprint,
  SubPageBlueprint,
} from '@backstage/frontend-plugin-api';
import {
  checkRouteRef,
  impactBriefRouteRef,
  rootRouteRef,
  standardsRouteRef,
  teamsRouteRef,
} from '../routes';

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
    routeRef: teamsRouteRef,
    loader: () => import('./TeamRoutes').then(m => <m.TeamRoutes />),
  },
});

/** All scorecards with their checks. */
export const standardsTab = SubPageBlueprint.make({
  name: 'standards',
  params: {
    path: 'standards',
    title: 'Standards',
    routeRef: standardsRouteRef,
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

/** One check. It draws the header itself, since a page without tabs has none. */
export const checkPage = PageBlueprint.make({
  name: 'check',
  params: {
    path: '/readiness/checks/:scorecard/:id',
    routeRef: checkRouteRef,
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
    routeRef: impactBriefRouteRef,
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

/**
 * Problems and data sources. Without a route ref of its own, since the side
 * bar lists every page that has one; `healthRouteRef` stands under the root.
 */
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
