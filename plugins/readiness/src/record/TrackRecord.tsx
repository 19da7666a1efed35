import { EmptyState } from '@backstage/core-components';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  EntityName,
  TrackRecordPage,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  countWords,
  dayWords,
} from '@team-readiness/backstage-plugin-readiness-react';
import { useEffect, useRef } from 'react';
import { ChipFilter, Notice, Panel, Stack, useSearchFilters } from '../layout';
import { LoadedContent } from '../loading';
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
export function sinceWords(since: string | null): string {
  return since
    ? `Complete since ${dayWords(since)}.`
    : 'Not known from when on it is complete.';
}

/**
 * How many entities of a record the reader may not see; empty where none.
 */
export function hiddenWords(hidden: number): string {
  return hidden > 0
    ? `${countWords(
        hidden,
        'service is',
        'services are',
      )} hidden from you and in nothing that shows here.`
    : '';
}

/** How many entries show, and the way to older ones. */
function TimelineEnd(props: { entries: Entries; total: number }) {
  const { entries, total } = props;
  const { items, hasMore, busy, failed } = entries;
  const classes = useStyles();
  return (
    <div className={classes.end}>
      <Typography variant="body2" color="textSecondary" role="status">
        {failed && 'Older entries could not be loaded. '}
        {hasMore && total > items.length
          ? `${items.length} of ${countWords(total, 'entry', 'entries')}`
          : countWords(items.length, 'entry', 'entries')}
      </Typography>
      {hasMore && (
        <Button
          size="small"
          variant="outlined"
          disabled={busy}
          onClick={() => entries.more()}
        >
          {busy ? 'Loading…' : 'Show older entries'}
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
  const [parameters, setFilter] = useSearchFilters();
  const chosen = parseEntryKinds(parameters.getAll('entry'));
  const count = (kind: string) =>
    page.counts.find(known => known.kind === kind)?.count ?? 0;
  const options = entryKinds
    .filter(kind => count(kind) > 0 || chosen.includes(kind))
    .map(kind => ({
      value: kind,
      label: `${entriesWords(kind)} ${count(kind)}`,
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
    <Panel title="Timeline" note={sinceWords(page.since)} flat={flat}>
      {options.length > 1 && (
        <div className={classes.filter}>
          <ChipFilter
            label="Kind of entry"
            options={options}
            chosen={chosen}
            onChange={next => setFilter('entry', next)}
          />
        </div>
      )}
      {items.length === 0 && chosen.length === 0 && <NothingRecorded />}
      {items.length === 0 && chosen.length > 0 && (
        <Typography variant="body2" component="div">
          No entry of this kind.{' '}
          <Button size="small" onClick={() => setFilter('entry', [])}>
            Show all entries
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
  const entries = useEntries(name, parseEntryKinds(parameters.getAll('entry')));
  return (
    <LoadedContent
      of={entries.first}
      what="the track record"
      rows={6}
      missing={
        <EmptyState
          missing="content"
          title={`Nothing is known of "${name.name}"`}
          description="The catalog has no such entity, or you may not see it."
        />
      }
    >
      {page => (
        <Stack>
          <Timeline page={page} entries={entries} ofTeam={ofTeam} flat={flat} />
          {page.hidden > 0 && <Notice>{hiddenWords(page.hidden)}</Notice>}
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
