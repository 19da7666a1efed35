import { Link } from '@backstage/core-components';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import { CheckSummary } from '@team-readiness/backstage-plugin-readiness-common';
import { ShareBar } from '@team-readiness/backstage-plugin-readiness-react';
import { useState } from 'react';
import { beginWords, PlainColumn, PlainTable } from '../layout';
import { useReadinessLinks } from '../links';
import { useReadinessTranslation } from '../translations';
import { AdoptionCourse } from './AdoptionCourse';
import { countsWords } from './stageWords';

const useStyles = makeStyles(
  theme => ({
    aside: {
      display: 'block',
      color: theme.palette.text.secondary,
      fontSize: '0.75rem',
      lineHeight: 1.5,
    },
    // Questions are sentences; numbers need little room.
    check: {
      minWidth: 250,
      [theme.breakpoints.down('xs')]: { minWidth: 170 },
    },
    level: { whiteSpace: 'nowrap' },
    more: { margin: theme.spacing(1, 0, 1, -0.5) },
  }),
  { name: 'ReadinessChecksTable' },
);

const shownAtFirst = 10;

function CheckTitle(props: { check: CheckSummary }) {
  const { check } = props;
  const classes = useStyles();
  const links = useReadinessLinks();
  return (
    <div className={classes.check}>
      <Link to={links.check(check.scorecard, check.id)}>{check.title}</Link>
      <span className={classes.aside}>{check.question}</span>
    </div>
  );
}

function LevelWords(props: { check: CheckSummary }) {
  const { gate, level, levelName } = props.check;
  const classes = useStyles();
  const { t } = useReadinessTranslation();
  return gate ? (
    <span className={classes.level}>
      {t('standards.checks.levelWords', {
        level: String(level),
        name: levelName,
      })}
    </span>
  ) : (
    <span className={classes.level} title={t('standards.checks.scoreOnlyHelp')}>
      {t('standards.checks.scoreOnly')}
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
  const reader = useReadinessTranslation();
  const { t, words } = reader;
  const [unfolded, setUnfolded] = useState(false);
  const rows = unfolded ? checks : checks.slice(0, shownAtFirst);
  const columns: PlainColumn<CheckSummary>[] = [
    {
      title: t('standards.checks.check'),
      rowHeader: true,
      cell: row => <CheckTitle check={row} />,
    },
    {
      title: t('standards.checks.level'),
      cell: row => <LevelWords check={row} />,
    },
    {
      title: t('standards.checks.adoption'),
      cell: row => <ShareBar ratio={row.adoption} />,
    },
    {
      title: t('standards.checks.change'),
      cell: row => <AdoptionCourse check={row} />,
    },
    {
      title: t('standards.checks.failing'),
      align: 'right',
      cell: row => words.number(row.counts.fail),
    },
    {
      title: t('standards.checks.tier1Failing'),
      align: 'right',
      cell: row => words.number(row.tier1Failing),
    },
    {
      title: t('standards.checks.noData'),
      align: 'right',
      cell: row => words.number(row.counts.unknown + row.counts.error),
    },
    { title: t('standards.checks.area'), cell: row => words.area(row.area) },
    {
      title: t('standards.checks.counts'),
      cell: row => (
        <span className={classes.level}>{countsWords(reader, row)}</span>
      ),
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
          {t('standards.checks.showAll', {
            number: words.number(checks.length),
          })}
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
  const { t, words } = useReadinessTranslation();
  const columns: PlainColumn<CheckSummary>[] = [
    {
      title: t('standards.checks.check'),
      rowHeader: true,
      cell: row => <CheckTitle check={row} />,
    },
    { title: t('standards.checks.area'), cell: row => words.area(row.area) },
    {
      title: t('standards.checks.level'),
      cell: row => <LevelWords check={row} />,
    },
    {
      title: t('standards.checks.needs'),
      cell: row => beginWords(row.waitsFor.join(', ')),
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
