import { globSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

type Messages = { [key: string]: string | Messages };

const languages = ['readiness', 'readiness-react'].map(name =>
  path.resolve(import.meta.dirname, `../plugins/${name}/src/translations`),
);

function flatten(messages: Messages): string[] {
  return Object.values(messages).flatMap(message =>
    typeof message === 'string' ? [message] : flatten(message),
  );
}

/** All messages of a language. The index of a folder imports the other files, which a plain runtime does not find. */
async function messagesIn(language: string): Promise<string[]> {
  const files = languages.flatMap(folder =>
    globSync(`${folder}/${language}/*.ts`),
  );
  const texts: string[] = [];
  for (const file of files) {
    try {
      const module: Record<string, Messages> = await import(
        pathToFileURL(file).href
      );
      texts.push(...Object.values(module).flatMap(flatten));
    } catch (error) {
      if (path.basename(file) !== 'index.ts') {
        throw error;
      }
    }
  }
  return texts;
}

const quoted = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/**
 * Finds what is left of our English on a page in another language.
 *
 * @param other - the language of the page, a folder of translations
 * @returns a function that takes the visible text of a page, and returns its lines that are an English message of ours,
 *   of two words at least, which the other language says otherwise
 */
export async function englishFinder(
  other: string,
): Promise<(text: string) => string[]> {
  const said = new Set(await messagesIn(other));
  const patterns = (await messagesIn('en'))
    .filter(message => !said.has(message))
    .map(message => message.split(/\{\{[^}]*\}\}/))
    .filter(parts => (parts.join(' ').match(/[a-z]{2,}/gi) ?? []).length >= 2)
    .map(parts => new RegExp(`^${parts.map(quoted).join('.+')}$`, 'i'));
  if (patterns.length < 200) {
    throw new Error(`Only ${patterns.length} English messages were found`);
  }
  return text =>
    text
      .split('\n')
      .map(line => line.trim())
      .filter(line => patterns.some(pattern => pattern.test(line)));
}
