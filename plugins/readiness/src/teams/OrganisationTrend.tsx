import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { TrendPanel } from '../history';
import { daysBefore, today } from '../history/periods';
import { quietOnPage } from '../layout/quietOnPage';
import { useReadinessTranslation } from '../translations';
import { TeamsFilters } from './useTeamsFilters';

const days = 90;

const useStyles = makeStyles(
  theme => ({
    note: { color: quietOnPage(theme), marginBottom: theme.spacing(1) },
  }),
  { name: 'ReadinessOrganisationTrend' },
);

/**
 * How the organisation, or the chosen domain, went in 90 days; of one area where one is chosen.
 */
export function OrganisationTrend(props: { filters: TeamsFilters }) {
  const { scorecard, domain, area, tier, lifecycle } = props.filters;
  const classes = useStyles();
  const { t } = useReadinessTranslation();
  const to = today();
  return (
    <>
      {(tier !== undefined || lifecycle) && (
        <Typography variant="body2" className={classes.note}>
          {t('teams.ofAll')}
        </Typography>
      )}
      <TrendPanel
        query={{
          ...(domain
            ? { scope: 'domain', ref: domain }
            : { scope: 'organisation' }),
          scorecard,
          area,
          from: daysBefore(to, days),
          to,
        }}
        fileName="readiness-teams"
      />
    </>
  );
}
