import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { catalogApiRef, entityRouteRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { readinessApiRef } from '@team-readiness/backstage-plugin-readiness-react';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Route, Routes } from 'react-router-dom';
import { InMemoryReadinessApi } from '../__testUtils__/InMemoryReadinessApi';
import * as routes from '../routes';
import { isReadinessAvailable } from './isReadinessAvailable';
import { legacyRoutes } from './legacyRoutes';
import { ReadinessPages } from './ReadinessPages';

// Mounted elsewhere than usual: links must follow.
function renderLegacy(path: string) {
  renderInTestApp(
    <Routes>
      <Route path="/standing/*" element={<ReadinessPages />} />
    </Routes>,
    {
      apis: [
        [readinessApiRef, new InMemoryReadinessApi()],
        [catalogApiRef, catalogApiMock()],
        [permissionApiRef, mockApis.permission()],
      ],
      mountedRoutes: {
        '/standing': routes.rootRouteRef,
        '/catalog/:namespace/:kind/:name': entityRouteRef,
      },
      initialRouteEntries: [path],
    },
  );
}

describe('the pages in the old frontend system', () => {
  it('are as many as there are routes', () => {
    const paths = Object.values(routes).flatMap(ref =>
      'path' in ref ? [ref.path] : [],
    );
    expect(legacyRoutes.map(({ path }) => path).sort()).toEqual(paths.sort());
  });

  it('begin with the teams, and lead on below the mount point', async () => {
    renderLegacy('/standing');
    expect(await screen.findByRole('tab', { name: 'Teams' })).toHaveAttribute(
      'aria-selected',
      'true',
    );
    expect(
      await screen.findByRole('link', { name: 'Checkout' }),
    ).toHaveAttribute('href', '/standing/teams/default/checkout');

    await userEvent.click(screen.getByRole('tab', { name: 'Standards' }));
    await waitFor(() =>
      expect(screen.getByRole('tab', { name: 'Standards' })).toHaveAttribute(
        'aria-selected',
        'true',
      ),
    );
    await waitFor(() =>
      expect(
        screen.getAllByRole('link').map(link => link.getAttribute('href')),
      ).toContain('/standing/checks/service-readiness/slo-defined'),
    );
  });

  it('open below a tab, which stays selected', async () => {
    renderLegacy('/standing/checks/service-readiness/slo-defined');
    expect(
      await screen.findByRole('heading', { level: 2, name: 'SLO' }),
    ).toBeInTheDocument();
    expect(screen.getByRole('tab', { name: 'Standards' })).toHaveAttribute(
      'aria-selected',
      'true',
    );
  });

  it('say so where there is no such page', async () => {
    renderLegacy('/standing/nowhere/at/all');
    expect(await screen.findByText(/Page not found/)).toBeInTheDocument();
  });

  it('have a place on components and resources', () => {
    const entity = { apiVersion: '1', metadata: { name: 'a' } };
    expect(
      ['Component', 'resource', 'Group', 'API'].map(kind =>
        isReadinessAvailable({ ...entity, kind }),
      ),
    ).toEqual([true, true, false, false]);
  });
});
