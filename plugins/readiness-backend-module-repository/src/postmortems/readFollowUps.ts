import { PostmortemsFact } from '@team-readiness/backstage-plugin-readiness-common';
import {
  DocumentOutline,
  holdsName,
  isAhead,
  normalizeText,
} from '../documents';
import { FollowUpItem, followUpItems, isFilled } from './followUpItems';
import {
  doneStates,
  FollowUpKind,
  followUpKindSynonyms,
  followUpKindWords,
  followUpLabels,
} from './followUpSynonyms';
import { isPlaceholder } from './postmortemSkeleton';
import { firstDateIn, quarterEndIn } from '../documents/firstDateIn';

/**
 * Reads of each follow-up what is asked of it: kind, whether somebody is named, when it is due, whether it is done. What
 * it says, and who does it, does not come out.
 *
 * The state is the one that the document gives. A link to an issue says nothing of the state of that issue: that is for
 * a recipe to tell, from the tracker.
 */

type FollowUp = PostmortemsFact['followUps'][number];

/** A follow-up, and whether it is done without a day. */
export interface StatedFollowUp
  extends Pick<FollowUp, 'kind' | 'hasOwner' | 'dueOn' | 'closedOn'> {
  /** Done, but nothing says when. */
  doneSomeDay: boolean;
}

const alternatives = (labels: readonly string[]) =>
  [...labels].sort((a, b) => b.length - a.length).join('|');
const ownerIn = new RegExp(
  `(?:^|[\\s(\\[,;–—-])(?:${alternatives(
    followUpLabels.owner,
  )})\\s*[:=]\\s*([^\\s,;)][^,;)\\n]{0,80})`,
  'iu',
);
const mention = /(?:^|[\s([])@[\p{L}\d][\p{L}\d._/-]{0,80}/u;
const dueIn = new RegExp(
  `(?:^|[\\s(\\[,;–—-])(?:📅|(?:${alternatives(
    followUpLabels.due,
  )})\\b)\\s*[:=]?\\s*(?:the |zum |am |le |el |o )?(.{6,24})`,
  'iu',
);
const closedIn = new RegExp(
  `(?:^|[\\s(\\[,;–—-])(?:✅|✔|(?:${alternatives([
    ...doneStates.filter(it => it.length > 1),
    ...followUpLabels.closed,
  ])})(?![\\p{L}\\d]))\\s*(?:on|am|le|el|em)?\\s*[:=]?\\s*(.{6,24})`,
  'iu',
);
const ticked = /^\s*(?:\[[xX]\]|✅|☑|✔)/u;
const saidDone = new RegExp(
  `[(\\[]\\s*(?:${alternatives(
    doneStates.filter(it => it.length > 3),
  )})(?![\\p{L}\\d])[^)\\]]{0,60}[)\\]]|[-–—:]\\s*(?:${alternatives(
    doneStates.filter(it => it.length > 3),
  )})\\s*[.!]?\\s*$`,
  'iu',
);

/** A date that follows at once, not one of the words behind it. */
function dateAfter(text: string, expression: RegExp): string | undefined {
  const value = expression.exec(text)?.[1];
  const date =
    value === undefined ? undefined : firstDateIn(value) ?? quarterEndIn(value);
  return date !== undefined &&
    /^\W*(?:\d|[a-z]{3,9}\.? \d|q[1-4])/i.test(value ?? '')
    ? date
    : undefined;
}

function kindIn(
  text: string,
  words: Readonly<Record<FollowUpKind, readonly string[]>>,
): FollowUpKind | null | undefined {
  const technical = holdsName(text, words.technical);
  const process = holdsName(text, words.process);
  if (technical && process) {
    return null;
  }
  if (!technical && !process) {
    return undefined;
  }
  return technical ? 'technical' : 'process';
}

/** `[process] …`, `Technical: …`, `… (technical)`. */
const marked =
  /^\s*(?:\[[ xX]\]\s*)?[[(*]*([\p{L} ]{3,20})(?:[\])*]|\*?\s*:)|\(([\p{L} ]{3,20})\)\s*$/u;

function kindOf({ text, titles, cells }: FollowUpItem): FollowUpKind | null {
  const mark = marked.exec(text);
  const stated = [
    cells.kind ?? '',
    mark?.[1] ?? mark?.[2] ?? '',
    ...titles.slice().reverse(),
  ];
  for (const each of stated) {
    const kind = kindIn(each, followUpKindSynonyms);
    if (kind) {
      return kind;
    }
  }
  const words = normalizeText(text).split(' ');
  for (const count of [2, 6, words.length]) {
    const kind = kindIn(words.slice(0, count).join(' '), followUpKindWords);
    if (kind !== undefined) {
      return kind;
    }
  }
  return null;
}

function hasOwner({ text, cells }: FollowUpItem): boolean {
  const [, named] = ownerIn.exec(text) ?? [];
  return (
    isFilled(cells.owner) ||
    mention.test(text) ||
    (named !== undefined && !isPlaceholder(named))
  );
}

function isDone({ text, titles, cells }: FollowUpItem): boolean {
  const state = normalizeText(cells.state ?? '');
  const said = [cells.state ?? '', cells.closed ?? ''];
  const isDoneState = (value: string) =>
    doneStates.some(it => value === it || value.startsWith(`${it} `));
  return (
    ticked.test(text) ||
    saidDone.test(text) ||
    isDoneState(state) ||
    isDoneState(normalizeText(cells.closed ?? '')) ||
    said.some(value => ticked.test(value)) ||
    titles.some(title =>
      holdsName(title, [
        'done',
        'completed',
        'closed',
        'erledigt',
        'abgeschlossen',
      ]),
    )
  );
}

function readItem(
  item: FollowUpItem,
  now: Date,
): StatedFollowUp & { ahead: string | undefined } {
  const { text, cells } = item;
  const dueOn =
    firstDateIn(cells.due ?? '') ??
    quarterEndIn(cells.due ?? '') ??
    dateAfter(text, dueIn) ??
    null;
  const done = isDone(item);
  const stated =
    firstDateIn(cells.closed ?? '') ??
    (done ? firstDateIn(cells.state ?? '') : undefined) ??
    dateAfter(text, closedIn);
  const ahead =
    stated !== undefined && isAhead(stated, now) ? stated : undefined;
  return {
    kind: kindOf(item),
    hasOwner: hasOwner(item),
    dueOn,
    closedOn: ahead === undefined ? stated ?? null : null,
    doneSomeDay: done && stated === undefined,
    ahead,
  };
}

/**
 * The follow-ups of a postmortem, in order.
 *
 * @returns `nextDay`: the first day ahead on which one is said to be done; until then it is open
 */
export function readFollowUps(
  outline: DocumentOutline,
  now: Date,
): { followUps: StatedFollowUp[]; nextDay: string | undefined } {
  const read = followUpItems(outline).map(item => readItem(item, now));
  return {
    followUps: read.map(({ ahead, ...followUp }) => followUp),
    nextDay: read.flatMap(({ ahead }) => ahead ?? []).sort()[0],
  };
}
