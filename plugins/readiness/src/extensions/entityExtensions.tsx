import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';

const services = { kind: { $in: ['component', 'resource'] } };
const groups = { kind: 'group' };

/** The Readiness tab of a component or resource. */
export const entityReadinessContent = EntityContentBlueprint.make({
  params: {
    path: '/readiness',
    title: 'Readiness',
    filter: services,
    loader: () => import('./EntityReadiness').then(m => <m.EntityReadiness />),
  },
});

/** The Readiness tab of a group. */
export const groupReadinessContent = EntityContentBlueprint.make({
  name: 'group',
  params: {
    path: '/readiness',
    title: 'Readiness',
    filter: groups,
    loader: () => import('../team').then(m => <m.GroupReadiness />),
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
    filter: groups,
    loader: () => import('../cards').then(m => <m.GroupReadinessCard />),
  },
});
