import {
  DecisionsFact,
  DrillsFact,
  ImpactFact,
  PostmortemsFact,
  ReviewsFact,
  SloFact,
  trackRecordKinds,
} from '@team-readiness/backstage-plugin-readiness-common';
import { RecordDocument } from '../../database/operations/record';
import { recordRules } from './recordRules';
import { fileWords, numberWords, titleText, webAddress } from './recordWords';

/** What a document, a review of an SLO or a freeze comes down to. */
export interface DocumentEntry {
  kind: (typeof trackRecordKinds)[number];
  /** `YYYY-MM-DD`. */
  day: string;
  title: string;
  about: string | null;
  complete: boolean | null;
  /** Path of the document or http(s) address. */
  link: string | null;
  /** One line in plain words. */
  details: string | null;
  /** What it can be counted as an answer to: of accepted decisions and complete impact entries. */
  topics: readonly string[];
  /** What tells it from others, wherever it is read; the same for two entities of one directory. */
  identity: string;
}

type Draft = Omit<DocumentEntry, 'day' | 'identity' | 'topics'> & {
  path: string | null;
  topics?: readonly string[];
};

const { documentWords, adrOptions, postmortemParts } = recordRules;

const drillTitles: Record<DrillsFact['drills'][number]['kind'], string> = {
  rollback: 'Rollback',
  restore: 'Restore',
  failover: 'Fail-over',
  'game-day': 'Game day',
};

const drillKinds = {
  rollback: 'rollback-drill',
  restore: 'restore-drill',
  // A fail-over that is played is a game day of one scenario.
  failover: 'game-day',
  'game-day': 'game-day',
} as const;

/**
 * Makes an entry of a dated thing that a fact lists.
 *
 * @param document - as facts hold it
 * @returns null for something that is not as the schema of its fact says
 */
export function toDocumentEntry(
  document: RecordDocument,
): DocumentEntry | null {
  let draft: Draft;
  try {
    draft = toDraft(document, JSON.parse(document.thing));
  } catch {
    return null;
  }
  const { path, ...entry } = draft;
  const { location, entity_id: entityId, day } = document;
  const place =
    webAddress(entry.link) ?? `${location ?? entityId} ${entry.link ?? path}`;
  return {
    ...entry,
    topics: entry.topics ?? [],
    title: titleText(entry.title) || entry.kind,
    about: entry.about === null ? null : titleText(entry.about) || null,
    details: entry.details === null ? null : titleText(entry.details),
    day,
    // Of one address a review of each SLO; of one document a single entry. Two directories of a disk may be
    // called the same, and their documents, too: then days and titles tell them apart.
    identity: JSON.stringify([
      entry.kind,
      place,
      document.collector === 'slo' ? [entry.about, day] : null,
      webAddress(entry.link) ? null : [day, entry.title],
    ]),
  };
}

function toDraft({ collector }: RecordDocument, thing: unknown): Draft {
  switch (collector) {
    case 'decisions':
      return ofDecision(thing as DecisionsFact['decisions'][number]);
    case 'postmortems':
      return ofPostmortem(thing as PostmortemsFact['postmortems'][number]);
    case 'impact':
      return ofImpact(thing as ImpactFact['entries'][number]);
    case 'reviews':
      return ofReview(thing as ReviewsFact['reviews'][number]);
    case 'drills':
      return ofDrill(thing as DrillsFact['drills'][number]);
    default:
      return ofSlo(thing as SloFact['slos'][number]);
  }
}

function ofDecision(decision: DecisionsFact['decisions'][number]): Draft {
  const { title, status, words, options, hasConsequences } = decision;
  return {
    kind: 'adr',
    title,
    about: null,
    complete:
      status !== null &&
      status !== 'proposed' &&
      words >= documentWords &&
      options >= adrOptions &&
      hasConsequences,
    link: decision.url ?? decision.path,
    details: status === null ? null : `${capital(status)}.`,
    topics:
      status === 'accepted' && words >= documentWords ? decision.topics : [],
    path: decision.path,
  };
}

function ofPostmortem({
  path,
  url,
  incident,
  words,
  parts,
}: PostmortemsFact['postmortems'][number]): Draft {
  return {
    kind: 'postmortem',
    title: incident
      ? `Postmortem of ${incident}`
      : `Postmortem: ${fileWords(path)}`,
    about: incident,
    complete:
      words >= documentWords &&
      postmortemParts.every(part => parts.includes(part)),
    link: url ?? path,
    details: null,
    path,
  };
}

function ofImpact(entry: ImpactFact['entries'][number]): Draft {
  return {
    kind: 'impact',
    title: entry.metric ?? fileWords(entry.path),
    about: null,
    complete: entry.complete,
    link: entry.url ?? entry.path,
    details: changeWords(entry),
    topics: entry.complete ? entry.topics : [],
    path: entry.path,
  };
}

/** `From 840 to 310 EUR.` */
function changeWords({
  before,
  after,
  unit,
}: ImpactFact['entries'][number]): string | null {
  return before === null || after === null
    ? null
    : `From ${numberWords(before)} to ${numberWords(after)}${
        unit ? ` ${unit}` : ''
      }.`;
}

function ofReview(review: ReviewsFact['reviews'][number]): Draft {
  const { lenses, words, decision, outside } = review;
  return {
    kind: 'review',
    title: lenses.length
      ? `Readiness review: ${lenses.join(', ')}`
      : 'Readiness review',
    about: null,
    complete:
      words >= documentWords &&
      lenses.length > 0 &&
      decision !== null &&
      outside !== false,
    link: review.path,
    details: decision === null ? null : `Decision: ${decision}.`,
    path: review.path,
  };
}

function ofDrill(drill: DrillsFact['drills'][number]): Draft {
  const { kind, real, succeeded, minutes, evidence } = drill;
  const ends = new Map([
    [true, 'Reached its end'],
    [false, 'Did not reach its end'],
  ]);
  const end = succeeded === null ? 'Its end is not said' : ends.get(succeeded);
  return {
    kind: drillKinds[kind],
    title: `${drillTitles[kind]}${titleOfUse(kind, real)}`,
    about: null,
    complete: succeeded !== null,
    link: evidence,
    details: `${end}${
      minutes === null ? '' : `, after ${numberWords(minutes)} min`
    }.`,
    path: evidence,
  };
}

function titleOfUse(
  kind: DrillsFact['drills'][number]['kind'],
  real: boolean,
): string {
  if (real) {
    return ' for real';
  }
  return kind === 'game-day' ? '' : ' drill';
}

function ofSlo({ name, path }: SloFact['slos'][number]): Draft {
  return {
    kind: 'slo-review',
    title: `Review of ${name}`,
    about: name,
    complete: null,
    link: path,
    details: null,
    path,
  };
}

function capital(word: string): string {
  return word[0].toLocaleUpperCase('en') + word.slice(1);
}
