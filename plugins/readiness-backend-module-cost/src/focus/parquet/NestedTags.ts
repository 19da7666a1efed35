import { Tags, tagsFrom } from '../parseTags';
import { LeafCursor } from './LeafCursor';

/**
 * Tags in a column that is made of others: a map, a list of structs with `key` and `value`, or a struct whose
 * fields are the keys.
 */
export class NestedTags {
  readonly #leaves: readonly LeafCursor[];
  readonly #key: LeafCursor | undefined;
  readonly #value: LeafCursor | undefined;
  readonly #isList: boolean;

  /** @param leaves - all columns that it is made of */
  constructor(leaves: readonly LeafCursor[]) {
    this.#leaves = leaves;
    this.#isList = leaves.some(({ path }) =>
      path.some(({ element }) => element.repetition_type === 'REPEATED'),
    );
    const named = (name: string) =>
      leaves.find(leaf => nameOf(leaf).toLowerCase() === name);
    this.#key = named('key');
    this.#value = named('value');
  }

  /**
   * @param row - among the rows at hand
   * @returns undefined where the column has no shape of tags
   */
  at(row: number): Tags | undefined {
    if (!this.#isList) {
      return tagsFrom(
        this.#leaves.map(leaf => [nameOf(leaf), leaf.values[row]]),
      );
    }
    const keys = this.#key?.values[row];
    const values = this.#value?.values[row];
    if (!Array.isArray(keys) || !Array.isArray(values)) {
      return undefined;
    }
    return tagsFrom(
      keys.map((key, index) =>
        typeof key === 'string' ? [key, values[index]] : undefined,
      ),
    );
  }
}

function nameOf({ path }: LeafCursor): string {
  return path[path.length - 1].element.name;
}
