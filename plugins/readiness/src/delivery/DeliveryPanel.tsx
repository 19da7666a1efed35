import { EmptyState } from '@backstage/core-components';
import { useApi } from '@backstage/core-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import {
  DeliveryHistory,
  EntityName,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  readinessApiRef,
  Words,
} from '@team-readiness/backstage-plugin-readiness-react';
import { Fold, Notice, Panel, Stack } from '../layout';
import { LoadedContent, useLoaded } from '../loading';
import { entryWords, hiddenWords } from '../record';
import { ReadinessT, useReadinessTranslation } from '../translations';
import { chartWeeks } from './chartWeeks';
import { DeploymentChart } from './DeploymentChart';
import { MetricTiles } from './MetricTiles';
import { NothingDelivered } from './NothingDelivered';
import { answersTo, riskyWeekdays } from './weekdayWords';
import { WeekdayFailures } from './WeekdayFailures';
import { WeeksTable } from './WeeksTable';

const useStyles = makeStyles(
  theme => ({ table: { marginTop: theme.spacing(1) } }),
  { name: 'ReadinessDeliveryPanel' },
);

/** Which time is looked at, and of what, e.g. "4 May to 19 Nov 2026 · 3 services · days in Europe/Berlin". */
function windowWords(
  t: ReadinessT,
  words: Words,
  history: DeliveryHistory,
  ofTeam?: boolean,
): string {
  const { from, to, since, entities, timeZone } = history;
  return [
    t('delivery.window.range', { from: words.day(from), to: words.day(to) }),
    since && since > from
      ? t('delivery.window.since', { day: words.day(since) })
      : '',
    ofTeam ? t('delivery.window.services', { count: entities }) : '',
    t('delivery.window.zone', { zone: timeZone }),
  ]
    .filter(Boolean)
    .join(' · ');
}

function DeliveryBody(props: {
  history: DeliveryHistory;
  ofTeam?: boolean;
  flat?: boolean;
}) {
  const { history, ofTeam, flat } = props;
  const classes = useStyles();
  const { t, words } = useReadinessTranslation();
  if (history.since === null) {
    return (
      <Stack>
        <NothingDelivered flat={flat} />
        {history.hidden > 0 && (
          <Notice>{hiddenWords(t, history.hidden)}</Notice>
        )}
      </Stack>
    );
  }
  const weeks = chartWeeks(history);
  const [risk] = riskyWeekdays(history.weekdays);
  // The first thing that was done is where a change would begin to show.
  const lines = (
    risk
      ? answersTo(history.answers, risk.significantSince ?? '')
      : history.answers
  ).map(answer => ({
    date: answer.at,
    words: t('delivery.entryOf', {
      kind: entryWords(t, answer.kind),
      day: words.shortDay(answer.at),
    }),
  }));
  return (
    <Stack>
      <MetricTiles metrics={history.metrics} />
      <Panel
        title={t('delivery.title')}
        note={windowWords(t, words, history, ofTeam)}
        flat={flat}
      >
        <DeploymentChart weeks={weeks} lines={lines.slice(-1)} />
        <Fold quiet summary={t('delivery.asTable')} className={classes.table}>
          <WeeksTable weeks={weeks} />
        </Fold>
      </Panel>
      <WeekdayFailures history={history} ofTeam={ofTeam} flat={flat} />
      {history.hidden > 0 && <Notice>{hiddenWords(t, history.hidden)}</Notice>}
    </Stack>
  );
}

function LoadedDelivery(props: {
  name: EntityName;
  ofTeam?: boolean;
  flat?: boolean;
}) {
  const { name, ofTeam, flat } = props;
  const api = useApi(readinessApiRef);
  const { t } = useReadinessTranslation();
  const history = useLoaded('', () => api.getDelivery(name));
  return (
    <LoadedContent
      of={history}
      what={t('delivery.what')}
      rows={6}
      shape="chart"
      missing={
        <EmptyState
          missing="content"
          title={t('record.unknownName', { name: name.name })}
          description={t('record.unknownNameHint')}
        />
      }
    >
      {value => <DeliveryBody history={value} ofTeam={ofTeam} flat={flat} />}
    </LoadedContent>
  );
}

/**
 * How the changes of an entity reach production: five numbers, deployments day by day, and failures by weekday.
 */
export function DeliveryPanel(props: {
  name: EntityName;
  /** Names the entity where it is one of several. */
  ofTeam?: boolean;
  /** Within another panel. */
  flat?: boolean;
}) {
  const { kind, namespace, name } = props.name;
  return <LoadedDelivery key={`${kind}/${namespace}/${name}`} {...props} />;
}
