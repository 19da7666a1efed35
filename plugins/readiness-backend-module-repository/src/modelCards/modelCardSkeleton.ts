import { Block, isSkeletonLine, normalizeText } from '../documents';
import { countWords } from '../documents/countWords';

/**
 * What stands in templates of model cards and says nothing of a model.
 */

/**
 * Sentences that the template of the Hugging Face Hub fills in by itself, normalised.
 *
 * @public
 */
export const modelCardSkeletonSentences: readonly string[] = [
  'more information needed',
  'more information needed for further recommendations',
  'users both direct and downstream should be made aware of the risks biases and limitations of the model',
  'use the code below to get started with the model',
  'provide a quick summary of what the model is does',
  'provide a longer summary of what this model is',
];

/**
 * Lines of the template, normalised and without `[optional]`: mostly its headings.
 *
 * @public
 */
export const modelCardSkeletonLines: readonly string[] = [
  'apa',
  'bias risks and limitations',
  'bibtex',
  'citation',
  'compute infrastructure',
  'direct use',
  'downstream use',
  'environmental impact',
  'evaluation',
  'factors',
  'glossary',
  'hardware',
  'how to get started with the model',
  'metrics',
  'model architecture and objective',
  'model card',
  'model card authors',
  'model card contact',
  'model card for',
  'model card for model id',
  'model description',
  'model details',
  'model examination',
  'model sources',
  'more information',
  'out of scope use',
  'preprocessing',
  'recommendations',
  'results',
  'software',
  'speeds sizes times',
  'summary',
  'technical specifications',
  'testing data',
  'testing data factors metrics',
  'training data',
  'training details',
  'training hyperparameters',
  'training procedure',
  'uses',
  'carbon emissions can be estimated using the machine learning impact calculator presented in lacoste et al 2019',
];

const sentences = new Set(modelCardSkeletonSentences);
const lines = new Set(modelCardSkeletonLines);
const maxLine = 2_000;
const slot =
  /\[\s*(?:more information needed|todo|tbd|optional)[^\]]{0,60}\]/gi;
const braces = /\{\{[^{}]{0,500}\}\}|\{[\w. -]{1,60}\}/g;
const emptyLabel = /^\W*\p{L}[\p{L}\p{M}() /-]{1,60}:\s*\W*$/u;

/** A line without the slots and sentences of the template; empty where nothing is left but a label. */
export function withoutSkeleton(line: string): string {
  const own = line
    .slice(0, maxLine)
    .replace(braces, ' ')
    .replace(slot, ' ')
    .split(/(?<=[.!?])\s+/)
    .filter(sentence => !sentences.has(normalizeText(sentence)))
    .join(' ');
  return emptyLabel.test(own) ||
    isSkeletonLine(own) ||
    lines.has(normalizeText(own))
    ? ''
    : own;
}

/** Blocks whose words are those of the card itself. */
export function withOwnWords(blocks: readonly Block[]): Block[] {
  return blocks.map(block => {
    const text = block.text.split('\n').map(withoutSkeleton).join('\n');
    return { ...block, text, words: countWords(text) };
  });
}
