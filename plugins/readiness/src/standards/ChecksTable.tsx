import { Link } from '@backstage/core-components';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import { CheckSummary } from '@team-readiness/backstage-plugin-readiness-common';
import {
  areaNames,
  ShareBar,
} from '@team-readiness/backstage-plugin-readiness-react';
import { useState } from 'react';
import { beginWords, ChangeLabel, PlainColumn, PlainTable } from '../layout';
import { useReadinessLinks } from '../links';
import { stageWords } from './stageWords';

const useStyles = makeStyles(
  theme => ({
    aside: {
      display: 'block',
      color: theme.palette.text.secondary,
      fontSize: '0.75rem',
      lineHeight: 1.5,
    },
    level: { whiteSpace: 'nowrap' },
    more: { margin: theme.spacing(1, 0, 1, -0.5) },
  }),
  { name: 'ReadinessChecksTable' },
);

const shownAtFirst = 15;

function CheckTitle(props: { check: CheckSummary; note: string }) {
  const { check, note } = props;
  const classes = useStyles();
  const links = useReadinessLinks();
  return (
    <>
      <Link to={links.check(check.scorecard, check.id)}>{check.title}</Link>
      <span className={classes.aside}>{check.question}</span>
      {note && <span className={classes.aside}>{note}</span>}
    </>
  );
}

function LevelWords(props: { check: CheckSummary }) {
  const { gate, level, levelName } = props.check;
  const classes = useStyles();
  return gate ? (
    <span className={classes.level}>
      {level} {levelName}
    </span>
  ) : (
    <span className={classes.level} title="Feeds the score, decides no level">
      Score only
    </span>
  );
}

/**
 * The connected checks of a scorecard, in the order given. The first ones, and
 * the others on request.
 */
export function ChecksTable(props: {
  /** Accessible name. */
  label: string;
  checks: readonly CheckSummary[];
}) {
  const { label, checks } = props;
  const classes = useStyles();
  const [unfolded, setUnfolded] = useState(false);
  const rows = unfolded ? checks : checks.slice(0, shownAtFirst);
  const columns: PlainColumn<CheckSummary>[] = [
    {
      title: 'Check',
      rowHeader: true,
      cell: row => <CheckTitle check={row} note={stageWords(row)} />,
    },
    { title: 'Area', cell: row => areaNames[row.area] },
    { title: 'Level', cell: row => <LevelWords check={row} /> },
    { title: 'Adoption', cell: row => <ShareBar ratio={row.adoption} /> },
    ...(checks.some(({ change }) => change)
      ? [
          {
            title: 'Change',
            cell: (row: CheckSummary) => <ChangeLabel change={row.change} />,
          },
        ]
      : []),
    { title: 'Failing', align: 'right', cell: row => row.counts.fail },
    { title: 'Tier 1 failing', align: 'right', cell: row => row.tier1Failing },
    {
      title: 'No data',
      align: 'right',
      cell: row => row.counts.unknown + row.counts.error,
    },
  ];
  return (
    <>
      <PlainTable
        label={label}
        columns={columns}
        rows={rows}
        rowKey={row => row.id}
      />
      {rows.length < checks.length && (
        <Button
          size="small"
          className={classes.more}
          onClick={() => setUnfolded(true)}
        >
          Show all {checks.length} checks
        </Button>
      )}
    </>
  );
}

/**
 * The checks of a scorecard that are not connected, by area, with the data that
 * each needs.
 */
export function UnconnectedTable(props: {
  /** Accessible name. */
  label: string;
  checks: readonly CheckSummary[];
}) {
  const columns: PlainColumn<CheckSummary>[] = [
    {
      title: 'Check',
      rowHeader: true,
      cell: row => <CheckTitle check={row} note="" />,
    },
    { title: 'Area', cell: row => areaNames[row.area] },
    { title: 'Level', cell: row => <LevelWords check={row} /> },
    { title: 'Needs', cell: row => beginWords(row.waitsFor.join(', ')) },
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
