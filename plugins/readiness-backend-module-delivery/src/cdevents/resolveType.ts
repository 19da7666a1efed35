import {
  EventType,
  Specification,
  specifications,
  vocabulary,
} from './vocabulary';

/** What the type of an event means. */
export type ResolvedType =
  | {
      status: 'known';
      /** `<subject>.<predicate>`, e.g. `service.deployed`. */
      name: string;
      type: EventType;
      /** The newest one that has this version of the type, or the next older one. */
      specification: Specification;
      /** Is it this very version? Else it is a later one, which may have more fields. */
      exact: boolean;
    }
  | { status: 'custom'; name: string }
  | { status: 'refused'; reason: string };

const standardType =
  /^dev\.cdevents\.([a-z]+\.[a-z]+)\.(\d{1,6})\.(\d{1,6})\.(\d{1,6})(-[\w.-]{1,40})?$/;

const customType =
  /^dev\.cdeventsx\.([a-z0-9]+-[a-z]+\.[a-z]+)\.\d{1,6}\.\d{1,6}\.\d{1,6}$/i;

/** Can it be the type of a CDEvent, valid or not? */
export function isCDEventType(type: string): boolean {
  return /^dev\.cdeventsx?\./.test(type);
}

/**
 * Finds what is known of a type. A later minor or patch version of a known type is read by the rules
 * of the version before: CDEvents add fields in minor versions, and a pipeline may be ahead of the one
 * who reads it. A later major version may mean something else and is refused, as are versions older
 * than specification 0.3.
 *
 * @param type - `context.type`
 */
export function resolveType(type: string): ResolvedType {
  const custom = customType.exec(type);
  if (custom) {
    return { status: 'custom', name: custom[1].toLowerCase() };
  }
  const parts = standardType.exec(type);
  if (!parts) {
    return {
      status: 'refused',
      reason:
        'context.type is not of the form dev.cdevents.<subject>.<predicate>.<version> or dev.cdeventsx.<tool>-<subject>.<predicate>.<version>',
    };
  }
  const [, name, ...version] = parts;
  if (!Object.hasOwn(vocabulary, name)) {
    return {
      status: 'refused',
      reason: `context.type: ${name} is not part of the vocabulary`,
    };
  }
  const eventType = vocabulary[name];
  const given = version.slice(0, 3).map(Number);
  const older = specifications.filter(specification => {
    const released = numbersOf(eventType, specification);
    return (
      released && released[0] === given[0] && compare(released, given) <= 0
    );
  });
  const specification = older.at(-1);
  if (specification === undefined) {
    return {
      status: 'refused',
      reason: `context.type: version ${given.join(
        '.',
      )} of ${name} is not one of specification 0.3 or later`,
    };
  }
  const exact =
    version[3] === undefined &&
    eventType.versions[specification] === given.join('.');
  return { status: 'known', name, type: eventType, specification, exact };
}

function numbersOf(type: EventType, specification: Specification) {
  return type.versions[specification]?.split('.').map(Number);
}

function compare(one: readonly number[], other: readonly number[]): number {
  const index = one.findIndex((number, place) => number !== other[place]);
  return index < 0 ? 0 : one[index] - other[index];
}
