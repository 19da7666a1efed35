import { Link } from '@backstage/core-components';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { EntityReadiness } from '@team-readiness/backstage-plugin-readiness-common';
import { useState } from 'react';
import { Panel, PlainColumn, PlainTable } from '../layout';
import { httpUrl } from '../links';
import { useReadinessTranslation } from '../translations';

type Decision = EntityReadiness['decisions'][number];

const shownAtFirst = 8;

const useStyles = makeStyles(
  theme => ({
    topics: {
      display: 'block',
      color: theme.palette.text.secondary,
      fontSize: '0.75rem',
    },
    more: {
      margin: theme.spacing(1, 0, 0, -0.5),
      '@media print': { display: 'none' },
    },
  }),
  { name: 'ReadinessTradeOffs' },
);

/**
 * The trade-offs that are recorded: decision records with how far they weigh what they decide.
 */
export function TradeOffs(props: { decisions: readonly Decision[] }) {
  const { decisions } = props;
  const classes = useStyles();
  const { t, words } = useReadinessTranslation();
  const [isWhole, setWhole] = useState(false);
  const columns: PlainColumn<Decision>[] = [
    {
      title: t('review.tradeOffs.decision'),
      rowHeader: true,
      cell: ({ title, link, topics }) => {
        const url = httpUrl(link);
        return (
          <>
            {url ? <Link to={url}>{title}</Link> : title}
            {topics.length > 0 && (
              <span className={classes.topics}>
                {topics
                  .map(topic => t(`review.tradeOffs.topics.${topic}`))
                  .join(', ')}
              </span>
            )}
          </>
        );
      },
    },
    {
      title: t('review.tradeOffs.date'),
      cell: ({ date }) =>
        date ? words.day(date) : t('review.tradeOffs.unknownDate'),
    },
    {
      title: t('review.tradeOffs.status'),
      cell: ({ status }) =>
        status
          ? t(`review.tradeOffs.statuses.${status}`)
          : t('review.tradeOffs.unknown'),
    },
    {
      title: t('review.tradeOffs.options'),
      cell: ({ options }) =>
        options > 0 ? words.number(options) : t('review.tradeOffs.noOptions'),
    },
    {
      title: t('review.tradeOffs.consequences'),
      cell: ({ hasConsequences }) =>
        hasConsequences
          ? t('review.tradeOffs.written')
          : t('review.tradeOffs.notWritten'),
    },
    {
      title: t('review.tradeOffs.outside'),
      cell: ({ consultedOutside }) => {
        if (consultedOutside === null) {
          return t('review.tradeOffs.unknown');
        }
        return consultedOutside
          ? t('review.tradeOffs.consulted')
          : t('review.tradeOffs.notConsulted');
      },
    },
  ];
  return (
    <Panel
      title={t('review.tradeOffs.title')}
      note={t('review.tradeOffs.note')}
    >
      {decisions.length > 0 ? (
        <PlainTable
          label={t('review.tradeOffs.title')}
          columns={columns}
          rows={isWhole ? decisions : decisions.slice(0, shownAtFirst)}
          rowKey={({ path }) => path}
        />
      ) : (
        <Typography variant="body2">{t('review.tradeOffs.none')}</Typography>
      )}
      {!isWhole && decisions.length > shownAtFirst && (
        <Button
          size="small"
          className={classes.more}
          onClick={() => setWhole(true)}
        >
          {t('review.tradeOffs.more', { number: decisions.length })}
        </Button>
      )}
    </Panel>
  );
}
