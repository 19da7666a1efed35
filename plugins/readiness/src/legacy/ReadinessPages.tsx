import {
  Content,
  ErrorPage,
  Header,
  HeaderTabs,
  Link,
  Page,
} from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import {
  matchPath,
  Navigate,
  Route,
  Routes,
  useLocation,
} from 'react-router-dom';
import { rootRouteRef, standardsRouteRef, teamsRouteRef } from '../routes';
import { LegacyRoute, legacyRoutes } from './legacyRoutes';

/**
 * Every page of Readiness within the shell that the old frontend system leaves to plugins.
 */
export function ReadinessPages() {
  const root = useRouteRef(rootRouteRef)();
  const teams = useRouteRef(teamsRouteRef)();
  const standards = useRouteRef(standardsRouteRef)();
  const { pathname } = useLocation();
  const tabs: { id: LegacyRoute['tab']; label: string; to: string }[] = [
    { id: 'teams', label: 'Teams', to: teams },
    { id: 'standards', label: 'Standards', to: standards },
  ];
  const current = legacyRoutes.find(({ path }) =>
    matchPath(root.replace(/\/$/, '') + path, pathname),
  );
  return (
    <Page themeId="tool">
      <Header title="Readiness" pageTitleOverride="Readiness" />
      <HeaderTabs
        tabs={tabs.map(({ id, label, to }) => ({
          id,
          label,
          tabProps: { component: Link, to },
        }))}
        selectedIndex={Math.max(
          0,
          tabs.findIndex(({ id }) => id === current?.tab),
        )}
      />
      <Content>
        <Routes>
          <Route index element={<Navigate to={teams} replace />} />
          {legacyRoutes.map(({ path, element }) => (
            <Route key={path} path={path} element={element} />
          ))}
          <Route
            path="*"
            element={<ErrorPage status="404" statusMessage="Page not found" />}
          />
        </Routes>
      </Content>
    </Page>
  );
}
