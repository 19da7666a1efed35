import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  CheckAdoption,
  CheckDetails,
  ScorecardVersionPage,
} from '@team-readiness/backstage-plugin-readiness-common';
import { TrendChart } from '@team-readiness/backstage-plugin-readiness-react';
import { Panel } from '../layout';
import { Loaded, LoadedContent } from '../loading';
import { effectWords } from '../standards/changeOfVersion';
import { useReadinessTranslation } from '../translations';

const chartHeight = 180;

const useStyles = makeStyles(
  theme => ({
    // As high as the chart with its button, whatever stands here: what is below must not move.
    room: {
      display: 'grid',
      gridTemplateColumns: 'minmax(0, 1fr)',
      minHeight: chartHeight + 35,
    },
    sentence: {
      display: 'grid',
      placeContent: 'center',
      height: '100%',
      color: theme.palette.text.secondary,
    },
  }),
  { name: 'ReadinessAdoptionCurve' },
);

/**
 * How the adoption of a check went, with the versions that changed what it asks.
 */
export function AdoptionCurve(props: {
  check: CheckDetails;
  curve: Loaded<CheckAdoption>;
  /** Undefined until they are known. */
  versions: ScorecardVersionPage | undefined;
}) {
  const { check, curve, versions } = props;
  const classes = useStyles();
  const { t, words } = useReadinessTranslation();
  const marks = (versions?.items ?? []).flatMap(version =>
    version.checks
      .filter(({ id }) => id === check.summary.id)
      .map(change => ({
        day: version.activatedAt ?? version.createdAt,
        label: t('check.curve.version', {
          version: String(version.version),
          effect: effectWords(t, change),
        }),
      })),
  );
  return (
    <Panel title={t('check.curve.title')}>
      <div className={classes.room}>
        <LoadedContent
          of={curve}
          what={t('check.curve.what')}
          rows={3}
          shape="chart"
        >
          {({ total, from, to }) => {
            if (total.length === 0) {
              return (
                <Typography variant="body2" className={classes.sentence}>
                  {t('check.curve.none')}
                </Typography>
              );
            }
            const [first] = total;
            if (total.length === 1 && first.day === to) {
              return (
                <Typography variant="body2" className={classes.sentence}>
                  {t('check.curve.begun', { day: words.day(first.day) })}
                </Typography>
              );
            }
            return (
              <TrendChart
                label={t('check.curve.label', {
                  check: check.summary.title,
                  from: words.day(from),
                  to: words.day(to),
                })}
                series={[
                  {
                    id: 'all',
                    name: t('check.curve.name'),
                    points: total.map(({ day, adoption }) => ({
                      day,
                      value: adoption,
                    })),
                  },
                ]}
                from={from}
                to={to}
                marks={marks}
                height={chartHeight}
              />
            );
          }}
        </LoadedContent>
      </div>
    </Panel>
  );
}
