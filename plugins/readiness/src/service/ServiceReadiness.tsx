import { EmptyState, Link } from '@backstage/core-components';
import { useApi } from '@backstage/core-plugin-api';
import {
  EntityName,
  EntityReadiness,
} from '@team-readiness/backstage-plugin-readiness-common';
import { readinessApiRef } from '@team-readiness/backstage-plugin-readiness-react';
import { ReactNode } from 'react';
import { Notice, Stack } from '../layout';
import { useAnchor, useReadinessLinks } from '../links';
import { LoadedContent, useLoaded } from '../loading';
import { EntityProblems } from './EntityProblems';
import { refreshedSources } from './refreshedSources';
import { RefreshButton } from './RefreshButton';
import { ScorecardResults } from './ScorecardResults';
import { ServiceHistory } from './ServiceHistory';
import { SourceFailuresProvider } from './SourceFailures';
import { WhyTheseScorecards } from './WhyTheseScorecards';

function ServiceBody(props: {
  name: EntityName;
  entity: EntityReadiness;
  refresh: ReactNode;
}) {
  const { name, entity, refresh } = props;
  const links = useReadinessLinks();
  if (entity.state === 'waiting') {
    return (
      <Stack>
        {refresh}
        <Notice>
          This entity is in the catalog, but was not checked yet. It is in line;
          Refresh checks it at once.
        </Notice>
      </Stack>
    );
  }
  return (
    <Stack>
      <EntityProblems entity={entity} />
      <SourceFailuresProvider entity={entity}>
        {entity.scorecards.map((readiness, index) => (
          <ScorecardResults
            key={readiness.scorecard.id}
            readiness={readiness}
            action={index === 0 ? refresh : undefined}
          />
        ))}
      </SourceFailuresProvider>
      {entity.scorecards.length === 0 && (
        <EmptyState
          missing="content"
          title="Nothing is asked of it"
          description="No scorecard has a check that applies to this entity."
          action={
            <>
              {refresh}
              <Link to={links.standards()}>See the standards</Link>
            </>
          }
        />
      )}
      <ServiceHistory name={name} />
      <WhyTheseScorecards name={name} open={entity.scorecards.length === 0} />
    </Stack>
  );
}

function LoadedService(props: { name: EntityName }) {
  const { name } = props;
  const api = useApi(readinessApiRef);
  const entity = useLoaded('', () => api.getEntity(name));
  useAnchor(entity.value !== undefined);
  return (
    <LoadedContent
      of={entity}
      what="the readiness of this entity"
      rows={6}
      missing={
        <EmptyState
          missing="content"
          title="Not known to Readiness yet"
          description="The entity is new in the catalog, or no scorecard is about its kind. New entities show within a few minutes."
        />
      }
    >
      {value => (
        <ServiceBody
          name={name}
          entity={value}
          refresh={
            <RefreshButton
              onRefresh={async () => {
                const after = await api.refreshEntity(name);
                entity.replace(after);
                return refreshedSources(value, after);
              }}
            />
          }
        />
      )}
    </LoadedContent>
  );
}

/**
 * One entity against every scorecard that asks something of it, with a button
 * that looks again.
 */
export function ServiceReadiness(props: { name: EntityName }) {
  const { kind, namespace, name } = props.name;
  return (
    <LoadedService key={`${kind}/${namespace}/${name}`} name={props.name} />
  );
}
