const shape = /^[a-z][a-z0-9]*:[a-z0-9][\w.-]{0,62}\/[a-z0-9][\w.-]{0,62}$/i;

/**
 * Reads the whole ref of an entity.
 *
 * @returns it in lower case, as refs are compared; undefined for what is none
 */
export function readEntityRef(text: string | undefined): string | undefined {
  return text !== undefined && shape.test(text)
    ? text.toLowerCase()
    : undefined;
}
