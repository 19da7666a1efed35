import { useApi } from '@backstage/core-plugin-api';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { TrendQuery } from '@team-readiness/backstage-plugin-readiness-common';
import {
  readinessApiRef,
  TrendChart,
} from '@team-readiness/backstage-plugin-readiness-react';
import { DownloadButton } from '../layout/DownloadButton';
import { Notice, Panel, Stack } from '../layout';
import { LoadedContent, useLoaded } from '../loading';
import { useReadinessTranslation } from '../translations';

// As high as the chart with its legend, so that nothing below moves when it comes.
const useStyles = makeStyles(
  theme => ({
    room: {
      minHeight: 236,
      [theme.breakpoints.down('xs')]: { minHeight: 292 },
    },
  }),
  { name: 'ReadinessTrendPanel' },
);

/**
 * How the checks met and the services on target went, day by day, with the same as a table and as CSV.
 */
export function TrendPanel(props: {
  query: TrendQuery & { from: string; to: string };
  /** Begins the name of the file. */
  fileName: string;
}) {
  const { query, fileName } = props;
  const api = useApi(readinessApiRef);
  const classes = useStyles();
  const { t, words } = useReadinessTranslation();
  const trend = useLoaded(JSON.stringify(query), () =>
    api.history.getTrend(query),
  );
  return (
    <Panel
      title={t('history.trend.title')}
      action={
        <DownloadButton
          fileName={`${fileName}-trend.csv`}
          load={() => api.history.exportTrend(query)}
        />
      }
    >
      <div className={classes.room}>
        <LoadedContent
          of={trend}
          what={t('history.what')}
          rows={4}
          shape="chart"
        >
          {({ points, missing, from, to, hidden, area, title, ref }) => (
            <Stack>
              {points.length > 0 ? (
                <TrendChart
                  label={t('history.trend.label', {
                    subject: area ? words.area(area) : title ?? ref ?? '',
                    from: words.day(from),
                    to: words.day(to),
                  })}
                  series={[
                    {
                      id: 'checks',
                      name: t('history.trend.checksMet'),
                      points: points.map(({ day, share }) => ({
                        day,
                        value: share.adoption,
                      })),
                    },
                    // A target is one of the whole service, not of an area.
                    ...(area
                      ? []
                      : [
                          {
                            id: 'target',
                            name: t('history.trend.onTarget'),
                            points: points.map(
                              ({ day, onTarget, withTarget }) => ({
                                day,
                                value:
                                  withTarget > 0 ? onTarget / withTarget : null,
                              }),
                            ),
                          },
                        ]),
                  ]}
                  from={from}
                  to={to}
                  missing={missing}
                />
              ) : (
                <Typography variant="body2">
                  {t('history.trend.none')}
                </Typography>
              )}
              {hidden > 0 && (
                <Notice>{t('history.trend.hidden', { count: hidden })}</Notice>
              )}
            </Stack>
          )}
        </LoadedContent>
      </div>
    </Panel>
  );
}
