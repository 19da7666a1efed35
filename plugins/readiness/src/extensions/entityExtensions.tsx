import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';

const services = { kind: { $in: ['component', 'resource'] } };

/** The Readiness tab of a component or resource. */
export const entityReadinessContent = EntityContentBlueprint.make({
  params: {
    path: '/readiness',
    title: 'Readiness',
    filter: services,
    loader: () => import('./EntityReadiness').then(m => <m.EntityReadiness />),
  },
});

/** Level, target and top fix on the page of a component or resource. */
export const entityReadinessCard = EntityCardBlueprint.make({
  name: 'summary',
  params: {
    type: 'info',
    filter: services,
    loader: () => import('../cards').then(m => <m.EntityReadinessCard />),
  },
});

/** Where a group stands, on its page. */
export const groupReadinessCard = EntityCardBlueprint.make({
  name: 'group',
  params: {
    type: 'info',
    filter: { kind: 'group' },
    loader: () => import('../cards').then(m => <m.GroupReadinessCard />),
  },
});
