import { Link } from '@backstage/core-components';
import Paper from '@material-ui/core/Paper';
import { makeStyles } from '@material-ui/core/styles';
import { Standing } from '@team-readiness/backstage-plugin-readiness-common';
import { ReactNode } from 'react';
import { useReadinessLinks } from '../links';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'grid',
      gridTemplateColumns: 'repeat(auto-fit, minmax(200px, 1fr))',
      gap: theme.spacing(2),
      margin: 0,
      padding: 0,
      listStyle: 'none',
    },
    tile: {
      padding: theme.spacing(1.75, 2.5),
      height: '100%',
      boxSizing: 'border-box',
    },
    number: {
      display: 'block',
      fontSize: '2rem',
      lineHeight: 1.2,
      fontWeight: 600,
      color: theme.palette.text.primary,
      fontVariantNumeric: 'tabular-nums',
    },
    of: {
      fontSize: '1rem',
      fontWeight: 400,
      color: theme.palette.text.secondary,
    },
    label: { fontSize: '1rem' },
    note: {
      display: 'block',
      color: theme.palette.text.secondary,
      fontSize: theme.typography.body2.fontSize,
    },
  }),
  { name: 'ReadinessStandingNumbers' },
);

/** The ids of the built-in checks behind "Missing runbooks" and "Missing SLOs". */
const missingChecks = { runbooks: 'runbook', slos: 'slo-defined' } as const;

/**
 * The four numbers: services on target, missing runbooks, missing SLOs, not
 * enough data. A number that the scorecard does not ask for is left out.
 */
export function StandingNumbers(props: {
  standing: Standing;
  /** Id of the scorecard. */
  scorecard: string;
  /** Narrows the lists behind the links. */
  tier?: number;
  /** Ref of a Group; narrows the lists behind the links. */
  team?: string;
}) {
  const { standing, scorecard, tier, team } = props;
  const classes = useStyles();
  const links = useReadinessLinks();
  const failing = (check: string) =>
    links.check(scorecard, check, { outcome: ['fail'], tier, team });

  const tile = (
    key: string,
    number: ReactNode,
    label: ReactNode,
    note: string,
  ) => (
    <li key={key}>
      <Paper variant="outlined" className={classes.tile}>
        <span className={classes.number}>{number}</span>
        <span className={classes.label}>{label}</span>
        <span className={classes.note}>{note}</span>
      </Paper>
    </li>
  );

  return (
    <ul className={classes.root} aria-label="In numbers">
      {tile(
        'target',
        <>
          {standing.onTarget}{' '}
          <span className={classes.of}>of {standing.withTarget}</span>
        </>,
        'Services on target',
        standing.tier1BelowTarget > 0
          ? `${standing.tier1BelowTarget} of tier 1 below target`
          : 'None of tier 1 is below target',
      )}
      {standing.missing.runbooks !== null &&
        tile(
          'runbooks',
          standing.missing.runbooks,
          <Link to={failing(missingChecks.runbooks)}>
            Missing runbooks: {standing.missing.runbooks}
          </Link>,
          'Services without a runbook',
        )}
      {standing.missing.slos !== null &&
        tile(
          'slos',
          standing.missing.slos,
          <Link to={failing(missingChecks.slos)}>
            Missing SLOs: {standing.missing.slos}
          </Link>,
          'Services without an SLO',
        )}
      {tile(
        'data',
        standing.notEnoughData,
        'Not enough data',
        'Less than 60% of what is asked has data',
      )}
    </ul>
  );
}
