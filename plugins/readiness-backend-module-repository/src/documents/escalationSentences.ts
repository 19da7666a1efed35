import { countWords } from './countWords';
import { normalizeText } from './normalizeText';

/**
 * Who is to be called stands rarely under a heading of its own: most often it is the last sentence of
 * another section. So escalation is found by sentences too.
 */

/**
 * What one does with those who are called for help, in lower case. A sentence counts where one of
 * {@link escalationContacts} follows within eight words.
 *
 * @public
 */
export const escalationVerbs: readonly string[] = [
  'ask',
  'call',
  'connect with',
  'contact',
  'contacting',
  'engage',
  'escalate',
  'escalated',
  'escalating',
  'file',
  'involve',
  'notify',
  'open',
  'page',
  'raise',
  'reach out',
  'submit',
];

/**
 * Those who are called for help, and how, in lower case.
 *
 * @public
 */
export const escalationContacts: readonly string[] = [
  'administrator',
  'administrators',
  'customer experience',
  'engineer',
  'engineers',
  'engineering',
  'on call',
  'oncall',
  'support',
  'support case',
  'support ticket',
  'team',
  'teams',
  'vendor',
];

const maxDistance = 8;

const verbWords = escalationVerbs.map(verb => verb.split(' '));
const contactWords = escalationContacts.map(contact => contact.split(' '));

function startsWith(
  words: readonly string[],
  at: number,
  phrase: readonly string[],
): boolean {
  return phrase.every((word, index) => words[at + index] === word);
}

/** Does a sentence say whom to call? */
export function isEscalation(sentence: string): boolean {
  const words = normalizeText(sentence).split(' ');
  return words.some((_, at) =>
    verbWords.some(verb => {
      if (!startsWith(words, at, verb)) {
        return false;
      }
      const from = at + verb.length;
      return contactWords.some(contact =>
        Array.from({ length: maxDistance }, (__, step) => from + step).some(
          place => startsWith(words, place, contact),
        ),
      );
    }),
  );
}

/** Words of those sentences of a text that say whom to call. */
export function escalationWords(text: string): number {
  return text
    .replace(/\n/g, ' ')
    .split(/[.!?;]\s/)
    .filter(isEscalation)
    .reduce((sum, sentence) => sum + countWords(sentence), 0);
}
