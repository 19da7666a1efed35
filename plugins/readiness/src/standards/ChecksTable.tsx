import { Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import { CheckSummary } from '@team-readiness/backstage-plugin-readiness-common';
import {
  areaNames,
  ShareBar,
} from '@team-readiness/backstage-plugin-readiness-react';
import { ReactNode } from 'react';
import { ChangeLabel, PlainColumn, PlainTable } from '../layout';
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
  { name: 'ReadinessChecksTable' },
);

/**
 * The note of a check that does not count like the others; empty for those
 * that do.
 */
export function stageWords(
  check: Pick<CheckSummary, 'stage' | 'connected'>,
): string {
  if (!check.connected) {
    return 'Not connected to a data source';
  }
  switch (check.stage) {
    case 'warn':
      return 'Announced, does not count yet';
    case 'shadow':
      return 'On trial, seen by its owner only';
    case 'draft':
      return 'Draft, not run';
    case 'retired':
      return 'Retired';
    default:
      return '';
  }
}

/**
 * The checks of a scorecard, in the order given.
 */
export function ChecksTable(props: {
  /** Accessible name. */
  label: string;
  checks: readonly CheckSummary[];
}) {
  const classes = useStyles();
  const links = useReadinessLinks();
  const unlessInactive =
    (words: (check: CheckSummary) => ReactNode) => (check: CheckSummary) =>
      check.connected ? words(check) : '–';
  const columns: PlainColumn<CheckSummary>[] = [
    {
      title: 'Check',
      rowHeader: true,
      cell: row => (
        <>
          <Link to={links.check(row.scorecard, row.id)}>{row.title}</Link>
          <span className={classes.aside}>{row.question}</span>
          {stageWords(row) && (
            <span className={classes.aside}>{stageWords(row)}</span>
          )}
        </>
      ),
    },
    { title: 'Area', cell: row => areaNames[row.area] },
    {
      title: 'Level',
      cell: row =>
        row.gate ? (
          `${row.level} ${row.levelName}`
        ) : (
          <span title="Feeds the score, decides no level">Score only</span>
        ),
    },
    {
      title: 'Adoption',
      cell: unlessInactive(row => <ShareBar ratio={row.adoption} />),
    },
    {
      title: 'Change',
      cell: unlessInactive(row => <ChangeLabel change={row.change} />),
    },
    {
      title: 'Failing',
      align: 'right',
      cell: unlessInactive(row => row.counts.fail),
    },
    {
      title: 'Tier 1 failing',
      align: 'right',
      cell: unlessInactive(row => row.tier1Failing),
    },
    {
      title: 'No data',
      align: 'right',
      cell: unlessInactive(row => row.counts.unknown + row.counts.error),
    },
  ];
  return (
    <PlainTable
      label={props.label}
      columns={columns}
      rows={props.checks}
      rowKey={row => row.id}
    />
  );
}
