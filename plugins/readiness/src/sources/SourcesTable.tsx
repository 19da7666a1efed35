import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import { CollectorHealth } from '@team-readiness/backstage-plugin-readiness-common';
import {
  RelativeDate,
  Words,
} from '@team-readiness/backstage-plugin-readiness-react';
import { ReactNode, useState } from 'react';
import { beginWords, LongWords, PlainColumn, PlainTable } from '../layout';
import { ReadinessT, useReadinessTranslation } from '../translations';
import { SourceDetails } from './SourceDetails';
import { countParts, isInTrouble, sourceStateOf } from './sourceState';

const useStyles = makeStyles(
  theme => ({
    aside: {
      display: 'block',
      color: theme.palette.text.secondary,
      fontSize: '0.75rem',
      lineHeight: 1.5,
      overflowWrap: 'anywhere',
    },
    late: { fontWeight: 600, color: theme.palette.text.primary },
    source: { minWidth: '22ch', maxWidth: '44ch' },
    state: { minWidth: '22ch', maxWidth: '44ch' },
    counts: { display: 'block', whiteSpace: 'nowrap' },
    failures: { fontWeight: 600 },
    // As far to the left as its words.
    ask: { whiteSpace: 'nowrap', margin: theme.spacing(0, 0, -0.5, -0.75) },
    busy: {
      color: theme.palette.text.secondary,
      cursor: 'default',
      '&:hover': { backgroundColor: 'transparent' },
    },
  }),
  { name: 'ReadinessSourcesTable' },
);

const toldKinds = ['derived', 'recipe', 'push'] as const;

/** Runs of others, and what is brought by others, nobody can ask for. */
export function canLook({ kind }: CollectorHealth): boolean {
  return kind !== 'derived' && kind !== 'push';
}

/**
 * How long the last run took, or how many pushes there were; empty where nobody knows.
 *
 * @param reader - what `useReadinessTranslation` gives
 */
export function lengthWords(
  { t, words }: { t: ReadinessT; words: Words },
  source: CollectorHealth,
): string {
  const { kind, status, startedAt, finishedAt, completed } = source;
  if (kind === 'push') {
    return completed > 0 ? t('sources.pushes', { count: completed }) : '';
  }
  const length =
    startedAt && finishedAt
      ? Date.parse(finishedAt) - Date.parse(startedAt)
      : -1;
  return length >= 0 && (status === 'succeeded' || status === 'failed')
    ? t('sources.took', { duration: words.duration(length) })
    : '';
}

function LastLook(props: { source: CollectorHealth }) {
  const { source } = props;
  const classes = useStyles();
  const reader = useReadinessTranslation();
  const { t } = reader;
  const { status, startedAt, finishedAt } = source;
  const isUnderWay = status === 'running' || status === 'paused';
  const length = lengthWords(reader, source);
  return (
    <>
      {finishedAt ? <RelativeDate at={finishedAt} /> : '–'}
      {isUnderWay && startedAt && (
        <span className={classes.aside}>
          {t('sources.began', { when: <RelativeDate at={startedAt} /> })}
        </span>
      )}
      {length && <span className={classes.aside}>{length}</span>}
    </>
  );
}

/** When the next look is, as far as somebody plans it. */
function NextLook(props: { source: CollectorHealth }) {
  const { source } = props;
  const classes = useStyles();
  const { t, words } = useReadinessTranslation();
  const { kind, status, nextAt, lagSeconds } = source;
  let when: ReactNode = '–';
  if (kind === 'derived') {
    when = t('sources.withOthers');
  } else if (kind === 'push') {
    when = t('sources.whenPushed');
  } else if (status === 'running') {
    when = t('sources.now');
  } else if (nextAt) {
    // What is due is looked at within half a minute.
    const isSoon = Date.parse(nextAt) - Date.now() < 60_000;
    when = isSoon ? (
      <time dateTime={nextAt}>{t('sources.anyMoment')}</time>
    ) : (
      <RelativeDate at={nextAt} />
    );
  } else if (status === 'never') {
    when = t('sources.anyMoment');
  }
  return (
    <>
      {when}
      {lagSeconds >= 60 && status !== 'running' && (
        <span
          className={`${classes.aside} ${
            sourceStateOf(source) === 'overdue' ? classes.late : ''
          }`}
        >
          {t('sources.late', { duration: words.duration(lagSeconds * 1_000) })}
        </span>
      )}
    </>
  );
}

function LookNow(props: {
  source: CollectorHealth;
  lookNow(source: CollectorHealth): Promise<void>;
}) {
  const { source, lookNow } = props;
  const classes = useStyles();
  const { t } = useReadinessTranslation();
  const [isAsking, setAsking] = useState(false);
  const isBusy = isAsking || source.status === 'running';
  return (
    <Button
      size="small"
      color="primary"
      className={`${classes.ask} ${isBusy ? classes.busy : ''}`}
      // Stays in the order of focus, so that nobody loses the place.
      aria-disabled={isBusy}
      disableRipple={isBusy}
      aria-label={t('sources.lookNowAt', { title: source.title })}
      onClick={async () => {
        if (!isBusy) {
          setAsking(true);
          await lookNow(source);
          setAsking(false);
        }
      }}
    >
      {t('sources.lookNow')}
    </Button>
  );
}

/**
 * Data sources in the order given: how each is, when it looked and looks next, and what came of it.
 */
export function SourcesTable(props: {
  sources: readonly CollectorHealth[];
  /** Undefined where the reader may not ask for it. */
  lookNow?: (source: CollectorHealth) => Promise<void>;
}) {
  const { sources, lookNow } = props;
  const classes = useStyles();
  const reader = useReadinessTranslation();
  const { t } = reader;
  const columns: PlainColumn<CollectorHealth>[] = [
    {
      title: t('sources.columns.source'),
      rowHeader: true,
      cell: row => (
        <div className={classes.source}>
          {beginWords(row.title)}
          <span className={classes.aside}>
            {toldKinds
              .filter(kind => kind === row.kind)
              .map(kind => `${t(`sources.kinds.${kind}`)} · `)}
            <LongWords
              text={row.description}
              what={t('sources.descriptionOf', { title: row.title })}
              most={110}
            />
          </span>
        </div>
      ),
    },
    {
      title: t('sources.columns.state'),
      cell: row => (
        <div className={classes.state}>
          <SourceDetails source={row} />
        </div>
      ),
    },
    {
      title: t('sources.columns.last'),
      cell: row => <LastLook source={row} />,
    },
    {
      title: t('sources.columns.next'),
      cell: row => (
        <>
          <NextLook source={row} />
          {lookNow && canLook(row) && (
            <div>
              <LookNow source={row} lookNow={lookNow} />
            </div>
          )}
        </>
      ),
    },
    {
      title: t('sources.columns.entities'),
      cell: row => {
        const parts = countParts(reader, row);
        return parts.length > 0
          ? parts.map((part, index) => (
              <span
                key={part}
                className={`${classes.counts} ${
                  isInTrouble(row) && row.counts.failed > 0 && index === 0
                    ? classes.failures
                    : ''
                }`}
              >
                {part}
              </span>
            ))
          : '–';
      },
    },
  ];
  return (
    <PlainTable
      label={t('sources.title')}
      columns={columns}
      rows={sources}
      rowKey={row => row.id}
    />
  );
}
