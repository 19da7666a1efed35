import { Link } from '@backstage/core-components';
import Paper from '@material-ui/core/Paper';
import { makeStyles } from '@material-ui/core/styles';
import { Standing } from '@team-readiness/backstage-plugin-readiness-common';
import { useReadinessLinks } from '../links';
import { useReadinessTranslation } from '../translations';
import { TeamsFilters } from './useTeamsFilters';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'grid',
      gridTemplateColumns: 'repeat(auto-fit, minmax(200px, 1fr))',
      gap: theme.spacing(2),
      [theme.breakpoints.down('xs')]: {
        gridTemplateColumns: 'repeat(2, minmax(0, 1fr))',
        gap: theme.spacing(1),
      },
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
    link: { display: 'block' },
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
  /** Narrow the lists behind the links. */
  filters: Pick<TeamsFilters, 'tier' | 'domain' | 'lifecycle'>;
}) {
  const { standing, scorecard } = props;
  const { tier, domain, lifecycle } = props.filters;
  const picked = { scorecard, tier, domain, lifecycle };
  const classes = useStyles();
  const links = useReadinessLinks();
  const { t, words } = useReadinessTranslation();
  const failing = (check: string) =>
    links.check(scorecard, check, {
      outcome: ['fail'],
      tier,
      domain,
      lifecycle,
    });

  const tile = (
    label: string,
    value: number,
    note: string,
    extra: { link?: string; of?: number } = {},
  ) => {
    const number = words.number(value);
    const total = extra.of === undefined ? undefined : words.number(extra.of);
    const content = (
      <>
        <span className={classes.label}>{label}</span>
        <span className={classes.number}>
          {number}
          {total !== undefined && (
            <span className={classes.of}>
              {' '}
              {t('teams.numbers.of', { total })}
            </span>
          )}
        </span>
      </>
    );
    return (
      <li key={label}>
        <Paper variant="outlined" className={classes.tile}>
          {extra.link ? (
            <Link to={extra.link} className={classes.link}>
              {content}
            </Link>
          ) : (
            content
          )}
          <span className={classes.note}>{note}</span>
        </Paper>
      </li>
    );
  };

  return (
    <ul className={classes.root} aria-label={t('teams.numbers.title')}>
      {tile(
        t('teams.numbers.onTarget'),
        standing.onTarget,
        standing.tier1BelowTarget > 0
          ? t('teams.numbers.tier1Below', { count: standing.tier1BelowTarget })
          : t('teams.numbers.tier1Met'),
        {
          of: standing.withTarget,
          // Where there is something to do.
          link: links.services({ ...picked, target: 'missed' }),
        },
      )}
      {standing.missing.runbooks !== null &&
        tile(
          t('teams.numbers.runbooks'),
          standing.missing.runbooks,
          t('teams.numbers.runbooksNote'),
          { link: failing(missingChecks.runbooks) },
        )}
      {standing.missing.slos !== null &&
        tile(
          t('teams.numbers.slos'),
          standing.missing.slos,
          t('teams.numbers.slosNote'),
          { link: failing(missingChecks.slos) },
        )}
      {tile(
        t('teams.numbers.lacksData'),
        standing.notEnoughData,
        t('teams.numbers.lacksDataNote', { percent: words.percent(0.6) }),
        { link: links.services({ ...picked, data: 'lacking' }) },
      )}
    </ul>
  );
}
