import { EntityLevel } from '@team-readiness/backstage-plugin-readiness-common';
import { LevelLoader } from './LevelLoader';

/**
 * The levels of all rows of a table, those on its other pages too, so that it can be sorted by them.
 *
 * @public
 */
export class ListedLevels {
  readonly #refs: readonly string[];
  #loader?: LevelLoader;

  /**
   * @param refs - of all rows
   */
  constructor(refs: readonly string[]) {
    this.#refs = refs;
  }

  /**
   * Asks for all of them, together with what else is asked for at the moment. Once is enough.
   *
   * @param loader - asks
   * @internal
   */
  loadWith(loader: LevelLoader): void {
    if (this.#loader !== loader) {
      this.#loader = loader;
      for (const ref of this.#refs) {
        // The cell of a row that cannot be loaded says so.
        loader.load(ref).catch(() => undefined);
      }
    }
  }

  /**
   * Which of two rows comes first: the lower level, and of the same level the one with more fixes to its target.
   *
   * @param a - ref of a row
   * @param b - ref of another one
   * @param descending - the table turns the order round. Rows without a level are last all the same.
   * @returns as `Array.prototype.sort` takes it
   */
  compare(a: string, b: string, descending: boolean): number {
    const first = this.#known(a);
    const second = this.#known(b);
    if (!first || !second) {
      const order = Number(!first) - Number(!second);
      return descending ? -order : order;
    }
    return first.level - second.level || second.fixes - first.fixes;
  }

  #known(ref: string): EntityLevel | undefined {
    return this.#loader?.known(ref)?.level;
  }
}
