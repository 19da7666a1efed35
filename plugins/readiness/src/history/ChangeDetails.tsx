import { useApi } from '@backstage/core-plugin-api';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { TransitionDetails } from '@team-readiness/backstage-plugin-readiness-common';
import { readinessApiRef } from '@team-readiness/backstage-plugin-readiness-react';
import { beginWords, PlainColumn, PlainTable } from '../layout';
import { LoadedContent, useLoaded } from '../loading';
import { ReadinessT, useReadinessTranslation } from '../translations';
import { Difference, differencesOf } from './differences';

type Seen = TransitionDetails['facts'][number];

const shownDifferences = 20;
const longestValue = 200;

const useStyles = makeStyles(
  theme => ({
    root: {
      padding: theme.spacing(0.5, 0, 1.5, 3),
      // Titles of columns stay whole; only long values break.
      overflowWrap: 'normal',
    },
    source: { '& + &': { marginTop: theme.spacing(2) } },
    title: { fontWeight: 600 },
    aside: { color: theme.palette.text.secondary },
    path: { fontSize: '0.75rem' },
    code: {
      fontSize: '0.75rem',
      overflowWrap: 'anywhere',
      whiteSpace: 'pre-wrap',
    },
  }),
  { name: 'ReadinessChangeDetails' },
);

function shortened(value: string): string {
  return value.length > longestValue
    ? `${value.slice(0, longestValue - 1)}…`
    : value;
}

function dataOf(version: Seen['before']): unknown {
  return version?.kept ? version.data : undefined;
}

/** Of what follows from entities that the reader may not see, it is told when it was seen, and not what. */
function isWithheld(version: Seen['before']): boolean {
  return version?.kept === true && version.data === null;
}

function versionWords(
  t: ReadinessT,
  version: Seen['before'],
  moment: (iso: string) => string,
): string {
  if (!version) {
    return t('history.changes.notSeen');
  }
  const since = t('history.changes.since', {
    when: moment(version.observedAt),
  });
  return version.kept ? since : `${since}, ${t('history.changes.notKept')}`;
}

/** What one source had said before and what it said after. */
function SeenBySource(props: { seen: Seen }) {
  const { title, before, after } = props.seen;
  const classes = useStyles();
  const { t, words } = useReadinessTranslation();
  const isShown = !isWithheld(before) && !isWithheld(after);
  const differences = isShown
    ? differencesOf(dataOf(before), dataOf(after))
    : [];
  const value = (json: string | undefined) =>
    json === undefined ? (
      t('history.changes.absent')
    ) : (
      <code className={classes.code}>{shortened(json)}</code>
    );
  const moment = (iso: string) => words.moment(iso);
  const columns: PlainColumn<Difference>[] = [
    {
      title: t('history.changes.field'),
      rowHeader: true,
      cell: ({ path }) => <code className={classes.path}>{path || '.'}</code>,
    },
    {
      title: t('history.changes.before'),
      cell: difference => value(difference.before),
    },
    {
      title: t('history.changes.after'),
      cell: difference => value(difference.after),
    },
  ];
  const more = differences.length - shownDifferences;
  return (
    <div className={classes.source}>
      <Typography variant="body2" className={classes.title}>
        {beginWords(title)}
      </Typography>
      <Typography variant="body2" className={classes.aside}>
        {t('history.changes.before')}: {versionWords(t, before, moment)} ·{' '}
        {t('history.changes.after')}: {versionWords(t, after, moment)}
      </Typography>
      {differences.length > 0 && (
        <PlainTable
          label={t('history.changes.source', { source: beginWords(title) })}
          columns={columns}
          rows={differences.slice(0, shownDifferences)}
          rowKey={({ path }) => path}
        />
      )}
      {isShown && differences.length === 0 && (
        <Typography variant="body2">{t('history.changes.same')}</Typography>
      )}
      {more > 0 && (
        <Typography variant="body2" className={classes.aside}>
          {t('history.changes.more', { amount: more })}
        </Typography>
      )}
    </div>
  );
}

/**
 * What was seen before and after a result changed; asked for when it is shown.
 */
export function ChangeDetails(props: { id: string }) {
  const { id } = props;
  const api = useApi(readinessApiRef);
  const classes = useStyles();
  const { t } = useReadinessTranslation();
  const details = useLoaded(id, () => api.history.getTransition(id));
  return (
    <div className={classes.root}>
      <LoadedContent
        of={details}
        what={t('history.changes.seenWhat')}
        rows={2}
        brief
      >
        {({ facts }) =>
          facts.length > 0 ? (
            <>
              {facts.map(seen => (
                <SeenBySource key={seen.collector} seen={seen} />
              ))}
            </>
          ) : (
            <Typography variant="body2">
              {t('history.changes.nothingSeen')}
            </Typography>
          )
        }
      </LoadedContent>
    </div>
  );
}
