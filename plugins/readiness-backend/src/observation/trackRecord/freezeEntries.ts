import { FreezeEvent } from '../../database/operations/record';
import { DocumentEntry } from './documentEntries';
import { titleText } from './recordWords';

/** Makes an entry of an event that says that releases were frozen. */
export function toFreezeEntry({
  at,
  title,
  about,
}: FreezeEvent): DocumentEntry {
  return {
    kind: 'release-freeze',
    day: new Date(at).toISOString().slice(0, 10),
    title: titleText(title) || 'Release freeze',
    about: about === null ? null : titleText(about) || null,
    complete: null,
    link: null,
    details: null,
    topics: [],
    identity: JSON.stringify(['release-freeze', Date.parse(at), title, about]),
  };
}
