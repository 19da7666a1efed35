import { useRouteRef } from '@backstage/core-plugin-api';
import { PageLayout } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import { ReactNode } from 'react';
import { rootRouteRef, standardsRouteRef, teamsRouteRef } from '../routes';
import { useReadinessTranslation } from '../translations';
import { PageMain } from './PageMain';
import { ReadinessIcon } from './ReadinessIcon';

// The framework draws the tabs a moment after their strip: its height is kept, or all below would move.
const useStyles = makeStyles(
  { root: { '& .bui-PluginHeaderTabsWrapper': { minHeight: 36 } } },
  { name: 'ReadinessDrillDownPage' },
);

/**
 * A page that is no tab, under the same header and tabs as those that are.
 */
export function DrillDownPage(props: { children: ReactNode }) {
  const root = useRouteRef(rootRouteRef)();
  const teams = useRouteRef(teamsRouteRef)();
  const standards = useRouteRef(standardsRouteRef)();
  const classes = useStyles();
  const { t } = useReadinessTranslation();
  return (
    <div className={classes.root}>
      <PageLayout
        title="Readiness"
        icon={<ReadinessIcon />}
        titleLink={root}
        tabs={[
          { id: 'teams', label: t('layout.tabs.teams'), href: teams },
          {
            id: 'standards',
            label: t('layout.tabs.standards'),
            href: standards,
          },
        ]}
      >
        <PageMain>{props.children}</PageMain>
      </PageLayout>
    </div>
  );
}
