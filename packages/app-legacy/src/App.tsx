import { createApp } from '@backstage/app-defaults';
import { AppRouter, FlatRoutes } from '@backstage/core-app-api';
import {
  AlertDisplay,
  OAuthRequestDialog,
  ProxiedSignInPage,
} from '@backstage/core-components';
import { configApiRef, createApiFactory } from '@backstage/core-plugin-api';
import {
  ScmIntegrationsApi,
  scmIntegrationsApiRef,
} from '@backstage/integration-react';
import {
  CatalogEntityPage,
  CatalogIndexPage,
  catalogPlugin,
} from '@backstage/plugin-catalog';
import { orgPlugin } from '@backstage/plugin-org';
import { signalsPlugin } from '@backstage/plugin-signals';
import { UserSettingsPage } from '@backstage/plugin-user-settings';
import { ReadinessPage } from '@team-readiness/backstage-plugin-readiness/legacy';
import { Navigate, Route } from 'react-router-dom';
import { catalogColumns } from './catalog/catalogColumns';
import { entityPage } from './catalog/entityPage';
import { HomePage } from './home/HomePage';
import { PortalFrame } from './sidebar/PortalFrame';

const app = createApp({
  plugins: [signalsPlugin],
  apis: [
    createApiFactory({
      api: scmIntegrationsApiRef,
      deps: { configApi: configApiRef },
      factory: ({ configApi }) => ScmIntegrationsApi.fromConfig(configApi),
    }),
  ],
  components: {
    // Signs the guest in without a click. For trying things out only: the backend refuses guests in production.
    SignInPage: props => <ProxiedSignInPage {...props} provider="guest" />,
  },
  bindRoutes({ bind }) {
    bind(orgPlugin.externalRoutes, {
      catalogIndex: catalogPlugin.routes.catalogIndex,
    });
  },
  __experimentalTranslations: { availableLanguages: ['en', 'de'] },
});

/**
 * A portal on the old frontend system, which proves that Readiness works there.
 */
export const App = app.createRoot(
  <>
    <AlertDisplay />
    <OAuthRequestDialog />
    <AppRouter>
      <PortalFrame>
        <FlatRoutes>
          <Route path="/" element={<Navigate to="readiness" />} />
          <Route path="/home" element={<HomePage />} />
          <Route path="/readiness" element={<ReadinessPage />} />
          <Route
            path="/catalog"
            element={<CatalogIndexPage columns={catalogColumns} />}
          />
          <Route
            path="/catalog/:namespace/:kind/:name"
            element={<CatalogEntityPage />}
          >
            {entityPage}
          </Route>
          <Route path="/settings" element={<UserSettingsPage />} />
        </FlatRoutes>
      </PortalFrame>
    </AppRouter>
  </>,
);
