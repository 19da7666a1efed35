import {
  plainText,
  DocumentOutline,
  DocumentPart,
  DocumentIssue,
  FrontMatter,
  holdsName,
  isNamed,
  openDocument,
} from '../documents';
import { withOwnWords } from './modelCardSkeleton';
import {
  modelCardKeys,
  retrainingHeadings,
  RetrainingTrigger,
  retrainingTriggerSynonyms,
} from './modelCardSynonyms';

/** What a document says of retraining. */
export interface RetrainingReading {
  /** Undefined where it does not say what starts one. */
  trigger: RetrainingTrigger | undefined;
  /** The pipeline that its front matter names, relative to the directory of the entity. */
  pipeline: string | undefined;
  issues: DocumentIssue[];
}

const maxPath = 250;
const maxClauses = 300;
const triggers = Object.keys(retrainingTriggerSynonyms) as RetrainingTrigger[];
/** What a clause denies is no trigger. */
const negations = ['not', 'never', 'no longer', 'nicht', 'pas', 'no se', 'não'];

/** The trigger that the text names first; within a clause the most particular one. */
function triggerIn(texts: readonly string[]): RetrainingTrigger | undefined {
  const particular: readonly RetrainingTrigger[] = [
    'drift',
    'schedule',
    'manual',
    'data',
  ];
  const clauses = texts
    .flatMap(text => text.replace(/\s+/g, ' ').split(/(?<=[.!?;,])\s+/))
    .slice(0, maxClauses)
    .filter(clause => !holdsName(clause, negations));
  for (const clause of clauses) {
    const found = particular.find(trigger =>
      holdsName(clause, retrainingTriggerSynonyms[trigger]),
    );
    if (found) {
      return found;
    }
  }
  return undefined;
}

function statedTrigger(
  frontMatter: FrontMatter,
): RetrainingTrigger | undefined {
  const text = frontMatter.text(modelCardKeys.trigger, 100) ?? '';
  return (
    triggers.find(trigger => trigger === text.toLowerCase()) ??
    triggerIn([text])
  );
}

function pathOf(frontMatter: FrontMatter): string | undefined {
  const path = (frontMatter.text(modelCardKeys.pipeline, maxPath) ?? '')
    .replace(/^(?:\.\/)+/, '')
    .trim();
  const isPath =
    path !== '' &&
    !/^(?:\/|~|[a-z][a-z\d+.-]*:)/i.test(path) &&
    !/[\\*?\p{Cc}]/u.test(path) &&
    !path.split('/').includes('..');
  return isPath ? plainText(path, maxPath) : undefined;
}

/** Reads a document on retraining. Never throws; of the text nothing comes out but the path that it names. */
export function readRetraining(text: string, now: Date): RetrainingReading {
  const opened = openDocument(text, now);
  const { frontMatter } = opened;
  const stated = frontMatter.has(modelCardKeys.trigger)
    ? statedTrigger(frontMatter)
    : undefined;
  if (frontMatter.has(modelCardKeys.trigger) && !stated) {
    frontMatter.refuse(
      modelCardKeys.trigger,
      `The trigger must be one of ${triggers.join(', ')}.`,
    );
  }
  const blocks = withOwnWords(opened.blocks);
  return {
    trigger: stated ?? triggerIn(blocks.map(block => block.text)),
    pipeline: frontMatter.has(modelCardKeys.pipeline)
      ? pathOf(frontMatter)
      : undefined,
    issues: opened.issues(),
  };
}

/** What the part on retraining of a model card or README says; undefined where there is none, or it names no trigger. */
export function retrainingPart(
  outline: DocumentOutline,
): RetrainingTrigger | undefined {
  const title = outline.parts.find(part => part.level > 0);
  const texts = (part: DocumentPart): string[] => [
    ...part.blocks.map(block => block.text),
    ...part.parts.flatMap(texts),
  ];
  return outline.parts
    .filter(part => part !== title && isNamed(part.title, retrainingHeadings))
    .map(part => triggerIn(texts(part)))
    .find(trigger => trigger !== undefined);
}
