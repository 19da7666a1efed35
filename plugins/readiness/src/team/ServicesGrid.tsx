import { Link } from '@backstage/core-components';
import { makeStyles, useTheme } from '@material-ui/core/styles';
import useMediaQuery from '@material-ui/core/useMediaQuery';
import { EntitySummary } from '@team-readiness/backstage-plugin-readiness-common';
import {
  GridColumn,
  lacksData,
  LevelBadge,
  ShareBar,
  TargetLabel,
  VirtualGrid,
} from '@team-readiness/backstage-plugin-readiness-react';
import { OwnerLinks, useReadinessLinks } from '../links';
import { ReadinessT, useReadinessTranslation } from '../translations';
import { Services } from './useServices';

/** By what services can be sorted. */
export const serviceSorts = ['name', 'distance', 'level', 'tier'] as const;

/** An order of services. */
export interface ServiceOrder {
  sort: (typeof serviceSorts)[number];
  order: 'asc' | 'desc';
}

const useStyles = makeStyles(
  theme => ({
    aside: {
      display: 'block',
      color: theme.palette.text.secondary,
      fontSize: '0.75rem',
      lineHeight: 1.5,
    },
    lines: { '& > span': { whiteSpace: 'normal' } },
  }),
  { name: 'ReadinessServicesGrid' },
);

function noteWords(t: ReadinessT, entity: EntitySummary): string {
  return [
    entity.inGrace ? t('team.services.inGrace') : '',
    entity.held ? t('team.services.held') : '',
    lacksData(entity.share) ? t('team.services.lacksData') : '',
  ]
    .filter(Boolean)
    .join('. ');
}

/**
 * Services with distance to target and level, in the order of the backend; more come as a reader nears the end.
 */
export function ServicesGrid(props: {
  services: Services;
  /** How many levels the ladder has. */
  levels: number;
  order: ServiceOrder;
  onSort(order: ServiceOrder): void;
  /** Where services of several teams are listed: whose each is. */
  withOwners?: boolean;
}) {
  const { services, levels, order, onSort, withOwners } = props;
  const classes = useStyles();
  const links = useReadinessLinks();
  const { t, words } = useReadinessTranslation();
  // A phone has room for the service and its distance.
  const isDense = useMediaQuery(useTheme().breakpoints.down('xs'), {
    noSsr: true,
  });
  const sortBy = (sort: ServiceOrder['sort']) => {
    const isSorted = order.sort === sort;
    const first = sort === 'distance' ? 'desc' : 'asc';
    const turned = order.order === 'asc' ? 'desc' : 'asc';
    return {
      sort: isSorted ? order.order : null,
      onSort: () => onSort({ sort, order: isSorted ? turned : first }),
    };
  };
  const columns: GridColumn<EntitySummary>[] = [
    {
      id: 'service',
      title: t('team.services.service'),
      width: isDense ? 148 : 175,
      isRowHeader: true,
      ...sortBy('name'),
      render: row => (
        <>
          <Link to={links.service(row.ref)}>{row.title ?? row.name}</Link>
          <span className={classes.aside}>
            {[row.type ?? row.kind, row.lifecycle].filter(Boolean).join(', ')}
          </span>
        </>
      ),
    },
    {
      id: 'distance',
      title: t('team.services.distance'),
      width: isDense ? 130 : 190,
      ...sortBy('distance'),
      // The ref of an entity must not reach React as the ref of an element.
      render: ({ targetLevel, onTarget, fixes }) => (
        <div className={isDense ? classes.lines : undefined}>
          <TargetLabel
            targetLevel={targetLevel}
            onTarget={onTarget}
            fixes={fixes}
          />
        </div>
      ),
    },
    {
      id: 'level',
      title: t('team.services.level'),
      width: 168,
      ...sortBy('level'),
      render: ({ level, levelName, exemptions }) => (
        <LevelBadge
          level={level}
          levelName={levelName}
          exemptions={exemptions}
          of={levels}
        />
      ),
    },
    {
      id: 'target',
      title: t('team.services.target'),
      width: 110,
      render: ({ targetLevel, level, onTarget }) =>
        targetLevel === null ? (
          t('team.services.noLevel')
        ) : (
          <>
            {t('team.services.targetLevel', { level: String(targetLevel) })}
            {/* Without a word, a lower level that is on target reads like a mistake. */}
            {onTarget && level < targetLevel && (
              <span className={classes.aside}>
                {t('team.services.asFarAsAsked')}
              </span>
            )}
          </>
        ),
    },
    {
      id: 'tier',
      title: t('team.services.tier'),
      width: 80,
      ...sortBy('tier'),
      render: row => words.tier(row.tier),
    },
    ...(withOwners
      ? [
          {
            id: 'owner',
            title: t('services.owner'),
            width: 145,
            render: (row: EntitySummary) => <OwnerLinks owners={row.owners} />,
          },
        ]
      : []),
    {
      id: 'checks',
      title: t('team.services.checksMet'),
      width: 140,
      render: row => <ShareBar ratio={row.share.adoption} />,
    },
    ...(services.items.some(row => noteWords(t, row))
      ? [
          {
            id: 'note',
            title: t('team.services.notes'),
            width: 120,
            render: (row: EntitySummary) => noteWords(t, row),
          },
        ]
      : []),
  ];
  return (
    <VirtualGrid
      label={t('team.services.title')}
      columns={columns}
      rows={services.items}
      rowKey={row => row.ref}
      total={services.hasMore ? services.total : services.items.length}
      loading={services.busy}
      onEnd={services.hasMore && !services.failed ? services.more : undefined}
      emptyText={t('team.services.noMatch')}
      lines={2}
      dense={isDense}
    />
  );
}
