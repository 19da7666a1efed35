import { maxProblemMessageLength } from '@team-readiness/backstage-plugin-readiness-common';

const credentialsInUrl = /(\b[a-z][a-z0-9+.-]*:\/\/)[^\s/@]+@/gi;
const queryOfUrl = /(\bhttps?:\/\/[^\s?#'"<>]+)[?#][^\s'"<>]*/gi;
const fileUrl = /\bfile:\/\/\/?[^\s'"<>]*/gi;
const absolutePath =
  /(?<![\w/.~-])\/(?:[^\s/:'"<>,;()]+\/)+([^\s/:'"<>,;()]*)/g;
const windowsPath = /\b[a-z]:\\(?:[^\s\\:'"<>]+\\)*([^\s\\:'"<>]*)/gi;

/**
 * Puts an error into words that may be shown: without absolute paths of the machine, credentials
 * in URLs or query strings.
 *
 * @param error - Whatever was thrown.
 * @returns At most 1,000 characters, never empty.
 */
export function describeError(error: unknown): string {
  return describeText(readMessage(error)) || 'Unknown error';
}

/**
 * Takes paths of the machine and secrets out of a text, keeping file names and hosts.
 *
 * @param text - Any text; what lies beyond 10,000 characters is not looked at.
 */
export function describeText(text: string): string {
  return text
    .slice(0, 10_000)
    .replace(credentialsInUrl, '$1')
    .replace(queryOfUrl, '$1')
    .replace(fileUrl, 'a local file')
    .replace(absolutePath, '$1')
    .replace(windowsPath, '$1')
    .trim()
    .slice(0, maxProblemMessageLength);
}

function readMessage(error: unknown): string {
  if (typeof error === 'string') {
    return error;
  }
  const message = (error as { message?: unknown } | null | undefined)?.message;
  return typeof message === 'string' ? message : '';
}
