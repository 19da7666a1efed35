import { ModelCardsFact } from '@team-readiness/backstage-plugin-readiness-common';
import {
  Block,
  countedWords,
  DocumentIssue,
  DocumentOutline,
  DocumentPart,
  holdsName,
  isAhead,
  normalizeText,
  openDocument,
  tableRows,
} from '../documents';
import { firstDateIn } from '../documents/firstDateIn';
import { indexMetrics, writtenMetrics } from './countMetrics';
import { withOwnWords } from './modelCardSkeleton';
import {
  cardMetadataKeys,
  evaluationDateWords,
  modelCardKeys,
  ModelCardPart,
  modelCardPartSynonyms,
  otherModelCardWords,
} from './modelCardSynonyms';

type Card = NonNullable<ModelCardsFact['card']>;

/** What a model card says of itself. */
export interface ModelCardReading {
  card: Omit<Card, 'path'>;
  /** Does its front matter say that it is the card of a model, or that or its title, of a dataset? */
  about: 'model' | 'dataset' | null;
  /** The document, for the part on retraining. */
  outline: DocumentOutline;
  issues: DocumentIssue[];
  nextDay: string | undefined;
}

/** Words of its own from which on a part is there; the fact says so. */
const minPartWords = 20;
const maxDateSentences = 500;
const dateWords = [
  ...evaluationDateWords.sentence,
  ...evaluationDateWords.cell,
];

/** All blocks of a part, its own parts included. */
function blocksOf(part: DocumentPart): Block[] {
  return [...part.blocks, ...part.parts.flatMap(blocksOf)];
}

/** Parts that name it and stand in no other that does. */
function outermost(
  outline: DocumentOutline,
  name: ModelCardPart,
): DocumentPart[] {
  const title = outline.parts.find(part => part.level > 0);
  const inside = new Set<DocumentPart>();
  return outline
    .named(modelCardPartSynonyms[name], otherModelCardWords[name])
    .filter(part => part !== title)
    .filter(part => {
      const within = inside.has(part);
      const add = (each: DocumentPart) => {
        inside.add(each);
        each.parts.forEach(add);
      };
      add(part);
      return !within;
    });
}

/** The dates of evaluations that lines and tables of the part on evaluation give. */
function evaluationDates(blocks: readonly Block[]): string[] {
  const heads = new Map<string, boolean>();
  const ofCells = tableRows(blocks).flatMap(row =>
    row.flatMap(({ cell, text }, index) => {
      const place = `${cell?.table}:${cell?.column}`;
      if (cell?.head) {
        const head = normalizeText(text);
        heads.set(place, dateWords.includes(head));
        return [];
      }
      const label = index > 0 ? normalizeText(row[index - 1].text) : '';
      return heads.get(place) || dateWords.includes(label)
        ? firstDateIn(text) ?? []
        : [];
    }),
  );
  const ofSentences = blocks
    .filter(block => !block.cell)
    .flatMap(block => block.text.split(/\n|(?<=[.!?])\s+/))
    .slice(0, maxDateSentences)
    .filter(sentence => holdsName(sentence, evaluationDateWords.sentence))
    .flatMap(sentence => firstDateIn(sentence) ?? []);
  return [...ofCells, ...ofSentences];
}

/**
 * Reads a model card: with the metadata of the Hugging Face Hub, or plain. Never throws; of the text nothing comes out.
 *
 * @param now - the time of the run, against dates in the future
 */
export function readModelCard(text: string, now: Date): ModelCardReading {
  const opened = openDocument(text, now);
  const { frontMatter } = opened;
  const blocks = withOwnWords(opened.blocks);
  const outline = new DocumentOutline(blocks);
  const issues: DocumentIssue[] = [];
  let nextDay: string | undefined;

  const has = (name: ModelCardPart) =>
    outermost(outline, name).some(part => part.words >= minPartWords);
  const evaluation = outermost(outline, 'evaluation').flatMap(blocksOf);

  const evaluatedAt = (): string | null => {
    if (frontMatter.has(modelCardKeys.evaluated)) {
      return frontMatter.date(modelCardKeys.evaluated, 'the evaluation');
    }
    const dates = evaluationDates(evaluation).sort();
    const ahead = dates.find(date => isAhead(date, now));
    if (ahead !== undefined) {
      nextDay = ahead;
      const message = `The date ${ahead} of an evaluation lies in the future, so it does not count.`;
      issues.push({ message, line: 1, column: 1 });
    }
    return dates.filter(date => !isAhead(date, now)).at(-1) ?? null;
  };

  const index = indexMetrics(frontMatter.value(modelCardKeys.results));
  if (index.invalid > 0) {
    frontMatter.refuse(
      modelCardKeys.results,
      'A result in model-index has no task or no dataset, so its metrics do not count.',
    );
  }
  const [title] = outline.parts.filter(part => part.level > 0);
  const about =
    frontMatter.has(cardMetadataKeys.dataset) ||
    /^dataset card\b/i.test(title?.title ?? '')
      ? 'dataset'
      : (frontMatter.has(cardMetadataKeys.model) && 'model') || null;
  const card = {
    words: countedWords(blocks),
    intendedUse: has('intendedUse'),
    limitations: has('limitations'),
    evaluatedAt: evaluatedAt(),
    metrics: Math.max(index.metrics, writtenMetrics(evaluation)),
  };
  return {
    card,
    about,
    outline,
    issues: [...opened.issues(), ...issues],
    nextDay: [nextDay, frontMatter.nextDay].flatMap(it => it ?? []).sort()[0],
  };
}
