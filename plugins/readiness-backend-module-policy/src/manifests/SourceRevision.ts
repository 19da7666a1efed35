import { Entity } from '@backstage/catalog-model';
import { createHash } from 'node:crypto';

/** A revision has at most 200 characters. */
const maxTreeRevision = 120;

/**
 * The mark of what was made of a repository: its revision, with a digest of
 * everything else that the result depends on. Written `<digest>:<revision>`.
 */
export class SourceRevision {
  readonly #digest: string;

  /**
   * @param entity - whose annotations and place decide what is read
   * @param dependsOn - digests of the rest, e.g. of policies; null where
   *   nothing tells whether it changed: then there are no marks
   */
  constructor(entity: Entity, dependsOn: ReadonlyArray<string | null>) {
    const { etag: _etag, uid: _uid, ...metadata } = entity.metadata;
    this.#digest = dependsOn.includes(null)
      ? ''
      : createHash('sha256')
          .update(JSON.stringify([metadata, entity.spec ?? null, dependsOn]))
          .digest('hex')
          .slice(0, 32);
  }

  /** The revision of the repository in an earlier mark, if all else is as it was then. */
  known(mark: string | undefined): string | undefined {
    return this.#digest !== '' && mark?.startsWith(`${this.#digest}:`)
      ? mark.slice(this.#digest.length + 1)
      : undefined;
  }

  /** The mark for a revision of the repository; undefined where there can be none. */
  mark(revision: string | null): string | undefined {
    return this.#digest !== '' &&
      revision !== null &&
      revision.length <= maxTreeRevision
      ? `${this.#digest}:${revision}`
      : undefined;
  }
}
