import { makeStyles } from '@material-ui/core/styles';
import {
  CheckDetails,
  ScorecardVersionPage,
} from '@team-readiness/backstage-plugin-readiness-common';
import { Words } from '@team-readiness/backstage-plugin-readiness-react';
import { Panel } from '../layout';
import { Loaded, LoadedContent } from '../loading';
import {
  effectWords,
  enforcementWords,
  fieldsWords,
} from '../standards/changeOfVersion';
import { ReadinessT, useReadinessTranslation } from '../translations';

/** How many versions are looked through for one check. */
export const lookedThrough = 50;

const useStyles = makeStyles(
  theme => ({
    list: {
      margin: 0,
      padding: 0,
      listStyle: 'none',
      fontSize: theme.typography.body2.fontSize,
      '& li': {
        display: 'grid',
        gridTemplateColumns: '7rem minmax(0, 1fr)',
        gap: theme.spacing(0.25, 2),
        padding: theme.spacing(0.25, 0),
        [theme.breakpoints.down('xs')]: {
          gridTemplateColumns: 'minmax(0, 1fr)',
        },
      },
    },
    when: { color: theme.palette.text.secondary },
  }),
  { name: 'ReadinessCheckHistory' },
);

/** What one version did with the check. */
interface HistoryLine {
  version: number;
  createdAt: string;
  /** e.g. "Stricter since version 3: condition, parameter days. Counts from 22 Dec 2026." */
  words: string;
}

/**
 * What versions of a scorecard did with one check, the latest first. Where all
 * versions were looked through and none of them brought it, the first one did.
 *
 * @param page - the latest versions
 * @param checkId - id of the check
 * @param reader - what `useReadinessTranslation` gives
 */
export function historyLines(
  page: ScorecardVersionPage,
  checkId: string,
  reader: { t: ReadinessT; words: Words },
): HistoryLine[] {
  const { t } = reader;
  const lines = page.items.flatMap(({ version, createdAt, checks }) =>
    checks
      .filter(({ id }) => id === checkId)
      .map((change): HistoryLine => {
        const fields = fieldsWords(t, change.fields);
        const named = { effect: effectWords(t, change), version: `${version}` };
        const about =
          change.effect === 'none' || change.change !== 'changed'
            ? t('check.history.inVersion', named)
            : t('check.history.sinceVersion', named);
        const sentences = [
          fields ? t('check.history.with', { change: about, fields }) : about,
          enforcementWords(reader, change),
        ];
        const words = sentences.filter(Boolean).join('. ');
        return { version, createdAt, words: `${words}.` };
      }),
  );
  const oldest = page.items[page.items.length - 1];
  const isAdded = page.items.some(({ checks }) =>
    checks.some(({ id, change }) => id === checkId && change === 'added'),
  );
  return oldest && oldest.fields === null && !page.nextCursor && !isAdded
    ? [
        ...lines,
        {
          version: oldest.version,
          createdAt: oldest.createdAt,
          words: t('check.history.asked', { version: `${oldest.version}` }),
        },
      ]
    : lines;
}

/**
 * When a check was added or made stricter, and from when on that counts.
 */
export function CheckHistory(props: {
  check: CheckDetails;
  versions: Loaded<ScorecardVersionPage | undefined>;
}) {
  const { check, versions } = props;
  const classes = useStyles();
  const reader = useReadinessTranslation();
  const { t, words } = reader;
  return (
    <Panel title={t('check.history.title')}>
      <LoadedContent
        of={versions}
        what={t('check.history.what')}
        rows={1}
        brief
      >
        {page => {
          const lines = page
            ? historyLines(page, check.summary.id, reader)
            : [];
          return lines.length > 0 ? (
            <ul className={classes.list}>
              {lines.map(line => (
                <li key={line.version}>
                  <span className={classes.when}>
                    {words.day(line.createdAt)}
                  </span>
                  <span>{line.words}</span>
                </li>
              ))}
            </ul>
          ) : (
            t('check.history.none', { number: words.number(lookedThrough) })
          );
        }}
      </LoadedContent>
    </Panel>
  );
}
