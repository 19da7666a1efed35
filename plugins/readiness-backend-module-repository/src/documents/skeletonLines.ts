import { sectionSynonyms } from './documentSections';
import { normalizeText } from './normalizeText';

/**
 * Lines that stand in templates and say nothing about the entity, normalised. A document counts by
 * the words of its own, so that a copied template is not a document.
 *
 * @public
 */
export const skeletonLines: readonly string[] = [
  'architecture',
  'architecture overview',
  'contents',
  'example',
  'getting started',
  'introduction',
  'n a',
  'name of the service',
  'none',
  'not applicable',
  'overview',
  'purpose',
  'readme',
  'runbook',
  'runbook template',
  'service name',
  'step 1',
  'step 2',
  'step 3',
  'table of contents',
  'title',
  'unknown',
  'usage',
  'what does this service do',
  'who owns this service',
  'your service',
  'your text here',
];

const known = new Set([
  ...skeletonLines,
  ...Object.values(sectionSynonyms).flat(),
]);

/** Beginnings of lines that promise a text instead of being one. */
const promise =
  /^(?:todo|tbd|tbc|fixme|xxx|to be (?:added|done|defined|written|decided)|coming soon|work in progress|lorem ipsum)(?: |$)/;

/** Instructions to the writer, such as "Describe the impact here". */
const instruction =
  /^(?:please )?(?:add|describe|document|explain|fill in|insert|link|list|name|put|replace|state|write) .*(?:here|below|this section|this text)$/;

/** A whole line in pointed, square or curly brackets is a slot to fill in. */
const slot = /^(?:<[^<>]*>|\[[^[\]]*\]|\{+[^{}]*\}+)[.:]?$/;

const maxSkeletonLength = 300;

/**
 * Does a line promise a text instead of being one?
 *
 * @param line - plain text without Markdown
 */
export function isPromise(line: string): boolean {
  return promise.test(normalizeText(line.slice(0, maxSkeletonLength)));
}

/**
 * Is a line of text part of a template's skeleton?
 *
 * @param line - plain text without Markdown
 */
export function isSkeletonLine(line: string): boolean {
  const text = line.trim();
  if (text.length > maxSkeletonLength) {
    return false;
  }
  const normal = normalizeText(text);
  return (
    known.has(normal) ||
    slot.test(text) ||
    promise.test(normal) ||
    instruction.test(normal)
  );
}
