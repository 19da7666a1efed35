import { CustomErrorBase } from '@backstage/errors';

/**
 * A recipe could not make a fact of what it was answered. The message says which part of the
 * document failed, and why.
 *
 * @public
 */
export class RecipeError extends CustomErrorBase {
  override name = 'RecipeError' as const;

  /**
   * @param message - one sentence for people
   * @param path - keys that lead to the part of the document, e.g. `['spec', 'mapping', 'rows']`
   * @param offset - into the text at that place, where it is known
   */
  constructor(
    message: string,
    readonly path: ReadonlyArray<string | number>,
    readonly offset?: number,
  ) {
    super(message);
  }
}
