/**
 * What is read of a JSON value.
 *
 * A place that is in it, but of which nothing further is, is looked at all the same: a condition asks
 * whether it is there, or how long a list is.
 *
 * @public
 */
export interface ReadPaths {
  /** Everything below is read. */
  readonly whole: boolean;
  /** What is read of members of a map, by key. */
  readonly members: ReadonlyMap<string, ReadPaths>;
  /** What is read of each item of a list; null: not even how many there are. */
  readonly items: ReadPaths | null;
  /** What is read of each value of a map; null: not even which keys there are. */
  readonly values: ReadPaths | null;
}

/** {@link ReadPaths} to which places are added as they are found. */
export class PathBuilder implements ReadPaths {
  whole = false;
  items: PathBuilder | null = null;
  values: PathBuilder | null = null;
  readonly members = new Map<string, PathBuilder>();

  /** The place below a key. */
  member(key: string): PathBuilder {
    let member = this.members.get(key);
    if (!member) {
      member = new PathBuilder();
      this.members.set(key, member);
    }
    return member;
  }

  /** The places of all items and values. */
  each(): PathBuilder[] {
    return [this.eachItem(), this.eachValue()];
  }

  /** The place of all items of a list. */
  eachItem(): PathBuilder {
    this.items ??= new PathBuilder();
    return this.items;
  }

  /** The place of all values of a map. */
  eachValue(): PathBuilder {
    this.values ??= new PathBuilder();
    return this.values;
  }

  /** Everything below is read. */
  markWhole(): void {
    this.whole = true;
  }

  /** Adds all that is read elsewhere. */
  add(other: ReadPaths): void {
    this.whole ||= other.whole;
    if (other.items) {
      this.eachItem().add(other.items);
    }
    if (other.values) {
      this.eachValue().add(other.values);
    }
    other.members.forEach((paths, key) => this.member(key).add(paths));
  }
}
