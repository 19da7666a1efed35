import { Field, Form, object } from '../forms';

/** Specifications of CDEvents whose events are read; `0.6` is its draft. */
export const specifications = ['0.3', '0.4', '0.5', '0.6'] as const;

/** One of {@link specifications}. */
export type Specification = (typeof specifications)[number];

/** A field with the specifications in which it exists; both ends belong to it. */
export interface DatedField extends Field {
  since?: Specification;
  until?: Specification;
}

/** An event type: what happened to a subject. */
export interface EventType {
  /** Version of the type in each specification that has it. */
  versions: Readonly<Partial<Record<Specification, string>>>;
  /** Fields of `subject.content`; several, of different specifications, where one has changed. */
  content: Readonly<Record<string, DatedField | readonly DatedField[]>>;
}

/** Event types by `<subject>.<predicate>`, as in the type of the event. */
export type Vocabulary = Readonly<Record<string, EventType>>;

/**
 * The versions of a type from specification 0.3 on; 0.6 leaves those of 0.5 as they are.
 */
export const versions = (
  in03: string | undefined,
  in04: string,
  in05: string,
): EventType['versions'] => ({
  ...(in03 !== undefined && { '0.3': in03 }),
  '0.4': in04,
  '0.5': in05,
  '0.6': in05,
});

/** What most types have. */
export const usualVersions = versions('0.1.1', '0.2.0', '0.3.0');

/** A field since a specification. */
export const since = (
  specification: Specification,
  field: Field,
): DatedField => ({ ...field, since: specification });

/** A field up to a specification. */
export const until = (
  specification: Specification,
  field: Field,
): DatedField => ({ ...field, until: specification });

/**
 * @param type - an event type
 * @param specification - one that has it
 * @returns the form of `subject.content`
 */
export function contentForm(
  type: EventType,
  specification: Specification,
): Form {
  const existing = Object.entries(type.content).flatMap(([name, dated]) => {
    const field = [dated].flat().find(
      // The names of specifications are in the order of their letters.
      ({ since: from = specification, until: to = specification }) =>
        from <= specification && specification <= to,
    );
    return field ? [[name, field] as const] : [];
  });
  return object(Object.fromEntries(existing));
}
