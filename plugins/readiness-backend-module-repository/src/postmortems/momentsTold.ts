import {
  Block,
  DocumentOutline,
  DocumentPart,
  holdsName,
  isNamed,
  normalizeText,
  tableRows,
} from '../documents';
import {
  alertWords,
  allWellWords,
  IncidentMoment,
  momentSynonyms,
  notYetWords,
} from './momentSynonyms';
import { postmortemSectionSynonyms } from './postmortemSectionSynonyms';
import { holdsMoment, holdsSpan, holdsTime } from './statedTime';

/**
 * Tells which moments of an incident a postmortem gives the time of.
 *
 * A statement is a row of a table, an item of a list, a line `Label: value`, a heading with what follows, or a sentence.
 * It tells a moment where it holds a time of day, a date or a duration, and one of its sentences a word of that
 * moment. Follow-ups, lessons, causes and appendices are not asked: dates there are others.
 */

/** A piece of text that may tell when something was. */
interface Statement {
  /** All of it, where the time may stand. */
  text: string;
  /** Its sentences, where the words may stand. */
  sentences: string[];
  /** A cell of a table or an item of a list, which are in order of time. */
  entry: boolean;
}

const moments: readonly IncidentMoment[] = [
  'detected',
  'mitigated',
  'resolved',
];
const tables = /\s*\|\s*/;
const maxStatements = 2_000;
const maxText = 2_000;
const labelled = /^\W*\p{L}[\p{L}\p{M}()' /-]{1,40}:/u;
const timed = /^\W*(?:\d|~\d)/;

function sentencesOf(text: string): string[] {
  return text.split(/(?<=[.!?])\s+(?=[\p{Lu}*@([])/u);
}

function statement(text: string, entry: boolean): Statement {
  const line = text.replace(/\s+/g, ' ').trim().slice(0, maxText);
  return { text: line, sentences: sentencesOf(line), entry };
}

/** A paragraph is lines where they begin with labels or times, else sentences. */
function paragraph(block: Block): Statement[] {
  const lines = block.text.split('\n').filter(line => line.trim() !== '');
  const single = lines.some(line => labelled.test(line) || timed.test(line));
  if (block.item > 0 && !(single && lines.length > 1)) {
    return [statement(block.text, true)];
  }
  if (single) {
    return lines.map(line => statement(line, block.item > 0));
  }
  return sentencesOf(lines.join(' ')).map(it => statement(it, false));
}

/** Rows of tables; where the head names a moment, its cells. */
function rows(blocks: readonly Block[]): Statement[] {
  const named = new Map<string, string>();
  return tableRows(blocks).flatMap(row => {
    const place = (block: Block) =>
      `${block.cell?.table}:${block.cell?.column}`;
    if (row.some(({ cell }) => cell?.head)) {
      row.forEach(block => named.set(place(block), block.text));
      return [];
    }
    const cells = row.flatMap(block => {
      const head = named.get(place(block)) ?? '';
      return moments.some(moment => isNamed(head, momentSynonyms[moment]))
        ? [statement(`${head}: ${block.text}`, false)]
        : [];
    });
    return [statement(row.map(it => it.text).join(' | '), true), ...cells];
  });
}

function tells(moment: IncidentMoment, sentence: string): boolean {
  if (moment === 'detected') {
    const alerted =
      holdsName(sentence, alertWords.signals) &&
      holdsName(sentence, alertWords.verbs);
    return (
      (alerted || holdsName(sentence, momentSynonyms.detected)) &&
      !holdsName(sentence, allWellWords)
    );
  }
  return (
    holdsName(sentence, momentSynonyms[moment]) &&
    !holdsName(sentence, notYetWords)
  );
}

function isStatus(text: string): boolean {
  return normalizeText(text.split(tables)[0].split(':')[0]) === 'status';
}

/** The parts that are asked, and the title each statement stands under, if it names a moment. */
function* statementsOf(outline: DocumentOutline): Generator<Statement[]> {
  const { lessons, appendix } = postmortemSectionSynonyms;
  const followUps = postmortemSectionSynonyms['follow-ups'];
  const causes = postmortemSectionSynonyms['contributing-factors'];
  const leftOut = new Set<DocumentPart>();
  const title = outline.parts.find(part => part.level > 0);
  for (const part of outline.parts) {
    const isMoment = moments.some(moment =>
      isNamed(part.title, momentSynonyms[moment]),
    );
    if (
      part !== title &&
      (leftOut.has(part) ||
        isNamed(part.title, [...lessons, ...appendix, ...followUps]) ||
        (isNamed(part.title, causes) && !isMoment))
    ) {
      part.parts.forEach(it => leftOut.add(it));
      continue;
    }
    const content = part.blocks.filter(({ cell }) => !cell).flatMap(paragraph);
    const named = isMoment && part !== title && !isNamed(part.title, causes);
    const timedTitle =
      part !== title && part.level > 0 && holdsMoment(part.title);
    const first = content[0]?.text ?? '';
    yield [
      ...(timedTitle ? [statement(`${part.title} ${first}`, true)] : []),
      ...content.map(it =>
        named
          ? {
              ...it,
              sentences: it.sentences.map(each => `${part.title}: ${each}`),
            }
          : it,
      ),
      ...rows(part.blocks),
    ];
  }
}

/** Is something done about it in a timeline, after it was seen? */
function measured(statements: readonly Statement[]): boolean {
  const entries = statements.filter(
    ({ entry, text }) => entry && holdsMoment(text),
  );
  const detected = entries.findIndex(({ sentences }) =>
    sentences.some(sentence => tells('detected', sentence)),
  );
  const from = detected < 0 ? Math.ceil(entries.length / 2) : detected;
  return entries
    .slice(from)
    .some(({ sentences }) =>
      sentences.some(
        sentence =>
          holdsName(sentence, momentSynonyms.measures) &&
          !holdsName(sentence, notYetWords),
      ),
    );
}

/** The moments that a postmortem gives the time of. */
export function momentsTold(outline: DocumentOutline): Set<IncidentMoment> {
  const told = new Set<IncidentMoment>();
  let read = 0;
  for (const statements of statementsOf(outline)) {
    read += statements.length;
    if (read > maxStatements) {
      break;
    }
    for (const { text, sentences, entry } of statements) {
      if (holdsTime(text) && !isStatus(text)) {
        moments
          .filter(moment => sentences.some(each => tells(moment, each)))
          .forEach(moment => told.add(moment));
      }
      if (!entry && holdsSpan(text)) {
        told.add('resolved');
      }
    }
    if (measured(statements)) {
      told.add('mitigated');
    }
  }
  return told;
}
