import {
  flattenMessages,
  NestedMessages,
} from '@team-readiness/backstage-plugin-readiness-react';
import { de } from './de';
import { en } from './en';

/** What a message wants filled in, in any order. */
function placeholders(message: string): string[] {
  return [...message.matchAll(/\{\{\s*(\w+)[^}]*\}\}/g)]
    .map(([, name]) => name)
    .sort();
}

describe('the languages of the pages', () => {
  const flat = (messages: NestedMessages) =>
    flattenMessages(messages) as Record<string, string>;
  const english = flat(en);
  const german = flat(de);

  it('have the same messages', () => {
    expect(Object.keys(german).sort()).toEqual(Object.keys(english).sort());
  });

  it('fill in the same values', () => {
    for (const [key, message] of Object.entries(english)) {
      expect([key, placeholders(german[key])]).toEqual([
        key,
        placeholders(message),
      ]);
    }
  });

  it('have words for one wherever they have words for several', () => {
    const keys = Object.keys(english);
    const plurals = keys.filter(key => key.endsWith('_other'));
    expect(
      plurals.filter(key => !keys.includes(key.replace(/_other$/, '_one'))),
    ).toEqual([]);
  });
});
