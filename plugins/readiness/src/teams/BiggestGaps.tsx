import { Link } from '@backstage/core-components';
import { useApi } from '@backstage/core-plugin-api';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { Gap } from '@team-readiness/backstage-plugin-readiness-common';
import { readinessApiRef } from '@team-readiness/backstage-plugin-readiness-react';
import { Fragment } from 'react';
import { DownloadButton } from '../layout/DownloadButton';
import { Panel } from '../layout';
import { useReadinessLinks } from '../links';
import { LoadedContent, useLoaded } from '../loading';
import { useReadinessTranslation } from '../translations';
import { TeamsFilters } from './useTeamsFilters';

const shownGaps = 5;
const shownTeams = 3;

const useStyles = makeStyles(
  theme => ({
    list: {
      display: 'grid',
      gap: theme.spacing(2),
      margin: 0,
      padding: 0,
      listStyle: 'none',
    },
    title: { fontSize: '1rem', fontWeight: 600 },
    lift: {
      display: 'block',
      fontSize: theme.typography.body2.fontSize,
    },
    line: {
      display: 'block',
      color: theme.palette.text.secondary,
      fontSize: theme.typography.body2.fontSize,
    },
  }),
  { name: 'ReadinessBiggestGaps' },
);

function GapTeams(props: { gap: Gap; filters: TeamsFilters }) {
  const { fix, teams } = props.gap;
  const { tier, domain, lifecycle } = props.filters;
  const links = useReadinessLinks();
  const { t, words } = useReadinessTranslation();
  const shown = teams.slice(0, shownTeams);
  return (
    <>
      {shown.map(({ team, entities }, index) => (
        <Fragment key={team.ref}>
          {index > 0 && ', '}
          <Link
            to={links.check(fix.scorecard, fix.checkId, {
              team: team.ref,
              outcome: ['fail', 'unknown'],
              tier,
              domain,
              lifecycle,
            })}
          >
            {t('teams.gaps.team', {
              team: team.title,
              services: words.number(entities),
            })}
          </Link>
        </Fragment>
      ))}
      {teams.length > shown.length && ` ${t('teams.gaps.others')}`}
    </>
  );
}

/**
 * The fixes that lift most services to their target for an hour of work, with the teams that have most of them.
 */
export function BiggestGaps(props: { filters: TeamsFilters }) {
  const classes = useStyles();
  const api = useApi(readinessApiRef);
  const links = useReadinessLinks();
  const { t, words } = useReadinessTranslation();
  const { filters } = props;
  const gaps = useLoaded(JSON.stringify(filters), () =>
    api.rollups.listGaps({ ...filters, limit: shownGaps }),
  );
  return (
    <Panel
      title={t('teams.gaps.title')}
      note={t('teams.gaps.note')}
      action={
        <DownloadButton
          fileName="readiness-gaps.csv"
          load={() => api.rollups.exportGaps(filters)}
        />
      }
    >
      <LoadedContent
        of={gaps}
        what={t('teams.gaps.what')}
        rows={5}
        shape="list"
      >
        {({ items }) =>
          items.length === 0 ? (
            <Typography variant="body2">{t('teams.gaps.none')}</Typography>
          ) : (
            <ol className={classes.list}>
              {items.map(gap => (
                <li key={gap.fix.checkId}>
                  <Link
                    className={classes.title}
                    to={links.check(gap.fix.scorecard, gap.fix.checkId, {
                      outcome: ['fail', 'unknown'],
                      tier: filters.tier,
                      domain: filters.domain,
                      lifecycle: filters.lifecycle,
                    })}
                  >
                    {gap.fix.title}
                  </Link>
                  <span className={classes.lift}>
                    {gap.fix.lifted > 0
                      ? t('teams.gaps.lifts', {
                          count: gap.fix.lifted,
                          effort: words.effort(gap.fix.effort),
                        })
                      : t('teams.gaps.liftsNone', {
                          effort: words.effort(gap.fix.effort),
                        })}
                  </span>
                  <span className={classes.line}>
                    {t('teams.gaps.open', {
                      count: gap.fix.entities,
                      area: words.area(gap.fix.area),
                      level: String(gap.fix.level),
                    })}
                    {gap.fix.action !== 'team' &&
                      ` · ${t(`teams.gaps.${gap.fix.action}`)}`}
                  </span>
                  {gap.teams.length > 0 && (
                    <span className={classes.line}>
                      <GapTeams gap={gap} filters={filters} />
                    </span>
                  )}
                </li>
              ))}
            </ol>
          )
        }
      </LoadedContent>
    </Panel>
  );
}
