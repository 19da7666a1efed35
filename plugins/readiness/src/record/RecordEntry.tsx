import { Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import ErrorOutlineIcon from '@material-ui/icons/ErrorOutline';
import { TrackRecordEntry } from '@team-readiness/backstage-plugin-readiness-common';
import { Words } from '@team-readiness/backstage-plugin-readiness-react';
import { EntityLink, httpUrl } from '../links';
import { useReadinessTranslation } from '../translations';
import { EntryKindIcon } from './EntryKindIcon';
import { entryWords } from './entryWords';
import { detailWords, titleWords } from './titleWords';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'grid',
      gridTemplateColumns: '3.75rem 12rem minmax(0, 1fr)',
      gap: theme.spacing(0, 2),
      padding: theme.spacing(0.875, 0),
      borderTop: `1px solid ${theme.palette.divider}`,
      fontSize: theme.typography.body2.fontSize,
      lineHeight: 1.5,
      '&:focus': { outline: 'none' },
      '&:focus-visible': {
        outline: `2px solid ${theme.palette.primary.main}`,
        outlineOffset: 2,
      },
      [theme.breakpoints.down('xs')]: {
        gridTemplateColumns: '3.75rem minmax(0, 1fr)',
      },
    },
    when: {
      color: theme.palette.text.secondary,
      fontVariantNumeric: 'tabular-nums',
      whiteSpace: 'nowrap',
    },
    kind: {
      display: 'flex',
      alignItems: 'flex-start',
      gap: theme.spacing(1),
      color: theme.palette.text.secondary,
    },
    body: {
      minWidth: 0,
      overflowWrap: 'anywhere',
      [theme.breakpoints.down('xs')]: { gridColumn: 2 },
    },
    title: { fontSize: '1rem' },
    aside: {
      color: theme.palette.text.secondary,
      // Among words, colour alone does not tell a link.
      '& a': { textDecoration: 'underline' },
    },
    incomplete: {
      display: 'inline-flex',
      alignItems: 'baseline',
      gap: theme.spacing(0.5),
      whiteSpace: 'nowrap',
      '& svg': {
        alignSelf: 'center',
        fontSize: '1rem',
        color: theme.palette.text.secondary,
      },
    },
  }),
  { name: 'ReadinessRecordEntry' },
);

/**
 * The time of an entry in full: a document has a day, an event a moment.
 */
export function timeWords(words: Words, at: string): string {
  return at.includes('T') ? words.moment(at) : words.day(at);
}

/**
 * One thing that was done or written down, as an item of a list.
 */
export function RecordEntry(props: {
  entry: TrackRecordEntry;
  /** Names the entity, where the record is that of a team. */
  ofTeam?: boolean;
}) {
  const { entry, ofTeam } = props;
  const classes = useStyles();
  const { t, words } = useReadinessTranslation();
  const link = httpUrl(entry.link);
  const title = titleWords(t, words, entry);
  const details = detailWords(t, entry);
  const about = entry.about && entry.about !== title ? entry.about : '';
  return (
    <li className={classes.root} tabIndex={-1}>
      <time
        className={classes.when}
        dateTime={entry.at}
        title={timeWords(words, entry.at)}
      >
        {words.shortDay(entry.at)}
      </time>
      <span className={classes.kind}>
        <EntryKindIcon kind={entry.kind} />
        {entryWords(t, entry.kind)}
      </span>
      <div className={classes.body}>
        <div>
          <span className={classes.title}>
            {link ? <Link to={link}>{title}</Link> : title}
          </span>
          {entry.complete === false && (
            <>
              {' '}
              <span
                className={classes.incomplete}
                title={t('record.incompleteHint')}
              >
                <ErrorOutlineIcon aria-hidden />
                {t('record.incomplete')}
              </span>
            </>
          )}
        </div>
        {(ofTeam || about || details) && (
          <div className={classes.aside}>
            {ofTeam && <EntityLink entity={entry.entity} />}
            {ofTeam && (about || details) && ' · '}
            {[about, details].filter(Boolean).join(' · ')}
          </div>
        )}
      </div>
    </li>
  );
}
