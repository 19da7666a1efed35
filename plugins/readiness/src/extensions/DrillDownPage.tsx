import { useRouteRef } from '@backstage/core-plugin-api';
import { PageLayout } from '@backstage/frontend-plugin-api';
import { ReactNode } from 'react';
import { rootRouteRef, standardsRouteRef, teamsRouteRef } from '../routes';
import { PageMain } from './PageMain';
import { ReadinessIcon } from './ReadinessIcon';

/**
 * A page that is no tab, under the same header and tabs as those that are.
 */
export function DrillDownPage(props: { children: ReactNode }) {
  const root = useRouteRef(rootRouteRef)();
  const teams = useRouteRef(teamsRouteRef)();
  const standards = useRouteRef(standardsRouteRef)();
  return (
    <PageLayout
      title="Readiness"
      icon={<ReadinessIcon />}
      titleLink={root}
      tabs={[
        { id: 'teams', label: 'Teams', href: teams },
        { id: 'standards', label: 'Standards', href: standards },
      ]}
    >
      <PageMain>{props.children}</PageMain>
    </PageLayout>
  );
}
