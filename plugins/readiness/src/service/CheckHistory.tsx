import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import {
  Outcome,
  outcomes,
  Transition,
} from '@team-readiness/backstage-plugin-readiness-common';
import { OutcomeLabel } from '@team-readiness/backstage-plugin-readiness-react';
import { ChangeDetails } from '../history/ChangeDetails';
import { useChanges } from '../history/useChanges';
import { Fold } from '../layout';
import { LoadedContent } from '../loading';
import { useReadinessTranslation } from '../translations';
import { useServiceTab } from './ServiceContext';

const useStyles = makeStyles(
  theme => ({
    list: {
      margin: theme.spacing(0.5, 0, 1),
      padding: theme.spacing(0, 0, 0, 3),
      listStyle: 'none',
      fontSize: theme.typography.body2.fontSize,
      '& li + li': { marginTop: theme.spacing(0.75) },
    },
    line: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'baseline',
      gap: theme.spacing(0, 1),
      lineHeight: 1.75,
    },
    when: { minWidth: '6rem', fontVariantNumeric: 'tabular-nums' },
    aside: { color: theme.palette.text.secondary },
    none: {
      padding: theme.spacing(0.5, 0, 1, 3),
      fontSize: theme.typography.body2.fontSize,
    },
  }),
  { name: 'ReadinessCheckHistory' },
);

function isOutcome(text: string | null): text is Outcome {
  return outcomes.some(outcome => outcome === text);
}

function End(props: { outcome: string | null }) {
  const { outcome } = props;
  return isOutcome(outcome) ? <OutcomeLabel outcome={outcome} /> : null;
}

function FromTo(props: { change: Transition }) {
  const { from, to } = props.change;
  const { t } = useReadinessTranslation();
  if (from === null) {
    return <>{t('history.changes.first', { to: <End outcome={to} /> })}</>;
  }
  return to === null ? (
    <>{t('history.changes.last', { from: <End outcome={from} /> })}</>
  ) : (
    <>
      {t('history.changes.fromTo', {
        from: <End outcome={from} />,
        to: <End outcome={to} />,
      })}
    </>
  );
}

function Changes(props: { entity: string; scorecard: string; check: string }) {
  const classes = useStyles();
  const { t, words } = useReadinessTranslation();
  const changes = useChanges({ ...props, kind: 'result' });
  const { items, first, hasMore, busy, failed } = changes;
  return (
    <LoadedContent
      of={first}
      what={t('service.checkHistory.what')}
      rows={2}
      brief
    >
      {() =>
        items.length === 0 ? (
          <div className={classes.none}>{t('service.checkHistory.none')}</div>
        ) : (
          <>
            <ol
              className={classes.list}
              aria-label={t('service.checkHistory.title')}
            >
              {items.map(change => (
                <li key={change.id}>
                  <div className={classes.line}>
                    <time
                      className={classes.when}
                      dateTime={change.at}
                      title={words.moment(change.at)}
                    >
                      {words.day(change.at)}
                    </time>
                    <FromTo change={change} />
                    <span className={classes.aside}>
                      {t(`history.causes.${change.cause}`)}
                    </span>
                  </div>
                  <Fold quiet summary={t('history.changes.seen')}>
                    <ChangeDetails id={change.id} />
                  </Fold>
                </li>
              ))}
            </ol>
            {failed && (
              <div className={classes.none} role="status">
                {t('service.checkHistory.failed')}
              </div>
            )}
            {hasMore && (
              <Button
                size="small"
                disabled={busy}
                onClick={() => changes.more()}
              >
                {busy
                  ? t('service.checkHistory.busy')
                  : t('service.checkHistory.older')}
              </Button>
            )}
          </>
        )
      }
    </LoadedContent>
  );
}

/**
 * How a result of a service changed: when, from what to what, why, and what was seen before and after. Asked for when
 * it is opened; nothing where results are shown of no service.
 */
export function CheckHistory(props: {
  /** Id of the scorecard. */
  scorecard: string;
  checkId: string;
}) {
  const { scorecard, checkId } = props;
  const { t } = useReadinessTranslation();
  const tab = useServiceTab();
  return tab ? (
    <Fold quiet summary={t('service.checkHistory.title')}>
      <Changes entity={tab.ref} scorecard={scorecard} check={checkId} />
    </Fold>
  ) : null;
}
