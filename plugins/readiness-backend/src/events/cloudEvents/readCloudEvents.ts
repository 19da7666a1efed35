/**
 * The events in an HTTP request, by the HTTP protocol binding of CloudEvents 1.0
 * (`cloudevents/bindings/http-protocol-binding.md`):
 *
 * - structured: `application/cloudevents+json`, one event;
 * - batched: `application/cloudevents-batch+json`, a list of events;
 * - binary: attributes in `ce-…` headers, the body is the data, of any content type;
 * - none of these: `application/json` with events of CDEvents that come bare, one or a list. A
 *   CloudEvent in JSON is read there, too.
 *
 * What is no event is refused by itself; a body that is not readable at all is an error.
 */
import { InputError } from '@backstage/errors';
import { JsonValue } from '@backstage/types';
import { isPlainObject } from '@team-readiness/backstage-plugin-readiness-engine';
import { readJsonText } from '@team-readiness/backstage-plugin-readiness-node';
import { EventRequest } from './EventRequest';
import { isJsonType, readCloudEvent, refuse, SentEvent } from './CloudEvent';
import { readBinaryEvent } from './readBinaryEvent';
import { UnsupportedMediaTypeError } from './UnsupportedMediaTypeError';

const structuredType = 'application/cloudevents+json';
const batchType = 'application/cloudevents-batch+json';

/**
 * @param limit - events of a request, at most
 * @returns the events in the order in which they were sent
 * @throws UnsupportedMediaTypeError (415), InputError (400)
 */
export function readCloudEvents(
  request: EventRequest,
  { limit }: { limit: number },
): SentEvent[] {
  const { headers } = request;
  const contentType = headers['content-type'];
  const mediaType = contentType?.split(';')[0].trim().toLowerCase();
  if (mediaType?.startsWith('application/cloudevents')) {
    if (mediaType === structuredType) {
      return [readCloudEvent(parseBody(request))];
    }
    if (mediaType === batchType) {
      return listOf(parseBody(request), limit).map(readCloudEvent);
    }
    throw new UnsupportedMediaTypeError(
      `Events come as ${structuredType} or ${batchType}`,
    );
  }
  if (headers['ce-specversion'] !== undefined) {
    return [readBinaryEvent(request)];
  }
  if (contentType === undefined || !isJsonType(contentType)) {
    throw new UnsupportedMediaTypeError(
      `Events come as ${structuredType}, ${batchType} or application/json, or with 'ce-' headers`,
    );
  }
  const value = parseBody(request);
  const items = Array.isArray(value) ? listOf(value, limit) : [value];
  return items.map(readBareEvent);
}

function parseBody({ headers, body }: EventRequest): JsonValue {
  const charset = /;\s*charset\s*=\s*"?([^";\s]+)/i.exec(
    headers['content-type'] ?? '',
  )?.[1];
  if (charset && !/^(?:utf-?8|us-ascii)$/i.test(charset)) {
    throw new UnsupportedMediaTypeError('JSON comes in UTF-8');
  }
  const read = readJsonText(body.toString('utf8').replace(/^\ufeff/, ''));
  if ('problem' in read) {
    throw new InputError(`The body is ${read.problem}`);
  }
  return read.value;
}

function listOf(value: JsonValue, limit: number): JsonValue[] {
  if (!Array.isArray(value)) {
    throw new InputError('The body must be a list of events');
  }
  if (value.length > limit) {
    throw new InputError(`The body holds more than ${limit} events`);
  }
  return value as JsonValue[];
}

/** A CDEvent becomes the data of a CloudEvent that says the same of itself. */
function readBareEvent(value: JsonValue): SentEvent {
  if (isPlainObject(value) && 'specversion' in value) {
    return readCloudEvent(value as JsonValue);
  }
  if (!isPlainObject(value) || !isPlainObject(value.context)) {
    return refuse(value, 'It is neither a CDEvent nor a CloudEvent');
  }
  const { id, source, type, timestamp } = value.context;
  const wrapped = readCloudEvent({
    specversion: '1.0',
    id: textOf(id),
    source: textOf(source),
    type: textOf(type),
    time: textOf(timestamp),
    datacontenttype: 'application/json',
    data: value as JsonValue,
  });
  return 'refused' in wrapped
    ? {
        ...wrapped,
        refused: `context: ${wrapped.refused.replace(/'time'/, "'timestamp'")}`,
      }
    : wrapped;
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
