import { Entity } from '@backstage/catalog-model';

const maxLength = 300;

/**
 * Reads an annotation that names a directory below the entity's own.
 *
 * @param entity - whose annotations are not trusted
 * @param annotation - name of the annotation
 * @returns `globs` with one glob for everything below the directory, none where
 *   there is no annotation; and `refused`, one plain sentence, where its value
 *   is no relative path or leads out of the entity's directory
 *
 * @public
 */
export function readDirectoryAnnotation(
  entity: Entity,
  annotation: string,
): { globs: string[]; refused?: string } {
  const value: unknown = entity.metadata.annotations?.[annotation];
  if (value === undefined) {
    return { globs: [] };
  }
  const refuse = (why: string) => ({
    globs: [],
    refused: `The annotation ${annotation} ${why}; it takes a directory relative to the entity's own, such as reliability/slo.`,
  });
  if (typeof value !== 'string' || value.length > maxLength) {
    return refuse('is not a short text');
  }
  const path = value.trim();
  if (/^[/~]|^[a-z][a-z0-9+.-]*:/i.test(path)) {
    return refuse('is not a relative path');
  }
  if (/[\\*?]/.test(path) || [...path].some(it => it < ' ')) {
    return refuse('holds a character that no directory here has');
  }
  const names = path.split('/').filter(name => name !== '' && name !== '.');
  if (names.includes('..')) {
    return refuse("leads out of the entity's directory");
  }
  return { globs: [[...names, '**'].join('/')] };
}
