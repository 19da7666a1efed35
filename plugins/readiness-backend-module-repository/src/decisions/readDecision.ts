import { DecisionsFact } from '@team-readiness/backstage-plugin-readiness-common';
import {
  Block,
  countedWords,
  dependenciesNamed,
  DocumentIssue,
  DocumentOutline,
  DocumentPart,
  firstIsoDate,
  holdsName,
  isAhead,
  isNamed,
  isSkeletonLine,
  normalizeText,
  openDocument,
  ownWords,
  plainText,
  readDate,
  tableRows,
} from '../documents';
import { technologiesNamed } from '../technologies';
import { countOptions } from './countOptions';
import {
  decisionKeys,
  DecisionPart,
  decisionPartSynonyms,
  otherPartWords,
} from './decisionSynonyms';
import {
  DecisionTopic,
  decisionTopicSynonyms,
  RolloutStrategy,
  rolloutSynonyms,
} from './decisionTopicSynonyms';
import { readStatus, readStatusLine } from './readStatus';
import { valuesOf } from './recordLines';

/**
 * Reads a decision record: MADR 2 to 4, Nygard, and plain Markdown.
 *
 * Guarantees: never throws; bounded time and memory whatever the text; of the text only the title comes out,
 * cut and without control characters.
 */

type Decision = DecisionsFact['decisions'][number];

/** What a record says of itself. */
export interface DecisionReading {
  decision: Omit<Decision, 'path' | 'url' | 'statusSince' | 'consultedOutside'>;
  /** Does it give a date, even one that does not count? */
  hasDate: boolean;
  /** Is it a form to fill in, by its title? */
  template: boolean;
  issues: DocumentIssue[];
  /** The first date ahead from which on it reads differently, if there is one. */
  nextDay: string | undefined;
}

const maxTitle = 200;
const minPartWords = 5;
const maxDecisionText = 50_000;

/** `decision_date` and `decision-date` are the `decision date` of a line. */
function frontMatterKeys(labels: readonly string[]): string[] {
  return labels.flatMap(label => [
    ...new Set([label, label.replace(/ /g, '_'), label.replace(/ /g, '-')]),
  ]);
}

/** The first of the big headings, else what the front matter calls it, else the first heading, else the file. */
function titleOf(
  outline: DocumentOutline,
  frontMatterTitle: string | null,
  path: string,
): string {
  const headings = outline.parts.filter(({ title }) => title !== '');
  const title =
    headings.find(({ level }) => level === 1)?.title ??
    frontMatterTitle ??
    headings[0]?.title ??
    path.replace(/^.*\//, '').replace(/\.[^.]*$/, '');
  return plainText(title, maxTitle);
}

/** Is the title a slot to fill in, or nothing but a comment? */
function isTemplateTitle(title: string): boolean {
  const text = title.replace(/^(?:adr[- ]?)?\d*[.:]?\s*/i, '').trim();
  return /^[[{<]/.test(text) && isSkeletonLine(text);
}

/** Does a table of the document have a head that names the part, and words of its own in that column? */
function inTable(blocks: readonly Block[], names: readonly string[]): boolean {
  const columns = new Set<string>();
  for (const row of tableRows(blocks)) {
    for (const { cell, text, words } of row) {
      const place = `${cell?.table}:${cell?.column}`;
      if (cell?.head && holdsName(text, names)) {
        columns.add(place);
      } else if (!cell?.head && columns.has(place) && words > 0) {
        return true;
      }
    }
  }
  return false;
}

/** A line such as `Consequences: …`, or one that stands before what it names. */
function inLeads(blocks: readonly Block[], names: readonly string[]): boolean {
  return blocks.some((block, index) => {
    const colon = block.text.indexOf(':');
    if (block.level > 0 || colon < 1 || colon > 60) {
      return false;
    }
    const label = normalizeText(block.text.slice(0, colon));
    if (!names.includes(label)) {
      return false;
    }
    const next = blocks[index + 1];
    return (
      ownWords(block.text.slice(colon + 1)) >= minPartWords ||
      (next?.level === 0 && next.words >= minPartWords)
    );
  });
}

/** The text of the decision: what stands under its headings, less what is about options or consequences. */
function decisionText(outline: DocumentOutline): string {
  const isOther = ({ title }: DocumentPart) =>
    isNamed(title, decisionPartSynonyms.options) ||
    isNamed(title, decisionPartSynonyms.consequences) ||
    isNamed(title, decisionPartSynonyms.problem);
  const seen = new Set<DocumentPart>();
  const texts: string[] = [];
  const visit = (part: DocumentPart) => {
    if (!seen.has(part)) {
      seen.add(part);
      texts.push(...part.blocks.map(block => block.text));
      part.parts.filter(it => !isOther(it)).forEach(visit);
    }
  };
  const title = outline.parts.find(({ level }) => level === 1);
  outline
    .named(decisionPartSynonyms.decision, otherPartWords.decision)
    .filter(part => part !== title)
    .forEach(visit);
  return texts.join('\n').slice(0, maxDecisionText);
}

/** The option that was chosen, as MADR writes it: `Chosen option: "…", because …`. */
function chosenOption(text: string): string | undefined {
  const match = /chosen (?:option|alternative|solution):?([^\n]{1,300})/i.exec(
    text,
  );
  return match?.[1].split(/[,;]? because\b/i)[0];
}

/** The strategy that the first of the texts to name any names; null where that names several. */
function rolloutOf(texts: readonly string[]): RolloutStrategy | null {
  for (const text of texts) {
    const plain = normalizeText(text).replace(/\brolling back\b/g, '');
    const named = (Object.keys(rolloutSynonyms) as RolloutStrategy[]).filter(
      strategy => holdsName(plain, rolloutSynonyms[strategy]),
    );
    if (named.length > 0) {
      return named.length === 1 ? named[0] : null;
    }
  }
  return null;
}

/** The date that a file name begins with: `2026-01-31-use-redis.md`. */
function dateOfPath(path: string): string | undefined {
  const match = /(?:^|\/)(\d{4}-\d{2}-\d{2})[^/]*$/.exec(path);
  return match ? readDate(match[1]) : undefined;
}

/**
 * @param text - the whole file
 * @param options.path - relative to the entity's directory
 * @param options.dependencies - names to look for
 * @param options.now - the time of the run, against dates in the future
 */
export function readDecision(
  text: string,
  options: { path: string; dependencies: readonly string[]; now: Date },
): DecisionReading {
  const { path, now } = options;
  const opened = openDocument(text, now);
  const { frontMatter, markdown, blocks } = opened;
  const outline = new DocumentOutline(blocks);
  const lineIssues: DocumentIssue[] = [];
  let nextDay: string | undefined;

  const title = titleOf(outline, frontMatter.text(['title'], maxTitle), path);
  const stated =
    readStatusLine(
      frontMatter.text(frontMatterKeys(decisionKeys.status), 300) ?? '',
    ) ?? readStatus(valuesOf(outline, decisionKeys.status));

  const keys = frontMatterKeys(decisionKeys.date);
  const dateKeys = frontMatter.has(keys);
  const written = (): string | null => {
    if (dateKeys) {
      return frontMatter.date(keys, 'the decision');
    }
    const [date] = [
      ...valuesOf(outline, decisionKeys.date).map(
        value => readDate(value) ?? firstIsoDate(value),
      ),
      stated?.date,
      dateOfPath(path),
    ].flatMap(it => it ?? []);
    if (date !== undefined && isAhead(date, now)) {
      nextDay = date;
      const message = `The date ${date} lies in the future, so the record has no date.`;
      lineIssues.push({ message, line: 1, column: 1 });
      return null;
    }
    return date ?? null;
  };

  const isPart = (part: DecisionPart) =>
    outline
      .named(decisionPartSynonyms[part], otherPartWords[part])
      .some(it => it.words >= minPartWords);
  const decided = decisionText(outline);
  const chosen = chosenOption(decided);
  const tags = frontMatter.texts(['tags', 'topics', 'topic'], 63);
  const about = [title, tags.join('\n'), decided].join('\n');
  const topics = (Object.keys(decisionTopicSynonyms) as DecisionTopic[])
    .filter(topic => holdsName(about, decisionTopicSynonyms[topic]))
    .sort();
  const date = written();
  return {
    decision: {
      title,
      words: countedWords(blocks),
      status: stated?.status ?? null,
      date,
      topics,
      rollout: rolloutOf([...(chosen ? [chosen] : []), title, decided]),
      options: countOptions(outline),
      hasProblem:
        isPart('problem') || inLeads(blocks, decisionPartSynonyms.problem),
      hasConsequences:
        isPart('consequences') ||
        inTable(blocks, decisionPartSynonyms.consequences) ||
        inLeads(blocks, decisionPartSynonyms.consequences),
      hasOperability:
        isPart('operability') ||
        inLeads(blocks, decisionPartSynonyms.operability),
      consulted: frontMatter.refs(['consulted']),
      dependenciesNamed: dependenciesNamed(markdown, options.dependencies),
      technologiesNamed: technologiesNamed([title, decided].join('\n')),
    },
    hasDate: date !== null || dateKeys || lineIssues.length > 0,
    template: isTemplateTitle(title),
    issues: [...opened.issues(), ...lineIssues],
    nextDay: [nextDay, frontMatter.nextDay].flatMap(it => it ?? []).sort()[0],
  };
}
