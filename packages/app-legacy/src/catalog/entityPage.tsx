import {
  EntityAboutCard,
  EntityHasComponentsCard,
  EntityHasSystemsCard,
  EntityLayout,
  EntityLinksCard,
  EntitySwitch,
  isKind,
} from '@backstage/plugin-catalog';
import {
  EntityGroupProfileCard,
  EntityMembersListCard,
  EntityOwnershipCard,
  EntityUserProfileCard,
} from '@backstage/plugin-org';
import {
  EntityReadinessCard,
  EntityReadinessContent,
  GroupReadinessCard,
  GroupReadinessContent,
  isReadinessAvailable,
} from '@team-readiness/backstage-plugin-readiness/legacy';
import Grid from '@material-ui/core/Grid';
import { Children, ReactNode } from 'react';

function Cards(props: { children: ReactNode }) {
  return (
    <Grid container spacing={3} alignItems="stretch">
      {Children.toArray(props.children).map((card, index) => (
        <Grid key={index} item xs={12} md={6}>
          {card}
        </Grid>
      ))}
    </Grid>
  );
}

const group = (
  <Cards>
    <EntityGroupProfileCard />
    <GroupReadinessCard />
    <EntityOwnershipCard />
    <EntityMembersListCard />
  </Cards>
);

const user = (
  <Cards>
    <EntityUserProfileCard />
    <EntityOwnershipCard />
  </Cards>
);

const measured = (
  <Cards>
    <EntityAboutCard />
    <EntityReadinessCard />
    <EntityLinksCard />
  </Cards>
);

const other = (
  <Cards>
    <EntityAboutCard />
    <EntityHasComponentsCard />
    <EntityHasSystemsCard />
  </Cards>
);

/**
 * The page of any entity: what the catalog knows of it and, where it is measured, its readiness.
 */
export const entityPage = (
  <EntityLayout>
    <EntityLayout.Route path="/" title="Overview">
      <EntitySwitch>
        <EntitySwitch.Case if={isKind('group')}>{group}</EntitySwitch.Case>
        <EntitySwitch.Case if={isKind('user')}>{user}</EntitySwitch.Case>
        <EntitySwitch.Case if={isReadinessAvailable}>
          {measured}
        </EntitySwitch.Case>
        <EntitySwitch.Case>{other}</EntitySwitch.Case>
      </EntitySwitch>
    </EntityLayout.Route>
    <EntityLayout.Route
      path="/readiness"
      title="Readiness"
      if={isReadinessAvailable}
    >
      <EntityReadinessContent />
    </EntityLayout.Route>
    <EntityLayout.Route
      path="/readiness"
      title="Readiness"
      if={isKind('group')}
    >
      <GroupReadinessContent />
    </EntityLayout.Route>
  </EntityLayout>
);
