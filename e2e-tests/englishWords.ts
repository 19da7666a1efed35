import { globSync, readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import path from 'node:path';

type Messages = { [key: string]: string | Messages };

const languages = ['readiness', 'readiness-react'].map(name =>
  path.resolve(import.meta.dirname, `../plugins/${name}/src/translations`),
);

function flatten(messages: Messages): string[] {
  return Object.values(messages).flatMap(message =>
    typeof message === 'string' ? [message] : flatten(message),
  );
}

/**
 * All messages of a language. Each file is read by itself: what it imports is a type, or another of these files, and would
 * lead through sources that a bare runtime does not resolve.
 */
async function messagesIn(language: string): Promise<string[]> {
  const files = languages.flatMap(folder =>
    globSync(`${folder}/${language}/*.ts`),
  );
  const texts: string[] = [];
  for (const file of files) {
    const alone = readFileSync(file, 'utf8').replace(
      /^import (?:type )?\{([^}]*)\} from [^;]+;$/gm,
      (_, names: string) =>
        names
          .split(',')
          .map(name => name.replace(/^.* as /s, '').trim())
          .filter(Boolean)
          .map(name => `const ${name} = {};`)
          .join(' '),
    );
    const code = Buffer.from(stripTypeScriptTypes(alone)).toString('base64');
    const module: Record<string, Messages> = await import(
      `data:text/javascript;base64,${code}`
    );
    texts.push(...Object.values(module).flatMap(flatten));
  }
  return texts;
}

const quoted = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/**
 * Finds what is left of our English on a page in another language.
 *
 * @param other - the language of the page, a folder of translations
 * @returns a function that takes the visible text of a page, and returns its lines that are an English message of ours,
 *   of three words at least, which the other language says otherwise. Shorter ones are titles of checks and sources too,
 *   which stay as their authors wrote them
 */
export async function englishFinder(
  other: string,
): Promise<(text: string) => string[]> {
  const said = new Set(await messagesIn(other));
  const patterns = (await messagesIn('en'))
    .filter(message => !said.has(message))
    .map(message => message.split(/\{\{[^}]*\}\}/))
    .filter(parts => (parts.join(' ').match(/[a-z-]{2,}/gi) ?? []).length >= 3)
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
