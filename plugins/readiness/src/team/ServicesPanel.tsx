import { Link } from '@backstage/core-components';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { Team } from '@team-readiness/backstage-plugin-readiness-common';
import { useSearchParams } from 'react-router-dom';
import { Notice, Panel, parseTier, useSearchFilters } from '../layout';
import { useReadinessLinks } from '../links';
import { LoadedContent } from '../loading';
import { useReadinessTranslation } from '../translations';
import { ServiceFilters, ServiceFilterValues } from './ServiceFilters';
import { ServiceOrder, serviceSorts, ServicesGrid } from './ServicesGrid';
import { useServices } from './useServices';

const useStyles = makeStyles(
  theme => ({ list: { fontSize: theme.typography.body2.fontSize } }),
  { name: 'ReadinessServicesPanel' },
);

const targets = ['met', 'missed', 'none'] as const;
const usual: ServiceOrder = { sort: 'distance', order: 'desc' };
/** Fewer are seen at a glance. */
const fewServices = 5;

function readOrder(parameters: URLSearchParams): ServiceOrder {
  const sort = serviceSorts.find(known => known === parameters.get('sort'));
  if (!sort) {
    return usual;
  }
  const first = sort === 'distance' ? 'desc' : 'asc';
  const order = (['asc', 'desc'] as const).find(
    known => known === parameters.get('order'),
  );
  return { sort, order: order ?? first };
}

/**
 * The services of a team and its child teams; filters and order are in the address.
 */
export function ServicesPanel(props: {
  team: Team;
  /** Where it is not the default one. */
  scorecard: string | undefined;
  /** How many levels the ladder has. */
  levels: number;
}) {
  const { team, scorecard, levels } = props;
  const classes = useStyles();
  const links = useReadinessLinks();
  const { t } = useReadinessTranslation();
  const [parameters, setFilter] = useSearchFilters();
  const [, setParameters] = useSearchParams();
  const values: ServiceFilterValues = {
    search: parameters.get('search') ?? '',
    target: targets.find(known => known === parameters.get('target')) ?? '',
    tier: String(parseTier(parameters.get('tier')) ?? ''),
  };
  const order = readOrder(parameters);
  const isNarrowed = Object.values(values).some(value => value !== '');
  const isWhole =
    !isNarrowed && order.sort === usual.sort && order.order === usual.order;
  const count = team.standing.entities + team.standing.inGrace;
  const services = useServices(
    { services: team.entities, total: Math.max(count, team.entities.length) },
    {
      owner: team.team.ref,
      scorecard,
      search: values.search || undefined,
      target: values.target || undefined,
      tier: parseTier(values.tier),
      sort: order.sort,
      order: order.order,
    },
    isWhole,
  );
  const list = links.services({
    owner: team.team.ref,
    scorecard,
    search: values.search,
    target: values.target || undefined,
    tier: parseTier(values.tier),
  });
  const clear = () =>
    setParameters(
      previous => {
        const next = new URLSearchParams(previous);
        Object.keys(values).forEach(name => next.delete(name));
        return next;
      },
      { replace: true },
    );
  const sortBy = (next: ServiceOrder) =>
    setParameters(
      previous => {
        const changed = new URLSearchParams(previous);
        changed.set('sort', next.sort);
        changed.set('order', next.order);
        return changed;
      },
      { replace: true },
    );

  if (count === 0 && team.entities.length === 0) {
    return (
      <Panel title={t('team.services.title')}>
        <Typography variant="body2">
          {t('team.services.none', { scorecard: team.scorecard.title })}
        </Typography>
      </Panel>
    );
  }
  const shown = isNarrowed ? services.total : count;
  const amount =
    shown < count
      ? t('team.services.shown', { shown, amount: count })
      : t('team.services.count', { count: shown });
  return (
    <Panel
      title={t('team.services.title')}
      note={
        isNarrowed || !isWhole
          ? amount
          : `${amount}, ${t('team.services.order')}`
      }
      action={
        <Link to={list} className={classes.list}>
          {t('services.openList')}
        </Link>
      }
    >
      {(count > fewServices || isNarrowed) && (
        <ServiceFilters
          values={values}
          onChange={(name, value) => setFilter(name, [value])}
        />
      )}
      <LoadedContent of={services.first} what={t('team.services.what')}>
        {() =>
          services.items.length > 0 ? (
            <ServicesGrid
              services={services}
              levels={levels}
              order={order}
              onSort={sortBy}
            />
          ) : (
            <Typography variant="body2" component="div">
              {t('team.services.noMatch')}{' '}
              <Button size="small" onClick={clear}>
                {t('team.services.clear')}
              </Button>
            </Typography>
          )
        }
      </LoadedContent>
      {services.failed && (
        <Notice warning>
          {t('team.services.failed')}{' '}
          <Button size="small" onClick={services.more}>
            {t('team.services.again')}
          </Button>
        </Notice>
      )}
    </Panel>
  );
}
