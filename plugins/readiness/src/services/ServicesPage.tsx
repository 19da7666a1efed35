import { EmptyState, LinkButton } from '@backstage/core-components';
import { useApi } from '@backstage/core-plugin-api';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { EntityQuery } from '@team-readiness/backstage-plugin-readiness-common';
import { readinessApiRef } from '@team-readiness/backstage-plugin-readiness-react';
import { useSearchParams } from 'react-router-dom';
import { DownloadButton } from '../layout/DownloadButton';
import { Notice, PageTitle, Panel, Stack } from '../layout';
import { useReadinessLinks } from '../links';
import { LoadedContent, useLoaded } from '../loading';
import { ServicesGrid } from '../team/ServicesGrid';
import { Services, useServices } from '../team/useServices';
import { useReadinessTranslation } from '../translations';
import { ServicesFilterBar } from './ServicesFilterBar';
import { useServicesFilters } from './useServicesFilters';
import { useServicesOrder } from './useServicesOrder';

/** The list stands on its own: nothing came with a team. */
const nothing = { services: [], total: 0 };

/**
 * The services that were found, or what there is to say where there are none.
 */
function FoundServices(props: {
  services: Services;
  /** How many levels the ladder has. */
  levels: number;
  /** Gives the whole list as CSV. */
  download(): Promise<string>;
  isNarrowed: boolean;
  onReset(): void;
}) {
  const { services, levels, download, isNarrowed, onReset } = props;
  const { t } = useReadinessTranslation();
  const { order, isUsual, sortBy } = useServicesOrder();
  const [parameters] = useSearchParams();
  const count = t('services.count', { count: services.total });
  const found = services.first.value;
  const resetButton = (
    <Button size="small" onClick={onReset}>
      {t('services.filters.reset')}
    </Button>
  );
  return (
    <Panel
      title={found ? count : t('services.title')}
      note={isUsual ? t('services.order') : undefined}
      action={
        <DownloadButton fileName="readiness-services.csv" load={download} />
      }
    >
      <LoadedContent
        of={services.first}
        what={t('services.what')}
        rows={8}
        missing={
          parameters.has('owner') ? (
            <Typography variant="body2" component="div">
              {t('services.noOwner')} {resetButton}
            </Typography>
          ) : undefined
        }
      >
        {() => {
          if (services.items.length > 0) {
            return (
              <ServicesGrid
                services={services}
                levels={levels}
                order={order}
                onSort={sortBy}
                withOwners
              />
            );
          }
          return isNarrowed ? (
            <Typography variant="body2" component="div">
              {t('services.noMatch')} {resetButton}
            </Typography>
          ) : (
            <EmptyState
              missing="content"
              title={t('services.none.title')}
              description={t('services.none.description')}
            />
          );
        }}
      </LoadedContent>
      {services.failed && (
        <Notice warning>
          {t('services.failed')}{' '}
          <Button size="small" onClick={() => services.more()}>
            {t('services.again')}
          </Button>
        </Notice>
      )}
    </Panel>
  );
}

/**
 * All services with level and distance to target, to be narrowed and sorted; filters and order are in the address.
 */
export function ServicesPage() {
  const api = useApi(readinessApiRef);
  const links = useReadinessLinks();
  const { t } = useReadinessTranslation();
  const { filters, isNarrowed, reset } = useServicesFilters();
  const { order } = useServicesOrder();
  const { scorecard } = filters;
  // What can be chosen is the same whatever is chosen.
  const overview = useLoaded(JSON.stringify([scorecard]), () =>
    api.getOverview({ scorecard }),
  );
  const query: EntityQuery = { ...filters, ...order };
  const services = useServices(nothing, query, false);
  return (
    <Stack>
      <PageTitle
        path={[{ title: t('layout.tabs.teams'), to: links.teams() }]}
        title={t('services.title')}
      />
      <LoadedContent
        of={overview}
        what={t('services.what')}
        parts={['filters', 'table']}
        missing={
          <EmptyState
            missing="info"
            title={t('services.noScorecard.title')}
            description={t('services.noScorecard.description')}
            action={
              <LinkButton to={links.services()}>
                {t('services.noScorecard.all')}
              </LinkButton>
            }
          />
        }
      >
        {value => (
          <Stack>
            <ServicesFilterBar
              overview={value}
              filters={filters}
              isNarrowed={isNarrowed}
              onReset={reset}
            />
            <FoundServices
              services={services}
              levels={Math.max(
                0,
                ...value.total.levels.map(({ level }) => level),
              )}
              download={() => api.exportEntities(query)}
              isNarrowed={isNarrowed}
              onReset={reset}
            />
          </Stack>
        )}
      </LoadedContent>
    </Stack>
  );
}
