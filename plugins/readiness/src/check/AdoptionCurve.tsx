import Typography from '@material-ui/core/Typography';
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
      <LoadedContent of={curve} what={t('check.curve.what')} rows={5}>
        {({ total, from, to }) => {
          if (total.length === 0) {
            return (
              <Typography variant="body2">{t('check.curve.none')}</Typography>
            );
          }
          const [first] = total;
          if (total.length === 1 && first.day === to) {
            return (
              <Typography variant="body2">
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
              height={180}
            />
          );
        }}
      </LoadedContent>
    </Panel>
  );
}
