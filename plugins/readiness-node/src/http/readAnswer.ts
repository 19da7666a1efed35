import { AttemptFailure } from './AttemptFailure';
import { readJsonText } from './readJsonText';
import { SourceResponse } from './SourceClient';
import { SourceError, SourceErrorKind } from './SourceError';

/** Statuses whose answer has no body. */
const emptyStatuses = new Set([202, 204, 205, 304]);

/**
 * Makes a response of the text of an answer.
 *
 * @param what - source, host and path, for messages
 * @param answer - accepted by its status; the body of one beyond 299 may be anything and is null then
 * @throws AttemptFailure where the text is no JSON
 */
export function readAnswer(
  what: string,
  answer: { status: number; headers: Record<string, string>; text: string },
): SourceResponse {
  const { status, headers, text } = answer;
  const response = (body: SourceResponse['body']) => ({
    status,
    headers,
    body,
    notModified: status === 304,
  });
  if (text.trim() === '' && emptyStatuses.has(status)) {
    return response(null);
  }
  const read = readJsonText(text);
  if ('value' in read) {
    return response(read.value);
  }
  if (status > 299) {
    return response(null);
  }
  const fail = (kind: SourceErrorKind, how: string) =>
    new AttemptFailure(new SourceError(`${what} ${how}`, { kind, status }));
  if (text.trim() === '') {
    throw fail('not-json', 'answered with nothing.');
  }
  if (isHtml(headers['content-type'], text)) {
    throw fail(
      'not-json',
      'answered with an HTML page: a login page or a proxy seems to stand before it.',
    );
  }
  if (!isFramed(headers) && isCut(text)) {
    throw fail('connection', 'broke off half-way: its answer has no end.');
  }
  throw fail('not-json', `answered with what is ${read.problem}.`);
}

function isHtml(type: string | undefined, text: string): boolean {
  return /^\s*</.test(text) || /\bhtml\b/i.test(type ?? '');
}

/** Did the host tell where its answer ends (RFC 9112, section 6.3)? */
function isFramed(headers: Record<string, string>): boolean {
  return 'content-length' in headers || 'transfer-encoding' in headers;
}

/** Does it begin like an object or a list, and not end like one? */
function isCut(text: string): boolean {
  return /^\s*[[{]/.test(text) && !/[\]}]\s*$/.test(text);
}
