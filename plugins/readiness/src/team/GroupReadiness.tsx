import { Link } from '@backstage/core-components';
import { useEntity } from '@backstage/plugin-catalog-react';
import { makeStyles } from '@material-ui/core/styles';
import { Team } from '@team-readiness/backstage-plugin-readiness-common';
import { quietOnPage } from '../layout/quietOnPage';
import { useReadinessLinks } from '../links';
import { useReadinessTranslation } from '../translations';
import { TeamOverview } from './TeamOverview';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      flexWrap: 'wrap',
      justifyContent: 'space-between',
      gap: theme.spacing(0.5, 3),
      fontSize: theme.typography.body2.fontSize,
    },
    scorecard: { color: quietOnPage(theme) },
    pages: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(0.5, 3),
      listStyle: 'none',
      margin: 0,
      padding: 0,
      // As high as a finger needs.
      '& a': { display: 'inline-block', minHeight: 24 },
    },
  }),
  { name: 'ReadinessGroupTab' },
);

/** What the page of the Group has not said: by which scorecard, and where there is more. */
function TeamPages(props: { team: Team; scorecard?: string }) {
  const { team, scorecard } = props;
  const { ref, title } = team.team;
  const classes = useStyles();
  const links = useReadinessLinks();
  const { t } = useReadinessTranslation();
  const pages = [
    { name: t('team.tabs.history'), to: links.teamHistory(ref, scorecard) },
    { name: t('team.tabs.record'), to: links.teamRecord(ref, scorecard) },
    { name: t('team.impactBrief'), to: links.impactBrief(ref) },
  ];
  return (
    <div className={classes.root}>
      <span className={classes.scorecard}>{team.scorecard.title}</span>
      <nav aria-label={t('team.pages', { team: title })}>
        <ul className={classes.pages}>
          {pages.map(({ name, to }) => (
            <li key={to}>
              <Link to={to}>{name}</Link>
            </li>
          ))}
        </ul>
      </nav>
    </div>
  );
}

/**
 * The Readiness tab of the Group whose page is open: how it stands as a team.
 */
export function GroupReadiness() {
  const { entity } = useEntity();
  const { namespace = 'default', name } = entity.metadata;
  return (
    <TeamOverview
      key={`${namespace}/${name}`}
      namespace={namespace}
      name={name}
      heading={(team, scorecard) => (
        <TeamPages team={team} scorecard={scorecard} />
      )}
    />
  );
}
