import { Link } from '@backstage/core-components';
import Paper from '@material-ui/core/Paper';
import { makeStyles } from '@material-ui/core/styles';
import { parseEntityRef } from '@backstage/catalog-model';
import { ScorecardReadiness } from '@team-readiness/backstage-plugin-readiness-common';
import { DeliveryPanel } from '../delivery';
import { FoldedPanel } from '../layout';
import { useReadinessLinks } from '../links';
import { TrackRecord } from '../record';
import { useReadinessTranslation } from '../translations';
import { ServiceTrend } from './ServiceTrend';

const useStyles = makeStyles(
  theme => ({
    pages: {
      margin: 0,
      padding: theme.spacing(1, 2.5),
      listStyle: 'none',
      '& li': { padding: theme.spacing(0.5, 0) },
      '& a': { fontWeight: 600 },
      '& span': {
        marginLeft: theme.spacing(1.5),
        color: theme.palette.text.secondary,
        fontSize: theme.typography.body2.fontSize,
      },
    },
  }),
  { name: 'ReadinessServiceHistory' },
);

/**
 * How a service went and what it did: its trend, its deliveries and its track record, each loaded when it is opened, and
 * the way to its readiness review and its impact brief.
 */
export function ServiceHistory(props: {
  /** Entity ref. */
  entity: string;
  scorecards: readonly ScorecardReadiness[];
}) {
  const { entity, scorecards } = props;
  const name = parseEntityRef(entity);
  const classes = useStyles();
  const links = useReadinessLinks();
  const { t } = useReadinessTranslation();
  return (
    <>
      {scorecards.length > 0 && (
        <FoldedPanel
          title={t('service.trend.title')}
          note={t('service.trend.note')}
          anchor="trend"
        >
          <ServiceTrend entity={entity} scorecards={scorecards} />
        </FoldedPanel>
      )}
      <FoldedPanel
        title={t('service.history.delivery')}
        note={t('service.history.deliveryNote')}
        anchor="delivery"
      >
        <DeliveryPanel name={name} flat />
      </FoldedPanel>
      <FoldedPanel
        title={t('service.history.record')}
        note={t('service.history.recordNote')}
        anchor="track-record"
      >
        <TrackRecord name={name} flat />
      </FoldedPanel>
      <Paper
        variant="outlined"
        component="ul"
        className={classes.pages}
        aria-label={t('service.history.pages')}
      >
        <li>
          <Link to={links.review(entity)}>{t('service.history.review')}</Link>
          <span>{t('service.history.reviewNote')}</span>
        </li>
        <li>
          <Link to={links.impactBrief(entity)}>
            {t('service.history.brief')}
          </Link>
          <span>{t('service.history.briefNote')}</span>
        </li>
      </Paper>
    </>
  );
}
