import { NotAllowedError } from '@backstage/errors';
import {
  createExtensionTester,
  renderInTestApp,
} from '@backstage/frontend-test-utils';
import {
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { readinessApiRef } from '@team-readiness/backstage-plugin-readiness-react';
import { screen } from '@testing-library/react';
import {
  entityReadinessCard,
  entityReadinessContent,
  groupReadinessCard,
  groupReadinessContent,
} from './extensions/entityExtensions';
import { rootRouteRef } from './routes';
import { InMemoryReadinessApi } from './__testUtils__/InMemoryReadinessApi';
import { renderReadiness } from './__testUtils__/renderReadiness';

const component = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'cart' },
};
const group = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name: 'checkout' },
};

function renderOnEntity(
  extension: JSX.Element,
  entity: typeof component,
  api = new InMemoryReadinessApi(),
) {
  renderInTestApp(
    <EntityProvider entity={entity}>{extension}</EntityProvider>,
    {
      apis: [[readinessApiRef, api]],
      mountedRoutes: {
        '/catalog/:namespace/:kind/:name': entityRouteRef,
        '/readiness': rootRouteRef,
      },
    },
  );
}

describe('the plugin', () => {
  it('has one item in the side bar, and two tabs', async () => {
    renderReadiness('/readiness');
    expect(
      (await screen.findAllByRole('tab')).map(tab => tab.textContent),
    ).toEqual(['Teams', 'Standards']);
    const [sidebar] = screen.getAllByRole('navigation');
    expect(
      [...sidebar.querySelectorAll('a')].map(link => link.getAttribute('href')),
    ).toEqual(['/readiness']);
  });

  it('has a tab on entities', async () => {
    renderOnEntity(
      createExtensionTester(entityReadinessContent).reactElement(),
      component,
    );
    expect(await screen.findByText('1 fix to level 2')).toBeInTheDocument();
  });

  it('has a card with level, target and the top fix of an entity', async () => {
    renderOnEntity(
      createExtensionTester(entityReadinessCard).reactElement(),
      component,
    );
    expect(await screen.findByText('Level 1 Running')).toBeInTheDocument();
    expect(screen.getByText('1 fix below target')).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'SLO' })).toHaveAttribute(
      'href',
      '/catalog/default/component/cart/readiness#service-readiness.slo-defined',
    );
  });

  it('has a card on groups', async () => {
    renderOnEntity(
      createExtensionTester(groupReadinessCard).reactElement(),
      group,
    );
    expect(
      await screen.findByText('5 of 8 services on target'),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: /The team in Readiness/ }),
    ).toHaveAttribute('href', '/readiness/teams/default/checkout');
  });

  it('has a tab on groups: how the team stands, and where there is more', async () => {
    renderOnEntity(
      createExtensionTester(groupReadinessContent).reactElement(),
      group,
    );
    expect(
      await screen.findByText('5 of 8 services on target'),
    ).toBeInTheDocument();
    const pages = screen.getByRole('navigation', { name: 'Pages of Checkout' });
    expect(
      [...pages.querySelectorAll('a')].map(link => link.getAttribute('href')),
    ).toEqual([
      '/readiness/teams/default/checkout/history',
      '/readiness/teams/default/checkout/track-record',
      '/readiness/impact-brief/group/default/checkout',
    ]);
  });

  it('says in a card that the reader may not see it, and no more', async () => {
    const api = new InMemoryReadinessApi();
    api.refusal = new NotAllowedError('Refused by a test');
    renderOnEntity(
      createExtensionTester(entityReadinessCard).reactElement(),
      component,
      api,
    );
    expect(
      await screen.findByText('You may not see this.'),
    ).toBeInTheDocument();
    expect(screen.queryByText(/Refused by a test/)).not.toBeInTheDocument();
  });
});
