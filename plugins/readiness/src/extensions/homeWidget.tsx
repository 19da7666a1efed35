import { HomePageWidgetBlueprint } from '@backstage/plugin-home-react/alpha';

/** On the home page: the reader's teams and their next fixes. */
export const homeWidget = HomePageWidgetBlueprint.make({
  name: 'my-teams',
  params: {
    name: 'ReadinessMyTeams',
    title: 'Readiness',
    description: 'Your teams, and what to fix next',
    components: () => import('../home').then(m => ({ Content: m.MyReadiness })),
    layout: {
      width: { minColumns: 3, defaultColumns: 6 },
      height: { minRows: 4, defaultRows: 7 },
    },
  },
});
