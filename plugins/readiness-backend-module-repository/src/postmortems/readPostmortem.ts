import {
  postmortemParts,
  PostmortemsFact,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  Block,
  countedWords,
  DocumentIssue,
  DocumentOutline,
  DocumentPart,
  FrontMatter,
  holdsName,
  isAhead,
  isNamed,
  normalizeText,
  openDocument,
  tableRows,
} from '../documents';
import { incidentIdIn, linkedIncident } from './incidentId';
import { momentsTold } from './momentsTold';
import {
  isPlaceholder,
  isPostmortemSkeleton,
  isPrompt,
  withOwnWords,
  wordsOutside,
} from './postmortemSkeleton';
import { impactWords } from './impactWords';
import { IncidentMoment } from './momentSynonyms';
import { postmortemKeys, writtenLabels } from './postmortemKeys';
import {
  postmortemSectionSynonyms,
  PostmortemSection,
} from './postmortemSectionSynonyms';
import { readFollowUps, StatedFollowUp } from './readFollowUps';
import { runbookNote } from './runbookNote';
import { firstDateIn } from '../documents/firstDateIn';
import { holdsTime } from './statedTime';

/**
 * Reads a postmortem: plain Markdown of many styles.
 *
 * Guarantees: never throws; bounded time and memory whatever the text; of the text nothing comes out but the id of the
 * incident, dates, counts and which parts are there. No names of people: of an owner only that there is one.
 */

type Postmortem = PostmortemsFact['postmortems'][number];
type Part = (typeof postmortemParts)[number];

/** What a postmortem says of itself. */
export interface PostmortemReading {
  postmortem: Omit<Postmortem, 'path' | 'url'>;
  followUps: StatedFollowUp[];
  /** Does its front matter give a date, even one that does not count? Then no other is asked. */
  hasDate: boolean;
  /** The day that it gives where no history of the file is known. */
  fallbackDate: string | null;
  /** Is it a form that nobody has filled in? Then it is no postmortem. */
  unfilled: boolean;
  /** Has it a title of its own, so that its author should hear of that? */
  hasTitle: boolean;
  issues: DocumentIssue[];
  /** The first date ahead from which on it reads differently, if there is one. */
  nextDay: string | undefined;
}

const minPartWords = 5;
const minRoleWords = 2;
const minOwnWords = 10;
const maxIncident = 100;
const maxTopBlocks = 40;

/** Of a heading's part, the words outside of prompts, in its own parts too. */
function partWords(part: DocumentPart): number {
  return (
    part.blocks.reduce((sum, it) => sum + wordsOutside(it.text, isPrompt), 0) +
    part.parts.reduce((sum, it) => sum + partWords(it), 0)
  );
}

/** The values of lines `Label: value` and rows of two cells whose label is named; also of a heading that ends so. */
function valuesOf(
  blocks: readonly Block[],
  names: readonly string[],
): string[] {
  const rows = tableRows(blocks).flatMap(([first, second]) =>
    second && names.includes(normalizeText(first.text)) ? [second.text] : [],
  );
  const lines = blocks
    .filter(block => !block.cell)
    .flatMap(block => block.text.split('\n'))
    .flatMap(line => {
      const colon = line.indexOf(':');
      return colon > 0 &&
        colon < 60 &&
        names.includes(normalizeText(line.slice(0, colon)))
        ? [line.slice(colon + 1)]
        : [];
    });
  return [...rows, ...lines].filter(value => !isPlaceholder(value));
}

function hasSection(
  outline: DocumentOutline,
  blocks: readonly Block[],
  section: Exclude<PostmortemSection, 'follow-ups'>,
): boolean {
  const names = postmortemSectionSynonyms[section];
  const least = section === 'roles' ? minRoleWords : minPartWords;
  const title = outline.parts.find(part => part.level > 0);
  const labels = blocks.filter(
    block =>
      /:\s*$/.test(block.text) && names.includes(normalizeText(block.text)),
  );
  return (
    outline.parts.some(
      part =>
        part !== title &&
        part.level > 0 &&
        isNamed(part.title, names) &&
        (partWords(part) >= least ||
          // A heading that is a label: `## Incident lead: payments`.
          (section === 'roles' &&
            valuesOf([{ ...blocks[0], text: part.title }], names).length > 0)),
    ) ||
    valuesOf(blocks, names).some(
      value =>
        wordsOutside(value, isPrompt) >= (section === 'roles' ? 1 : least),
    ) ||
    labels.some(label => {
      const next = blocks[blocks.indexOf(label) + 1];
      return next !== undefined && wordsOutside(next.text, isPrompt) >= least;
    })
  );
}

/** Does a sentence at the top or in a summary say what happened to whom? */
function tellsImpact(outline: DocumentOutline): boolean {
  const named = [
    'summary',
    'overview',
    'abstract',
    'zusammenfassung',
    'résumé',
    'resumen',
    'resumo',
    'what happened',
  ];
  return outline.parts
    .filter(
      (part, index) =>
        index < 2 || part.level === 0 || isNamed(part.title, named),
    )
    .flatMap(part => part.blocks)
    .filter(block => !block.cell)
    .flatMap(block => block.text.replace(/\s+/g, ' ').split(/(?<=[.!?])\s+/))
    .some(
      sentence =>
        holdsName(sentence, impactWords['what happened']) &&
        holdsName(sentence, impactWords['to whom']),
    );
}

function frontMatterMoments(frontMatter: FrontMatter): IncidentMoment[] {
  return (['detected', 'mitigated', 'resolved'] as const).filter(moment =>
    frontMatter
      .texts(postmortemKeys[moment], 60)
      .some(text => holdsTime(text) || /^P.*\d/i.test(text)),
  );
}

function idOf(options: {
  frontMatter: FrontMatter;
  title: string;
  path: string;
  links: readonly string[];
  prefixes: readonly string[];
}): string | null {
  const { frontMatter, title, path, links, prefixes } = options;
  const stated = frontMatter.has(postmortemKeys.incident)
    ? frontMatter.text(postmortemKeys.incident, maxIncident)
    : null;
  const isSlot = stated === null || isPlaceholder(stated);
  const id = isSlot
    ? undefined
    : linkedIncident([stated]) ??
      (/\s/.test(stated) ? incidentIdIn(stated, prefixes) : stated);
  if (!isSlot && id === undefined) {
    frontMatter.refuse(
      postmortemKeys.incident,
      'The incident must be an id such as INC-204, without spaces; what stands there is not taken over.',
    );
  }
  const name = path.replace(/^.*\//, '').replace(/\.[^.]*$/, '');
  return (
    id ??
    incidentIdIn(title, prefixes) ??
    incidentIdIn(name, prefixes) ??
    linkedIncident(links) ??
    null
  );
}

/**
 * @param text - the whole file, as Markdown
 * @param options.path - relative to the directory of the entity
 * @param options.prefixes - of ids of incidents
 * @param options.now - the time of the run, against dates in the future
 */
export function readPostmortem(
  text: string,
  options: { path: string; prefixes: readonly string[]; now: Date },
): PostmortemReading {
  const { now } = options;
  const opened = openDocument(text, now);
  const { frontMatter } = opened;
  const blocks = withOwnWords(opened.blocks);
  const outline = new DocumentOutline(blocks);
  const heading = outline.parts.find(part => part.level > 0);
  const title = heading?.title ?? '';
  const body = blocks.filter(block => block.level === 0);
  const top = outline.parts
    .filter((part, index) => index < 2 || part.level === 0)
    .flatMap(part => part.blocks.slice(0, maxTopBlocks));

  const issues: DocumentIssue[] = [];
  const days: string[] = [];
  const dayOf = (labels: readonly string[]): string | null => {
    const [date] = valuesOf(top, labels).flatMap(it => firstDateIn(it) ?? []);
    if (date !== undefined && isAhead(date, now)) {
      days.push(date);
      const message = `The date ${date} lies in the future, so the postmortem has no date.`;
      issues.push({ message, line: 1, column: 1 });
      return null;
    }
    return date ?? null;
  };
  const keys = frontMatter.has(postmortemKeys.date);
  const date = keys
    ? frontMatter.date(postmortemKeys.date, 'publication')
    : dayOf(writtenLabels.written);
  const fallbackDate = keys || date ? null : dayOf(writtenLabels.fallback);

  const { followUps, nextDay } = readFollowUps(outline, now);
  const told = momentsTold(outline);
  frontMatterMoments(frontMatter).forEach(moment => told.add(moment));
  const has: Record<Part, () => boolean> = {
    detected: () => told.has('detected'),
    mitigated: () => told.has('mitigated'),
    resolved: () => told.has('resolved'),
    roles: () => hasSection(outline, blocks, 'roles'),
    impact: () => hasSection(outline, blocks, 'impact') || tellsImpact(outline),
    'contributing-factors': () =>
      hasSection(outline, blocks, 'contributing-factors'),
    'technical-follow-up': () =>
      followUps.some(({ kind }) => kind === 'technical'),
    'process-follow-up': () => followUps.some(({ kind }) => kind === 'process'),
  };
  return {
    postmortem: {
      incident: idOf({
        frontMatter,
        title,
        path: options.path,
        links: blocks.flatMap(block => block.links),
        prefixes: options.prefixes,
      }),
      date,
      words: countedWords(blocks),
      parts: postmortemParts.filter(part => has[part]()).sort(),
      runbook: runbookNote(frontMatter, outline),
    },
    followUps,
    hasDate: keys || date !== null || issues.length > 0,
    fallbackDate,
    unfilled: body.reduce((sum, it) => sum + it.words, 0) < minOwnWords,
    hasTitle:
      title !== '' && !isPostmortemSkeleton(title) && !/template/i.test(title),
    issues: [...opened.issues(), ...issues],
    nextDay: [frontMatter.nextDay, nextDay, ...days]
      .flatMap(it => it ?? [])
      .sort()[0],
  };
}
