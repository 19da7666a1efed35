import { DocumentOutline, FrontMatter, holdsName, isNamed } from '../documents';
import { notYetWords } from './momentSynonyms';
import { postmortemKeys, runbookNoteSynonyms } from './postmortemKeys';
import { postmortemSectionSynonyms } from './postmortemSectionSynonyms';

/** What a postmortem can say of the runbook. */
export type RunbookNote = keyof typeof runbookNoteSynonyms;

const notes = Object.keys(runbookNoteSynonyms) as RunbookNote[];
const needed = [
  'must',
  'needs to',
  'has to',
  'to be',
  'muss',
  'doit',
  'debe',
  'deve',
];

/**
 * What a postmortem says of the runbook: by `runbook` of the front matter, else by a section that names it in its
 * heading. A sentence on what should be done, or was not, says nothing.
 *
 * @returns sorted
 */
export function runbookNote(
  frontMatter: FrontMatter,
  outline: DocumentOutline,
): RunbookNote[] {
  if (frontMatter.has(postmortemKeys.runbook)) {
    const texts = frontMatter.texts(postmortemKeys.runbook, 60);
    return notes
      .filter(note =>
        texts.some(text => {
          const word = text.toLowerCase().replace(/[\s_]+/g, '-');
          return word === note || runbookNoteSynonyms[note].includes(word);
        }),
      )
      .sort();
  }
  const title = outline.parts.find(part => part.level > 0);
  const sentences = outline.parts
    .filter(
      part =>
        part !== title &&
        isNamed(part.title, postmortemSectionSynonyms.runbook) &&
        !isNamed(part.title, postmortemSectionSynonyms['follow-ups']),
    )
    .flatMap(part => part.blocks)
    .flatMap(block => block.text.split(/(?<=[.!?;])\s+|\n/));
  return notes
    .filter(note =>
      sentences.some(
        sentence =>
          holdsName(sentence, runbookNoteSynonyms[note]) &&
          (note === 'no-change-needed' ||
            !holdsName(sentence, [...notYetWords, ...needed])),
      ),
    )
    .sort();
}
