import { createApp } from '@backstage/app-defaults';
import {
  createPlugin as createLegacyPlugin,
  createRoutableExtension,
  createRouteRef,
  createSubRouteRef,
} from '@backstage/core-plugin-api';
import { createFrontendPlugin } from '@backstage/frontend-plugin-api';
import {
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { readinessApiRef } from '@team-readiness/backstage-plugin-readiness-react';
import { render, screen, within } from '@testing-library/react';
import { MemoryRouter, Route, Routes } from 'react-router-dom';
import { cart, readiness, result } from '../__testUtils__/examples';
import { InMemoryReadinessApi } from '../__testUtils__/InMemoryReadinessApi';
import { renderService } from '../__testUtils__/renderService';
import { EntityReadinessContent, ReadinessPage } from '../legacy';
import { readinessPlugin } from '../plugin';

const template = 'template:default/add-slo';
const root = createRouteRef({ id: 'scaffolder' });
// As the plugin of the Scaffolder calls it, to which the link leads without any setting.
const selectedTemplate = createSubRouteRef({
  id: 'scaffolder/selected-template',
  parent: root,
  path: '/templates/:namespace/:templateName',
});
const scaffolder = createFrontendPlugin({
  pluginId: 'scaffolder',
  routes: { root, selectedTemplate },
});

function apiOf(changes: Parameters<typeof result>[0]) {
  const api = new InMemoryReadinessApi();
  api.entity = {
    ...cart,
    scorecards: [readiness({ results: [result(changes)] })],
  };
  return api;
}

// The same in an app of the old frontend system, on the page of the entity.
function renderLegacyService(
  api: InMemoryReadinessApi,
  withScaffolder: boolean,
) {
  const catalog = createLegacyPlugin({
    id: 'catalog',
    routes: { catalogEntity: entityRouteRef },
  });
  const EntityPage = catalog.provide(
    createRoutableExtension({
      name: 'EntityPage',
      mountPoint: entityRouteRef,
      component: async () => () =>
        (
          <EntityProvider
            entity={{
              apiVersion: 'backstage.io/v1alpha1',
              kind: 'Component',
              metadata: { name: 'cart' },
            }}
          >
            <EntityReadinessContent />
          </EntityProvider>
        ),
    }),
  );
  const legacyScaffolder = createLegacyPlugin({
    id: 'scaffolder',
    routes: { root, selectedTemplate },
  });
  const ScaffolderPage = legacyScaffolder.provide(
    createRoutableExtension({
      name: 'ScaffolderPage',
      mountPoint: root,
      component: async () => () => <>Create</>,
    }),
  );
  const app = createApp({
    configLoader: async () => [
      {
        context: 'test',
        data: { backend: { baseUrl: 'http://localhost:7007' } },
      },
    ],
    apis: [{ api: readinessApiRef, deps: {}, factory: () => api }],
    components: {
      Router: ({ children }) => (
        <MemoryRouter initialEntries={['/catalog/default/component/cart']}>
          {children}
        </MemoryRouter>
      ),
    },
  });
  const AppProvider = app.getProvider();
  const AppRouter = app.getRouter();
  render(
    <AppProvider>
      <AppRouter>
        <Routes>
          <Route
            path="/catalog/:namespace/:kind/:name"
            element={<EntityPage />}
          />
          <Route path="/readiness" element={<ReadinessPage />} />
          {withScaffolder && (
            <Route path="/create" element={<ScaffolderPage />} />
          )}
        </Routes>
      </AppRouter>
    </AppProvider>,
  );
}

const systems = [
  [
    'new',
    (api: InMemoryReadinessApi, withScaffolder: boolean) => {
      renderService(api, '', [], {
        features: withScaffolder
          ? [readinessPlugin, scaffolder]
          : [readinessPlugin],
        mountedRoutes: withScaffolder ? { '/create': root } : {},
      });
    },
  ],
  ['old', renderLegacyService],
] as const;

describe.each(systems)(
  'a fix with a template, in the %s frontend system',
  (_, show) => {
    const found = () => screen.findByRole('article', { name: 'SLO' });

    it('leads to the template, with the entity filled in', async () => {
      show(apiOf({ template }), true);
      const link = within(await found()).getByRole('button', {
        name: 'Fix with template: SLO',
      });
      const { pathname, searchParams } = new URL(
        link.getAttribute('href')!,
        'http://localhost',
      );
      expect(pathname).toBe('/create/templates/default/add-slo');
      expect(JSON.parse(searchParams.get('formData')!)).toEqual({
        entityRef: 'component:default/cart',
      });
    });

    it.each<[string, Parameters<typeof result>[0], boolean]>([
      ['the Scaffolder is not installed', { template }, false],
      ['the check names no template', { template: null }, true],
      ['what it names is no template', { template: 'api:default/slo' }, true],
      ['nothing is to be fixed', { template, outcome: 'exempt' }, true],
    ])('is not offered where %s', async (_why, changes, withScaffolder) => {
      show(apiOf(changes), withScaffolder);
      await found();
      expect(screen.queryByText('Fix with template')).toBeNull();
    });
  },
);
