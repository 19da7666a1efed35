import { Link } from '@backstage/core-components';
import { useApi } from '@backstage/core-plugin-api';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import ArrowDownwardIcon from '@material-ui/icons/ArrowDownward';
import ArrowUpwardIcon from '@material-ui/icons/ArrowUpward';
import { Mover } from '@team-readiness/backstage-plugin-readiness-common';
import { readinessApiRef } from '@team-readiness/backstage-plugin-readiness-react';
import { becauseWords } from '../history/movementWords';
import { daysBefore, today } from '../history/periods';
import { Panel } from '../layout';
import { DownloadButton } from '../layout/DownloadButton';
import { useReadinessLinks } from '../links';
import { LoadedContent, useLoaded } from '../loading';
import { useReadinessTranslation } from '../translations';
import { TeamsFilters } from './useTeamsFilters';

const days = 30;
const shownMovers = 3;
/** The API lists teams by how far they moved, not by direction. */
const readMovers = 200;

const useStyles = makeStyles(
  theme => ({
    heading: {
      display: 'flex',
      alignItems: 'center',
      gap: theme.spacing(0.5),
      margin: 0,
      fontSize: theme.typography.body2.fontSize,
      fontWeight: 600,
      '& svg': { fontSize: '1.125rem', color: theme.palette.text.secondary },
      '* + &': { marginTop: theme.spacing(2.5) },
    },
    list: {
      display: 'grid',
      gap: theme.spacing(1.25),
      margin: theme.spacing(1, 0, 0),
      padding: 0,
      listStyle: 'none',
    },
    team: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'baseline',
      justifyContent: 'space-between',
      gap: theme.spacing(0, 2),
    },
    points: { fontVariantNumeric: 'tabular-nums', fontWeight: 600 },
    line: {
      display: 'block',
      color: theme.palette.text.secondary,
      fontSize: theme.typography.body2.fontSize,
    },
  }),
  { name: 'ReadinessBiggestMovers' },
);

function MoverList(props: {
  direction: 'up' | 'down';
  movers: readonly Mover[];
  scorecard: string | undefined;
}) {
  const { direction, movers, scorecard } = props;
  const classes = useStyles();
  const links = useReadinessLinks();
  const { t, words } = useReadinessTranslation();
  const Icon = direction === 'up' ? ArrowUpwardIcon : ArrowDownwardIcon;
  return (
    <>
      <Typography component="h3" className={classes.heading}>
        <Icon aria-hidden /> {t(`teams.movers.${direction}`)}
      </Typography>
      {movers.length === 0 ? (
        <Typography variant="body2" className={classes.line}>
          {t(`teams.movers.${direction}None`)}
        </Typography>
      ) : (
        <ul className={classes.list}>
          {movers.map(({ team, before, after, adoption, main }) => (
            <li key={team.ref}>
              <div className={classes.team}>
                <Link to={links.teamHistory(team.ref, scorecard)}>
                  {team.title}
                </Link>
                <span className={classes.points}>
                  {t('teams.movers.points', {
                    count: Math.round(Math.abs(adoption * 1000)) / 10,
                    points: words.signed(adoption * 100),
                  })}
                </span>
              </div>
              <span className={classes.line}>
                {t('teams.movers.fromTo', {
                  before: words.percent(before.share.adoption),
                  after: words.percent(after.share.adoption),
                })}
                {main &&
                  `, ${t('teams.movers.because', {
                    cause: becauseWords(t, main),
                  })}`}
              </span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/**
 * The teams that went up most and those that went down most in 30 days, with what moved them most.
 */
export function BiggestMovers(props: { filters: TeamsFilters }) {
  const { filters } = props;
  const { scorecard } = filters;
  const api = useApi(readinessApiRef);
  const { t } = useReadinessTranslation();
  const asked = () => ({ ...filters, from: daysBefore(today(), days) });
  const movers = useLoaded(JSON.stringify(filters), () =>
    api.history.listMovers({ ...asked(), limit: readMovers }),
  );
  return (
    <Panel
      title={t('teams.movers.title')}
      note={t('teams.movers.note', { count: days })}
      action={
        <DownloadButton
          fileName="readiness-changes.csv"
          load={() => api.history.exportMovers(asked())}
        />
      }
    >
      <LoadedContent
        of={movers}
        what={t('teams.movers.what')}
        rows={5}
        shape="list"
      >
        {({ items }) => (
          <>
            <MoverList
              direction="up"
              movers={items
                .filter(({ adoption }) => adoption > 0)
                .slice(0, shownMovers)}
              scorecard={scorecard}
            />
            <MoverList
              direction="down"
              movers={items
                .filter(({ adoption }) => adoption < 0)
                .slice(0, shownMovers)}
              scorecard={scorecard}
            />
          </>
        )}
      </LoadedContent>
    </Panel>
  );
}
