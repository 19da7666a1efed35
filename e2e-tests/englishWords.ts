import { globSync, readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import path from 'node:path';
import type { Page } from 'playwright-core';

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

/** What stands in a short message: with any words in it, "{{part}} of {{all}}" would be half of what is written. */
const NUMBER = '[\\d.,\\u00a0]+';

/** Whether the fixed parts of a message have three words at least. */
const isSentence = (parts: string[]) =>
  (parts.join(' ').match(/[a-z-]{2,}/gi) ?? []).length >= 3;

/** Words that stand for themselves in every language: the plugin's name, and tabs that the portal draws. */
const ALWAYS = ['Readiness', 'Teams', 'Standards'];

function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') {
    return [value];
  }
  return value && typeof value === 'object'
    ? Object.values(value).flatMap(stringsIn)
    : [];
}

/**
 * Collects what backends told a page, from now on: titles of checks, sources and services, which stay as their authors
 * wrote them.
 *
 * @param page - opened by `openPortal`
 * @returns filled while the page loads
 */
export function toldBy(page: Page): ReadonlySet<string> {
  const told = new Set<string>();
  page.on('response', async response => {
    if (new URL(response.url()).pathname.startsWith('/api/')) {
      const body: unknown = await response.json().catch(() => undefined);
      for (const text of stringsIn(body)) {
        told.add(text);
        // As titles begin on a page.
        told.add(text.charAt(0).toUpperCase() + text.slice(1));
      }
    }
  });
  return told;
}

/**
 * Finds what is left of our English on a page in another language.
 *
 * @param other - the language of the page, a folder of translations
 * @returns a function that takes the visible text of a page and what it was told (`toldBy`), and returns its lines that
 *   are an English message of ours, which the other language says otherwise and nobody told the page
 */
export async function englishFinder(
  other: string,
): Promise<(text: string, told: ReadonlySet<string>) => string[]> {
  const said = new Set(
    (await messagesIn(other)).map(message => message.toLowerCase()),
  );
  const patterns = (await messagesIn('en'))
    .filter(message => !said.has(message.toLowerCase()))
    .map(message => message.split(/\{\{[^}]*\}\}/))
    // Two letters at least that are no placeholder.
    .filter(parts => /[a-z]{2}/i.test(parts.join(' ')))
    .map(
      parts =>
        new RegExp(
          `^${parts.map(quoted).join(isSentence(parts) ? '.+' : NUMBER)}$`,
          'i',
        ),
    );
  if (patterns.length < 400) {
    throw new Error(`Only ${patterns.length} English messages were found`);
  }
  return (text, told) =>
    text
      .split('\n')
      .map(line => line.trim())
      .filter(
        line =>
          !ALWAYS.includes(line) &&
          !told.has(line) &&
          patterns.some(pattern => pattern.test(line)),
      );
}
