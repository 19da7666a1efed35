import { EmptyState, Link } from '@backstage/core-components';
import { useApi } from '@backstage/core-plugin-api';
import {
  EntityName,
  EntityReadiness,
} from '@team-readiness/backstage-plugin-readiness-common';
import { readinessApiRef } from '@team-readiness/backstage-plugin-readiness-react';
import { Notice, Stack } from '../layout';
import { refWords, useAnchor, useReadinessLinks } from '../links';
import { LoadedContent, useLoaded } from '../loading';
import { useReadinessTranslation } from '../translations';
import { CheckOwnersProvider } from './CheckOwners';
import { EntityProblems } from './EntityProblems';
import { RefreshedSources, refreshedSources } from './refreshedSources';
import { RefreshButton } from './RefreshButton';
import { ScorecardResults } from './ScorecardResults';
import { ScoreTrend } from './ScoreTrend';
import { ServiceProvider } from './ServiceContext';
import { ServiceHistory } from './ServiceHistory';
import { SourceFailuresProvider } from './SourceFailures';
import { WhyTheseScorecards } from './WhyTheseScorecards';

/** The first scorecard in full, and of others level and fixes, so that several of them stay calm. */
function Scorecards(props: {
  entity: EntityReadiness;
  onRefresh(): Promise<RefreshedSources>;
}) {
  const { entity, onRefresh } = props;
  const [main, ...others] = entity.scorecards;
  return (
    <ServiceProvider
      value={{
        ref: entity.ref,
        title: entity.title ?? refWords(entity.ref),
        refresh: onRefresh,
      }}
    >
      <SourceFailuresProvider entity={entity}>
        <CheckOwnersProvider entity={entity}>
          <Stack>
            <ScorecardResults
              readiness={main}
              action={<RefreshButton onRefresh={onRefresh} />}
              score={<ScoreTrend entity={entity.ref} readiness={main} />}
            />
            {others.map(readiness => (
              <ScorecardResults
                key={readiness.scorecard.id}
                readiness={readiness}
                folded
              />
            ))}
          </Stack>
        </CheckOwnersProvider>
      </SourceFailuresProvider>
    </ServiceProvider>
  );
}

function ServiceBody(props: {
  name: EntityName;
  entity: EntityReadiness;
  onRefresh(): Promise<RefreshedSources>;
}) {
  const { name, entity, onRefresh } = props;
  const links = useReadinessLinks();
  const { t } = useReadinessTranslation();
  if (entity.state === 'waiting') {
    return (
      <Stack>
        <RefreshButton onRefresh={onRefresh} />
        <Notice>{t('service.waiting')}</Notice>
      </Stack>
    );
  }
  return (
    <Stack>
      {entity.scorecards.length > 0 ? (
        <Scorecards entity={entity} onRefresh={onRefresh} />
      ) : (
        <EmptyState
          missing="content"
          title={t('service.nothingAsked.title')}
          description={t('service.nothingAsked.description')}
          action={
            <>
              <RefreshButton onRefresh={onRefresh} />
              <Link to={links.standards()}>
                {t('service.nothingAsked.link')}
              </Link>
            </>
          }
        />
      )}
      <EntityProblems entity={entity} />
      <ServiceHistory entity={entity.ref} scorecards={entity.scorecards} />
      <WhyTheseScorecards name={name} open={entity.scorecards.length === 0} />
    </Stack>
  );
}

function LoadedService(props: { name: EntityName }) {
  const { name } = props;
  const api = useApi(readinessApiRef);
  const { t } = useReadinessTranslation();
  const entity = useLoaded('', () => api.getEntity(name));
  useAnchor(entity.value !== undefined);
  return (
    <LoadedContent
      of={entity}
      what={t('service.what')}
      parts={['headline', 'list', 'list']}
      missing={
        <EmptyState
          missing="content"
          title={t('service.unknown.title')}
          description={t('service.unknown.description')}
        />
      }
    >
      {value => (
        <ServiceBody
          name={name}
          entity={value}
          onRefresh={async () => {
            const after = await api.refreshEntity(name);
            entity.replace(after);
            return refreshedSources(value, after);
          }}
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
