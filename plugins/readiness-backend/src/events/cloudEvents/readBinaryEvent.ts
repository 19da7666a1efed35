import { JsonObject } from '@backstage/types';
import { readJsonText } from '@team-readiness/backstage-plugin-readiness-node';
import { isJsonType, readCloudEvent, refuse, SentEvent } from './CloudEvent';
import { EventRequest } from './EventRequest';

const prefix = 'ce-';
/** Headers that no attribute may come in: the content type has its own, data is the body. */
const otherwise = new Set(['datacontenttype', 'data', 'data_base64']);

/**
 * Reads the event of a request in binary mode.
 *
 * @param request - with a header `ce-specversion`
 */
export function readBinaryEvent(request: EventRequest): SentEvent {
  const attributes = new Map<string, string>();
  let problem: string | undefined;
  for (let at = 0; at + 1 < request.rawHeaders.length; at += 2) {
    const header = request.rawHeaders[at].toLowerCase();
    const name = header.slice(prefix.length);
    if (!header.startsWith(prefix) || otherwise.has(name)) {
      continue;
    }
    if (attributes.has(name)) {
      problem ??= 'A header of the event came twice';
    }
    const value = decodeHeader(request.rawHeaders[at + 1]);
    if (value === undefined) {
      problem ??= 'A header of the event is not percent-encoded UTF-8';
    }
    attributes.set(name, value ?? '');
  }
  const event: JsonObject = Object.fromEntries(attributes);
  if (problem) {
    return refuse(event, problem);
  }
  const data = readBody(request);
  if ('problem' in data) {
    return refuse(event, data.problem);
  }
  return readCloudEvent({ ...event, ...data.content });
}

/** A body that is no JSON is handed on as Base64, as in the JSON format. */
function readBody({
  headers,
  body,
}: EventRequest): { content: JsonObject } | { problem: string } {
  const contentType = headers['content-type'];
  const type = contentType ? { datacontenttype: contentType } : {};
  if (body.length === 0) {
    return { content: type };
  }
  if (!isJsonType(contentType)) {
    return { content: { ...type, data_base64: body.toString('base64') } };
  }
  const read = readJsonText(body.toString('utf8').replace(/^\ufeff/, ''));
  return 'problem' in read
    ? { problem: `The body is ${read.problem}` }
    : { content: { ...type, data: read.value } };
}

/**
 * Decodes the value of a header as the binding says: quotes around it and the backslashes within are
 * taken away, then what is percent-encoded is read as UTF-8, once.
 *
 * @returns undefined where bytes are no UTF-8
 */
function decodeHeader(value: string): string | undefined {
  const quoted = /^"((?:[^"\\]|\\.)*)"$/s.exec(value.trim());
  const text = quoted ? quoted[1].replace(/\\(.)/gs, '$1') : value.trim();
  // A percent sign that encodes nothing stands for itself.
  const guarded = text.replace(/%(?![0-9a-f]{2})/gi, '%25');
  try {
    return decodeURIComponent(guarded);
  } catch {
    return undefined;
  }
}
