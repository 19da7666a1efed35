import {
  anyObject,
  customData,
  Field,
  Form,
  links,
  mediaType,
  name,
  object,
  optional,
  required,
  text,
  timestamp,
  uri,
  uriReference,
  uuid,
} from './forms';
import { contentForm, Specification } from './vocabulary';
import { ResolvedType } from './resolveType';

/** Subjects whose name has capitals in `subject.type`, which specification 0.5 gave up. */
const subjectNames: Readonly<Record<string, string>> = {
  pipelinerun: 'pipelineRun',
  taskrun: 'taskRun',
  testcaserun: 'testCaseRun',
  testsuiterun: 'testSuiteRun',
  testoutput: 'testOutput',
};

/** Subjects whose sources the specification allows to be any text. */
const looseSubjects = /^test/;

function contextForm(specification: Specification): Form {
  const version: Record<string, Field> =
    specification <= '0.4'
      ? { version: required(name) }
      : { specversion: required(name) };
  const linked: Record<string, Field> =
    specification === '0.3'
      ? {}
      : {
          schemaUri: optional(uri),
          chainId: optional(uuid),
          // As 0.4.0 spelled it; 0.4.1 mended that.
          ...(specification === '0.4' && { chain_id: optional(uuid) }),
          links: optional(links),
        };
  return object({
    ...version,
    id: required(name),
    source: required(uriReference),
    type: required(name),
    timestamp: required(timestamp),
    ...linked,
  });
}

function subjectForm(
  eventName: string,
  specification: Specification,
  content: Form,
): Form {
  const [subject] = eventName.split('.');
  const type: Form = (value, path) =>
    value === (subjectNames[subject] ?? subject)
      ? undefined
      : `${path} is not ${subjectNames[subject] ?? subject}`;
  const types: Record<string, Field> =
    specification <= '0.4' ? { type: required(type) } : {};
  return object({
    id: required(name),
    source: optional(looseSubjects.test(subject) ? text : uriReference),
    ...types,
    // Left in the schema of one event when the field went.
    ...(eventName === 'ticket.closed' &&
      specification >= '0.5' && { type: optional(type) }),
    content: required(content),
  });
}

/**
 * Holds a CDEvent against the specification: its version of the type decides which one.
 *
 * @param event - anything
 * @param resolved - what its type means
 * @returns the first fault, with the path of the field; undefined for a valid event
 */
export function checkCDEvent(
  event: unknown,
  resolved: Exclude<ResolvedType, { status: 'refused' }>,
): string | undefined {
  if (resolved.status === 'custom') {
    return checkCustomEvent(event, resolved.name);
  }
  return formOf(resolved)(event, '', !resolved.exact);
}

/** Forms that were made, of at most every type in every specification. */
const forms = new Map<string, Form>();

function formOf({
  name: eventName,
  type,
  specification,
}: Extract<ResolvedType, { status: 'known' }>): Form {
  const key = `${eventName} ${specification}`;
  let form = forms.get(key);
  if (!form) {
    const content = contentForm(type, specification);
    form = eventForm(
      specification,
      subjectForm(eventName, specification, content),
    );
    forms.set(key, form);
  }
  return form;
}

/**
 * Versions of custom events say nothing about the specification: one is valid if it is by the newest
 * one, or by 0.4, which brought them in.
 */
function checkCustomEvent(
  event: unknown,
  eventName: string,
): string | undefined {
  const older = object({
    id: required(name),
    source: optional(uriReference),
    type: required(name),
    content: required(anyObject),
  });
  const fault = eventForm('0.6', subjectForm(eventName, '0.6', anyObject))(
    event,
    '',
    false,
  );
  return fault && eventForm('0.4', older)(event, '', false) && fault;
}

function eventForm(specification: Specification, subject: Form): Form {
  return object({
    context: required(contextForm(specification)),
    subject: required(subject),
    customData: optional(customData),
    customDataContentType: optional(mediaType),
  });
}
