import { EmptyState } from '@backstage/core-components';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  EntityName,
  TrackRecordPage,
} from '@team-readiness/backstage-plugin-readiness-common';
import { Words } from '@team-readiness/backstage-plugin-readiness-react';
import { useEffect, useRef } from 'react';
import { ChipFilter, Notice, Panel, Stack, useSearchFilters } from '../layout';
import { LoadedContent } from '../loading';
import { ReadinessT, useReadinessTranslation } from '../translations';
import { EntryKindIcon } from './EntryKindIcon';
import { entriesWords, entryKinds, parseEntryKinds } from './entryWords';
import { NothingRecorded } from './NothingRecorded';
import { RecordTimeline } from './RecordTimeline';
import { Entries, useEntries } from './useEntries';

const useStyles = makeStyles(
  theme => ({
    filter: { marginBottom: theme.spacing(2) },
    end: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(1, 2),
      marginTop: theme.spacing(2),
    },
  }),
  { name: 'ReadinessTrackRecord' },
);

/**
 * From when on a record is complete, in a sentence.
 */
export function sinceWords(
  t: ReadinessT,
  words: Words,
  since: string | null,
): string {
  return since
    ? t('record.since', { day: words.day(since) })
    : t('record.sinceUnknown');
}

/**
 * How many entities of a record the reader may not see; empty where none.
 */
export function hiddenWords(t: ReadinessT, hidden: number): string {
  return hidden > 0 ? t('record.hidden', { count: hidden }) : '';
}

/** How many entries show, and the way to older ones. */
function TimelineEnd(props: { entries: Entries; total: number }) {
  const { entries, total } = props;
  const { items, hasMore, busy, failed } = entries;
  const classes = useStyles();
  const { t } = useReadinessTranslation();
  return (
    <div className={classes.end}>
      <Typography variant="body2" color="textSecondary" role="status">
        {failed && `${t('record.failed')} `}
        {hasMore && total > items.length
          ? t('record.shown', { shown: items.length, count: total })
          : t('record.entries', { count: items.length })}
      </Typography>
      {hasMore && (
        <Button
          size="small"
          variant="outlined"
          disabled={busy}
          onClick={() => entries.more()}
        >
          {busy ? t('record.loading') : t('record.older')}
        </Button>
      )}
    </div>
  );
}

function Timeline(props: {
  page: TrackRecordPage;
  entries: Entries;
  ofTeam?: boolean;
  flat?: boolean;
}) {
  const { page, entries, ofTeam, flat } = props;
  const classes = useStyles();
  const { t, words } = useReadinessTranslation();
  const [parameters, setFilter] = useSearchFilters();
  const chosen = parseEntryKinds(parameters.getAll('entry'));
  const count = (kind: string) =>
    page.counts.find(known => known.kind === kind)?.count ?? 0;
  const options = entryKinds
    .filter(kind => count(kind) > 0 || chosen.includes(kind))
    .map(kind => ({
      value: kind,
      label: t('record.option', {
        kind: entriesWords(t, kind),
        amount: count(kind),
      }),
      icon: <EntryKindIcon kind={kind} />,
    }));
  const total = (chosen.length > 0 ? chosen : entryKinds)
    .filter(kind => chosen.length > 0 || kind !== 'deployment')
    .reduce((sum, kind) => sum + count(kind), 0);
  const { items } = entries;

  // Those who use the keyboard go on with the first older entry.
  const timeline = useRef<HTMLDivElement>(null);
  const before = useRef(items.length);
  useEffect(() => {
    const known = before.current;
    before.current = items.length;
    if (known >= page.items.length && items.length > known) {
      timeline.current
        ?.querySelectorAll<HTMLElement>('li')
        [known]?.focus({ preventScroll: true });
    }
  }, [items.length, page]);

  return (
    <Panel
      title={t('record.timeline')}
      note={sinceWords(t, words, page.since)}
      flat={flat}
    >
      {options.length > 1 && (
        <div className={classes.filter}>
          <ChipFilter
            label={t('record.kind')}
            options={options}
            chosen={chosen}
            onChange={next => setFilter('entry', next)}
          />
        </div>
      )}
      {items.length === 0 && chosen.length === 0 && <NothingRecorded />}
      {items.length === 0 && chosen.length > 0 && (
        <Typography variant="body2" component="div">
          {t('record.noneOfKind')}{' '}
          <Button size="small" onClick={() => setFilter('entry', [])}>
            {t('record.showAll')}
          </Button>
        </Typography>
      )}
      {items.length > 0 && (
        <>
          <div ref={timeline}>
            <RecordTimeline
              entries={items}
              ofTeam={ofTeam}
              monthTitle={flat ? 'h4' : 'h3'}
            />
          </div>
          <TimelineEnd entries={entries} total={total} />
        </>
      )}
    </Panel>
  );
}

function LoadedRecord(props: {
  name: EntityName;
  ofTeam?: boolean;
  flat?: boolean;
}) {
  const { name, ofTeam, flat } = props;
  const [parameters] = useSearchFilters();
  const { t } = useReadinessTranslation();
  const entries = useEntries(name, parseEntryKinds(parameters.getAll('entry')));
  return (
    <LoadedContent
      of={entries.first}
      what={t('record.what')}
      // Within another panel something stands below, which must not move.
      parts={flat ? undefined : ['filters', 'list', 'list']}
      shape="list"
      rows={6}
      missing={
        <EmptyState
          missing="content"
          title={t('record.unknownName', { name: name.name })}
          description={t('record.unknownNameHint')}
        />
      }
    >
      {page => (
        <Stack>
          <Timeline page={page} entries={entries} ofTeam={ofTeam} flat={flat} />
          {page.hidden > 0 && <Notice>{hiddenWords(t, page.hidden)}</Notice>}
        </Stack>
      )}
    </LoadedContent>
  );
}

/**
 * The track record of an entity as a timeline: newest first, narrowed by kind in the address, older entries on
 * request.
 */
export function TrackRecord(props: {
  name: EntityName;
  /** Names the entity of each entry. */
  ofTeam?: boolean;
  /** Within another panel. */
  flat?: boolean;
}) {
  const { kind, namespace, name } = props.name;
  return <LoadedRecord key={`${kind}/${namespace}/${name}`} {...props} />;
}
