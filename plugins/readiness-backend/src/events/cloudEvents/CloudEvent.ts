/**
 * One event in the form of CloudEvents 1.0 (https://github.com/cloudevents/spec, `cloudevents/spec.md`
 * and `formats/json-format.md`): required attributes, names and types of attributes, data in one of two
 * ways.
 */
import { JsonObject, JsonValue } from '@backstage/types';
import { isPlainObject } from '@team-readiness/backstage-plugin-readiness-engine';
import { readJsonText } from '@team-readiness/backstage-plugin-readiness-node';

/** A CloudEvent in structured form, with its data parsed where it is JSON. */
export interface CloudEvent extends JsonObject {
  specversion: '1.0';
  id: string;
  source: string;
  type: string;
}

/** An event as it was sent, or why it is none. */
export type SentEvent =
  | { event: CloudEvent }
  | { refused: string; source: string | null; id: string | null };

/** Longest value of an attribute, in characters. */
const longestValue = 4_000;
/** Longest source and id, as events are stored. */
const longestIdentity = 500;
const mostAttributes = 100;

const namePattern = /^[a-z0-9]{1,100}$/;
const timePattern =
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,12})?(?:Z|[+-]\d\d:\d\d)$/i;
const base64Pattern =
  /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const required = ['id', 'source', 'type'] as const;
const optionalTexts = ['subject', 'datacontenttype', 'dataschema', 'time'];

/**
 * Is data of this content type JSON? Without a content type it is.
 *
 * @param contentType - with or without parameters
 */
export function isJsonType(contentType: string | undefined): boolean {
  return (
    contentType === undefined ||
    /^[^;/]+\/(?:[^;/]+\+)?json\s*(?:;|$)/i.test(contentType.trim())
  );
}

/** A text of the event for the answer to its sender, wherever it is one. */
function given(value: unknown): string | null {
  return typeof value === 'string' && value.length <= longestIdentity
    ? value
    : null;
}

/** Why an event that was sent is refused, with what it says of itself. */
export function refuse(value: unknown, refused: string): SentEvent {
  const { source, id } = isPlainObject(value)
    ? value
    : { source: null, id: null };
  return { refused, source: given(source), id: given(id) };
}

/**
 * Judges an event in the JSON format.
 *
 * @param value - parsed by `readJsonText`; anything goes
 */
export function readCloudEvent(value: JsonValue | undefined): SentEvent {
  if (!isPlainObject(value)) {
    return refuse(value, 'A CloudEvent must be an object');
  }
  // Null is how JSON says that an attribute is not there.
  const attributes = Object.entries(value).filter(
    ([name, own]) => own !== null && name !== 'data' && name !== 'data_base64',
  );
  const problem =
    findIdentityProblem(value) ??
    findAttributeProblem(attributes) ??
    findDataProblem(value);
  if (problem) {
    return refuse(value, problem);
  }
  const data = readData(value as JsonObject);
  if ('problem' in data) {
    return refuse(value, data.problem);
  }
  return {
    event: { ...Object.fromEntries(attributes), ...data.content } as CloudEvent,
  };
}

function findIdentityProblem(
  value: Record<string, unknown>,
): string | undefined {
  if (value.specversion !== '1.0') {
    return "The attribute 'specversion' must be '1.0'";
  }
  for (const name of required) {
    const text = value[name];
    if (typeof text !== 'string' || text === '') {
      return `The attribute '${name}' is required, as a text that is not empty`;
    }
    if (text.length > longestIdentity) {
      return `The attribute '${name}' has more than ${longestIdentity} characters`;
    }
  }
  return /[\s<>"{}|\\^`]/.test(String(value.source))
    ? "The attribute 'source' must be a URI reference"
    : undefined;
}

function findAttributeProblem(
  attributes: ReadonlyArray<[string, unknown]>,
): string | undefined {
  if (attributes.length > mostAttributes) {
    return `There are more than ${mostAttributes} attributes`;
  }
  for (const [name, value] of attributes) {
    if (!namePattern.test(name)) {
      return 'The name of an attribute must be of lower-case letters and digits';
    }
    if (optionalTexts.includes(name) && (typeof value !== 'string' || !value)) {
      return `The attribute '${name}' must be a text that is not empty`;
    }
    const isSimple =
      typeof value === 'string' ||
      typeof value === 'boolean' ||
      (Number.isInteger(value) && Math.abs(Number(value)) <= 2 ** 31);
    if (!isSimple) {
      return `The attribute '${name}' must be a text, a whole number or a boolean`;
    }
    if (typeof value === 'string' && value.length > longestValue) {
      return `The attribute '${name}' has more than ${longestValue} characters`;
    }
    // eslint-disable-next-line no-control-regex
    if (/[\u0000-\u001f\u007f-\u009f]/.test(String(value))) {
      return `The attribute '${name}' holds a control character`;
    }
    const isTime = timePattern.test(String(value));
    if (name === 'time' && !(isTime && Date.parse(String(value)) > -Infinity)) {
      return "The attribute 'time' must be a time of RFC 3339";
    }
  }
  return undefined;
}

function findDataProblem(value: Record<string, unknown>): string | undefined {
  const encoded = value.data_base64;
  if (encoded === undefined || encoded === null) {
    return undefined;
  }
  if (value.data !== undefined && value.data !== null) {
    return "There must be only one of 'data' and 'data_base64'";
  }
  return typeof encoded === 'string' && base64Pattern.test(encoded)
    ? undefined
    : "The attribute 'data_base64' must be Base64";
}

function readData(
  value: JsonObject,
): { content: JsonObject } | { problem: string } {
  const { data, data_base64: encoded, datacontenttype } = value;
  if (typeof encoded !== 'string') {
    return { content: data === undefined ? {} : { data } };
  }
  const type =
    typeof datacontenttype === 'string' ? datacontenttype : undefined;
  if (type === undefined || !isJsonType(type)) {
    return { content: { data_base64: encoded } };
  }
  const decoded = Buffer.from(encoded, 'base64').toString('utf8');
  const read = readJsonText(decoded);
  return 'problem' in read
    ? { problem: `What 'data_base64' holds is ${read.problem}` }
    : { content: { data: read.value } };
}
