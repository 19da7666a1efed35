import { Content, Header, Page } from '@backstage/core-components';
import { configApiRef, useApi } from '@backstage/core-plugin-api';
import Grid from '@material-ui/core/Grid';
import { HomeReadinessCard } from '@team-readiness/backstage-plugin-readiness/legacy';

/**
 * The home page of the portal: the reader's teams and what to fix next.
 */
export function HomePage() {
  const name = useApi(configApiRef).getOptionalString('organization.name');
  return (
    <Page themeId="home">
      <Header title={name ?? 'Home'} pageTitleOverride="Home" />
      <Content>
        <Grid container spacing={3}>
          <Grid item xs={12} lg={8}>
            <HomeReadinessCard />
          </Grid>
        </Grid>
      </Content>
    </Page>
  );
}
