import Typography from '@material-ui/core/Typography';
import { EntityReadiness } from '@team-readiness/backstage-plugin-readiness-common';
import { Panel, PlainColumn, PlainTable } from '../layout';
import { useReadinessTranslation } from '../translations';
import { lenses } from './lensAreas';

type Review = EntityReadiness['reviews'][number];

/**
 * The reviews that a service has had, newest first.
 */
export function PastReviews(props: { reviews: readonly Review[] }) {
  const { reviews } = props;
  const { t, words } = useReadinessTranslation();
  const columns: PlainColumn<Review>[] = [
    {
      title: t('review.past.date'),
      rowHeader: true,
      cell: ({ date }) =>
        date ? words.day(date) : t('review.past.unknownDate'),
    },
    {
      title: t('review.past.decision'),
      cell: ({ decision }) => decision ?? t('review.past.noDecision'),
    },
    {
      title: t('review.past.lenses'),
      cell: review =>
        lenses
          .filter(lens => review.lenses.includes(lens))
          .map(lens => t(`review.lenses.${lens}.title`))
          .join(', ') || t('review.past.noLenses'),
    },
    {
      title: t('review.past.outside'),
      cell: ({ outside }) => {
        if (outside === null) {
          return t('review.past.unknown');
        }
        return outside ? t('review.past.yes') : t('review.past.no');
      },
    },
  ];
  return (
    <Panel title={t('review.past.title')}>
      {reviews.length > 0 ? (
        <PlainTable
          label={t('review.past.title')}
          columns={columns}
          rows={reviews}
          rowKey={({ path }) => path}
        />
      ) : (
        <Typography variant="body2">
          {t('review.past.none', { folder: <code>docs/reviews</code> })}
        </Typography>
      )}
    </Panel>
  );
}
