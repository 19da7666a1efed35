import {
  TrackRecordEntry,
  TrackRecordEntryKind,
  Transition,
} from '@team-readiness/backstage-plugin-readiness-common';
import { LabelledEntryRow } from '../../database/operations/record';
import { nameLevel, ReadableScorecard } from '../reading/ReadableScorecards';

type LevelCause = Exclude<Transition['cause'], 'created' | 'removed'>;

const causeWords: Readonly<Record<LevelCause, string>> = {
  data: 'what is observed changed',
  standard: 'the standard changed',
  exemption: 'an exemption began or ended',
  time: 'time went by',
  applicability: 'what is asked changed',
  ownership: 'the owner changed',
  dependency: 'a dependency changed',
  collector: 'a source came or went',
};

/**
 * Makes an entry of a stored one.
 *
 * @param row - of a reader who may see its entity and, of a change of a level, the scorecard
 * @param scorecards - that the reader may see, for the names of levels
 */
export function toTrackRecordEntry(
  row: LabelledEntryRow,
  scorecards: readonly ReadableScorecard[],
): TrackRecordEntry {
  const at = new Date(Number(row.at)).toISOString();
  const entry: TrackRecordEntry = {
    key: row.key,
    // Written by ourselves, in these words.
    kind: row.kind as TrackRecordEntryKind,
    at: row.whole_day ? at.slice(0, 10) : at,
    title: row.title,
    entity: { ref: row.ref, title: row.entity_title },
    about: row.about,
    complete: row.complete === null ? null : Boolean(row.complete),
    link: row.link,
    details: row.details,
    minutes: row.minutes,
  };
  return row.kind === 'level-change'
    ? { ...entry, ...levelWords(row, scorecards) }
    : entry;
}

function isLevelCause(text: string): text is LevelCause {
  return Object.hasOwn(causeWords, text);
}

function levelWords(
  { title, details }: LabelledEntryRow,
  scorecards: readonly ReadableScorecard[],
): Pick<TrackRecordEntry, 'title' | 'about' | 'details' | 'levelChange'> {
  const scorecard = scorecards.find(({ ref }) => ref.id === title);
  const [from, to, cause] = (details ?? '').split(' ');
  const nameOf = (level: string) =>
    scorecard ? nameLevel(scorecard, Number(level)) : `Level ${level}`;
  const named = (level: string) => ({
    level: Number(level),
    levelName: nameOf(level),
  });
  const verb = Number(to) > Number(from) ? 'Rose' : 'Fell';
  return {
    title: `${verb} to ${nameOf(to)}`,
    about: scorecard?.ref.title ?? title,
    details: `From ${nameOf(from)} to ${nameOf(to)}: ${
      isLevelCause(cause) ? causeWords[cause] : cause
    }.`,
    // Without the scorecard nobody knows what its levels are called.
    ...(scorecard && isLevelCause(cause)
      ? { levelChange: { from: named(from), to: named(to), cause } }
      : {}),
  };
}
