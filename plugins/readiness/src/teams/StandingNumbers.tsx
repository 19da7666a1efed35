import { Link } from '@backstage/core-components';
import Paper from '@material-ui/core/Paper';
import { makeStyles } from '@material-ui/core/styles';
import { Standing } from '@team-readiness/backstage-plugin-readiness-common';
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
      fontVariantNumeric: 'tabular-nums',
    },
    of: {
      fontSize: '1rem',
      fontWeight: 400,
      color: theme.palette.text.secondary,
    },
    label: { display: 'block', fontSize: '1rem' },
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
    label: string,
    number: number,
    note: string,
    extra: { link?: string; of?: number } = {},
  ) => {
    const words = (
      <>
        <span className={classes.label}>{label}</span>
        <span className={classes.number}>
          {number}
          {extra.of !== undefined && (
            <span className={classes.of}> of {extra.of}</span>
          )}
        </span>
      </>
    );
    return (
      <li key={label}>
        <Paper variant="outlined" className={classes.tile}>
          {extra.link ? (
            <Link to={extra.link} aria-label={`${label}: ${number}`}>
              {words}
            </Link>
          ) : (
            words
          )}
          <span className={classes.note}>{note}</span>
        </Paper>
      </li>
    );
  };

  return (
    <ul className={classes.root} aria-label="In numbers">
      {tile(
        'Services on target',
        standing.onTarget,
        standing.tier1BelowTarget > 0
          ? `${standing.tier1BelowTarget} of tier 1 below target`
          : 'None of tier 1 is below target',
        { of: standing.withTarget },
      )}
      {standing.missing.runbooks !== null &&
        tile(
          'Missing runbooks',
          standing.missing.runbooks,
          'Services without a runbook',
          { link: failing(missingChecks.runbooks) },
        )}
      {standing.missing.slos !== null &&
        tile('Missing SLOs', standing.missing.slos, 'Services without an SLO', {
          link: failing(missingChecks.slos),
        })}
      {tile(
        'Not enough data',
        standing.notEnoughData,
        'Less than 60% of what is asked has data',
      )}
    </ul>
  );
}
