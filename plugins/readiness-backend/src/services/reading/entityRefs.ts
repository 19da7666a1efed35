import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError, NotFoundError } from '@backstage/errors';
import { EntityName } from '@team-readiness/backstage-plugin-readiness-common';
import { ownersOf } from '../../database/operations/entities';

const maxRefLength = 300;
// PostgreSQL takes no NUL in text, and no name of the catalog has any of these.
// eslint-disable-next-line no-control-regex
const controlCharacters = /[\u0000-\u001f\u007f]/;

/**
 * The ref of an entity, in lower case.
 *
 * @throws NotFoundError for parts that no entity can have
 */
export function toEntityRef(name: EntityName): string {
  const ref = stringifyEntityRef(name);
  const parts = [name.kind, name.namespace, name.name];
  if (
    ref.length > maxRefLength ||
    parts.some(part => part === '' || controlCharacters.test(part))
  ) {
    throw new NotFoundError('There is no such entity');
  }
  return ref;
}

/**
 * Reads an entity ref of a query.
 *
 * @param parameter - its name, for the message
 * @param defaultKind - where none is given
 * @returns the whole ref in lower case
 * @throws InputError for a text that is no entity ref
 */
export function readEntityRef(
  parameter: string,
  text: string,
  defaultKind: string = 'group',
): string {
  if (controlCharacters.test(text) || text.length > maxRefLength) {
    throw new InputError(`${parameter} is not an entity ref`);
  }
  try {
    return stringifyEntityRef(
      parseEntityRef(text, {
        defaultKind,
        defaultNamespace: 'default',
      }),
    );
  } catch {
    throw new InputError(`${parameter} is not an entity ref`);
  }
}

/**
 * Reads a short text of a query.
 *
 * @throws InputError for one with control characters
 */
export function readText(parameter: string, text: string): string {
  if (controlCharacters.test(text)) {
    throw new InputError(`${parameter} holds characters that it must not hold`);
  }
  return text;
}

/** Owner refs as they are stored: joined by a comma. */
export function readOwners(owners: string | null): string[] {
  return ownersOf(owners ?? '');
}
