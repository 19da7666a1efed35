import { toIsoTime } from '../payload';
import { parseDomainId } from './DomainId';

/**
 * What a value has to be. Gives the fault, with the path of the value that has it, or undefined.
 *
 * @param value - anything; never undefined
 * @param path - of the value, e.g. `subject.content.environment`
 * @param open - may objects have fields that are not known? True for later versions of a type
 */
export type Form = (
  value: unknown,
  path: string,
  open: boolean,
) => string | undefined;

/** A field of an object. */
export interface Field {
  form: Form;
  required: boolean;
}

// RFC 3986: unreserved, reserved and percent-encoded characters.
const uriCharacters = /^(?:[\w\-.~:/?#[\]@!$&'()*+,;=]|%[0-9a-f]{2})+$/i;
const scheme = /^[a-z][a-z0-9+.-]*:/i;

const form =
  (what: string, is: (value: unknown) => boolean): Form =>
  (value, path) =>
    is(value) ? undefined : `${path} is not ${what}`;

const formOfText = (what: string, is: (text: string) => boolean): Form =>
  form(what, value => typeof value === 'string' && is(value));

/** Any text, the empty one too. */
export const text = formOfText('a text', () => true);

/** Text that says something. */
export const name = formOfText(
  'a text of at least one character',
  value => value !== '',
);

/** RFC 3986, absolute or relative. As in the validator of CDEvents, a relative one may have colons anywhere. */
export const uriReference = formOfText('a URI reference', value =>
  uriCharacters.test(value),
);

/** RFC 3986, with a scheme. */
export const uri = formOfText(
  'an absolute URI',
  value => uriCharacters.test(value) && scheme.test(value),
);

/** RFC 3339. */
export const timestamp = formOfText(
  'a time in the format of RFC 3339',
  value =>
    /^.{10}[Tt ].*(?:[Zz]|:\d{2})$/.test(value) &&
    !/ [Zz+-]/.test(value.slice(11)) &&
    toIsoTime(value) !== undefined,
);

/** RFC 4122, of any version: the specification shows some that are not of version 4. */
export const uuid = formOfText('a UUID', value =>
  /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value),
);

/** One of these words. */
export const oneOf = (...words: string[]): Form =>
  formOfText(`one of ${words.join(', ')}`, value => words.includes(value));

/** A list of texts. */
export const texts: Form = form(
  'a list of texts',
  value =>
    Array.isArray(value) && value.every(item => typeof item === 'string'),
);

/** An object with any fields. */
export const anyObject = form('an object', isObject);

/** RFC 2045: type and subtype, with or without parameters. */
export const mediaType = formOfText('a media type', value =>
  /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+\s*(?:;.*)?$/.test(value),
);

/** Anything in JSON, or something else in Base64. */
export const customData = form(
  'an object or a text in Base64',
  value =>
    isObject(value) ||
    (typeof value === 'string' &&
      value.length % 4 === 0 &&
      /^[A-Za-z0-9+/]*={0,2}$/.test(value)),
);

/** Marks a field that has to be there. */
export const required = (of: Form): Field => ({ form: of, required: true });

/** Marks a field that may be left out; null is a value and not allowed. */
export const optional = (of: Form): Field => ({ form: of, required: false });

/**
 * An object of these fields and no other ones, unless it is open.
 *
 * @param fields - by their names
 * @param alwaysOpen - may it have other ones in any case?
 */
export function object(
  fields: Readonly<Record<string, Field>>,
  alwaysOpen = false,
): Form {
  return (value, path, open) => {
    if (!isObject(value)) {
      return `${path} is not an object`;
    }
    for (const [key, field] of Object.entries(fields)) {
      const at = path ? `${path}.${key}` : key;
      const fault = Object.hasOwn(value, key)
        ? field.form(Reflect.get(value, key), at, open)
        : field.required && `${at} is missing`;
      if (fault) {
        return fault;
      }
    }
    const other = Object.keys(value).find(key => !Object.hasOwn(fields, key));
    return other === undefined || open || alwaysOpen
      ? undefined
      : `${path ? `${path}.` : ''}${other.slice(
          0,
          60,
        )} is not part of this version of the event`;
  };
}

/** Another subject: its id, and its source where that differs. */
export const reference = object({
  id: required(name),
  source: optional(uriReference),
});

/** As {@link reference}, in the looser form that test events have. */
export const looseReference = object({
  id: required(name),
  source: optional(text),
});

const linkEnd = (domainId: Form): Form => {
  const either = object(
    { contextId: optional(name), domainId: optional(domainId) },
    true,
  );
  return (value, path, open) =>
    either(value, path, open) ??
    (isObject(value) &&
    (Object.hasOwn(value, 'contextId') || Object.hasOwn(value, 'domainId'))
      ? undefined
      : `${path} has neither contextId nor domainId`);
};

const domainId = formOfText(
  'a domain id',
  value => parseDomainId(value) !== undefined,
);

const linkForms: Readonly<Record<string, Form>> = {
  END: object({
    linkType: required(text),
    from: optional(linkEnd(uriReference)),
    tags: optional(anyObject),
  }),
  PATH: object({
    linkType: required(text),
    from: required(linkEnd(uriReference)),
    tags: optional(anyObject),
  }),
  RELATION: object({
    linkType: required(text),
    linkKind: required(name),
    target: required(linkEnd(domainId)),
    tags: optional(anyObject),
  }),
};

/** Links that are embedded in the context of an event. */
export const links: Form = (value, path, open) => {
  if (!Array.isArray(value)) {
    return `${path} is not a list`;
  }
  for (const [index, link] of value.entries()) {
    const at = `${path}[${index}]`;
    const type = isObject(link) ? Reflect.get(link, 'linkType') : undefined;
    const known =
      typeof type === 'string' && Object.hasOwn(linkForms, type)
        ? linkForms[type]
        : undefined;
    const fault = known
      ? known(link, at, open)
      : `${at}.linkType is not one of ${Object.keys(linkForms).join(', ')}`;
    if (fault) {
      return fault;
    }
  }
  return undefined;
};

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
