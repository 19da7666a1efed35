import { Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import { EntitySummary } from '@team-readiness/backstage-plugin-readiness-common';
import {
  lacksData,
  LevelBadge,
  ShareBar,
  TargetLabel,
} from '@team-readiness/backstage-plugin-readiness-react';
import { PlainColumn, PlainTable, tierWords } from '../layout';
import { useReadinessLinks } from '../links';

const useStyles = makeStyles(
  theme => ({
    aside: {
      display: 'block',
      color: theme.palette.text.secondary,
      fontSize: '0.75rem',
      lineHeight: 1.5,
    },
  }),
  { name: 'ReadinessServicesTable' },
);

function noteWords(entity: EntitySummary): string {
  return [
    entity.inGrace ? 'New, not counted yet' : '',
    entity.held ? 'Level held, data missing' : '',
    lacksData(entity.share) ? 'Not enough data' : '',
  ]
    .filter(Boolean)
    .join('. ');
}

/**
 * Services with distance to target and level, in the order given.
 */
export function ServicesTable(props: {
  services: readonly EntitySummary[];
  /** How many levels the ladder has. */
  levels: number;
}) {
  const classes = useStyles();
  const links = useReadinessLinks();
  const columns: PlainColumn<EntitySummary>[] = [
    {
      title: 'Service',
      rowHeader: true,
      cell: row => (
        <>
          <Link to={links.service(row.ref)}>{row.title ?? row.name}</Link>
          <span className={classes.aside}>
            {[row.type ?? row.kind, row.lifecycle].filter(Boolean).join(', ')}
          </span>
        </>
      ),
    },
    {
      title: 'Distance to target',
      // The ref of an entity must not reach React as the ref of an element.
      cell: ({ targetLevel, onTarget, fixes }) => (
        <TargetLabel
          targetLevel={targetLevel}
          onTarget={onTarget}
          fixes={fixes}
        />
      ),
    },
    {
      title: 'Level',
      cell: ({ level, levelName, exemptions }) => (
        <LevelBadge
          level={level}
          levelName={levelName}
          exemptions={exemptions}
          of={props.levels}
        />
      ),
    },
    {
      title: 'Target',
      cell: row =>
        row.targetLevel === null ? '–' : `Level ${row.targetLevel}`,
    },
    { title: 'Tier', cell: row => tierWords(row.tier) },
    {
      title: 'Checks met',
      cell: row => <ShareBar ratio={row.share.adoption} />,
    },
    ...(props.services.some(noteWords)
      ? [{ title: 'Note', cell: noteWords }]
      : []),
  ];
  return (
    <PlainTable
      label="Services"
      columns={columns}
      rows={props.services}
      rowKey={row => row.ref}
    />
  );
}
