import { Link } from '@backstage/core-components';
import { useApi } from '@backstage/core-plugin-api';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  GapList,
  Overview,
} from '@team-readiness/backstage-plugin-readiness-common';
import { readinessApiRef } from '@team-readiness/backstage-plugin-readiness-react';
import { useReadinessLinks } from '../links';
import { LoadedContent, useLoaded } from '../loading';
import { useReadinessTranslation } from '../translations';

const shownTeams = 5;
const shownFixes = 3;

const useStyles = makeStyles(
  theme => ({
    // Beside each other where the card is wide: it can be as wide as the reader wants, whatever the window.
    parts: {
      display: 'grid',
      gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 18rem), 1fr))',
      gap: theme.spacing(2, 3),
    },
    title: { fontSize: '1rem', fontWeight: 600, margin: 0 },
    list: {
      display: 'grid',
      gap: theme.spacing(1),
      margin: theme.spacing(1, 0, 0),
      padding: 0,
      listStyle: 'none',
    },
    line: {
      display: 'block',
      color: theme.palette.text.secondary,
      fontSize: theme.typography.body2.fontSize,
    },
    none: { marginTop: theme.spacing(1) },
    ways: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(1, 3),
      marginTop: theme.spacing(2),
    },
  }),
  { name: 'ReadinessMyReadiness' },
);

type TeamEntry = Overview['teams'][number];

/** The teams that the reader works in rather than those above them. */
function myTeams(overview: Overview): TeamEntry[] {
  const mine = overview.teams.filter(team => team.mine);
  const lowest = mine.filter(team => team.childTeams === 0);
  return (lowest.length > 0 ? lowest : mine).slice(0, shownTeams);
}

function Teams(props: { teams: readonly TeamEntry[] }) {
  const classes = useStyles();
  const links = useReadinessLinks();
  const { t } = useReadinessTranslation();
  return (
    <ul className={classes.list}>
      {props.teams.map(({ team, standing }) => (
        <li key={team.ref}>
          <Link to={links.team(team.ref)}>{team.title}</Link>
          <span className={classes.line}>
            {standing.withTarget > 0
              ? t('home.onTarget', {
                  onTarget: standing.onTarget,
                  count: standing.withTarget,
                })
              : t('home.noTarget')}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Fixes(props: { gaps: GapList; teams: readonly TeamEntry[] }) {
  const { gaps, teams } = props;
  const classes = useStyles();
  const links = useReadinessLinks();
  const { t, words } = useReadinessTranslation();
  if (gaps.items.length === 0) {
    return (
      <Typography variant="body2" className={classes.none}>
        {t('home.noFixes')}
      </Typography>
    );
  }
  return (
    <ol className={classes.list}>
      {gaps.items.map(({ fix }) => (
        <li key={fix.checkId}>
          <Link
            to={links.check(fix.scorecard, fix.checkId, {
              // A list has one team; of several, all of them are shown.
              team: teams.length === 1 ? teams[0].team.ref : undefined,
              outcome: ['fail', 'unknown'],
            })}
          >
            {fix.title}
          </Link>
          <span className={classes.line}>
            {fix.lifted > 0
              ? t('home.lifts', {
                  count: fix.lifted,
                  effort: words.effort(fix.effort),
                })
              : t('home.open', {
                  count: fix.entities,
                  effort: words.effort(fix.effort),
                })}
          </span>
        </li>
      ))}
    </ol>
  );
}

/**
 * The reader's teams with where they stand, and the fixes that lift most of their services for an hour of work. Two
 * requests, whatever the number of teams.
 */
export function MyReadiness() {
  const api = useApi(readinessApiRef);
  const classes = useStyles();
  const links = useReadinessLinks();
  const { t } = useReadinessTranslation();
  const loaded = useLoaded('mine', async () => {
    const [overview, gaps] = await Promise.all([
      api.getOverview(),
      api.rollups.listGaps({ owner: 'mine', limit: shownFixes }),
    ]);
    return { teams: myTeams(overview), gaps };
  });
  return (
    <LoadedContent
      of={loaded}
      what={t('home.what')}
      rows={4}
      shape="list"
      brief
    >
      {({ teams, gaps }) =>
        teams.length === 0 ? (
          <>
            <Typography variant="body2">{t('home.noTeams')}</Typography>
            <div className={classes.ways}>
              <Link to={links.teams()}>{t('home.allTeams')}</Link>
            </div>
          </>
        ) : (
          <>
            <div className={classes.parts}>
              <section>
                <h2 className={classes.title}>{t('home.teams')}</h2>
                <Teams teams={teams} />
              </section>
              <section>
                <h2 className={classes.title}>{t('home.fixes')}</h2>
                <Fixes gaps={gaps} teams={teams} />
              </section>
            </div>
            <div className={classes.ways}>
              {gaps.items.length > 0 && (
                <Link to={links.services({ owner: 'mine', target: 'missed' })}>
                  {t('home.services')}
                </Link>
              )}
              <Link to={links.teams()}>{t('home.allTeams')}</Link>
            </div>
          </>
        )
      }
    </LoadedContent>
  );
}
