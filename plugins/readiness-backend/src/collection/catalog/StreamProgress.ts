import { Problem } from '@team-readiness/backstage-plugin-readiness-common';
import { CatalogPageOutcome } from './writeCatalogPage';

/** What a stream has brought so far. */
export class StreamProgress {
  /** Keys of the entities that were live before. */
  known: number[] = [];
  /** Entities in the stream, readable or not. */
  streamed = 0;
  removed = 0;
  readonly seen = new Set<number>();
  readonly changed = new Set<number>();
  readonly added: number[] = [];
  readonly problems: Problem[] = [];

  /**
   * Adds a page.
   *
   * @param streamed - How many entities it held.
   */
  add(streamed: number, page: CatalogPageOutcome): void {
    this.streamed += streamed;
    page.ids.forEach(id => this.seen.add(id));
    page.changedIds.forEach(id => this.changed.add(id));
    this.added.push(...page.addedIds);
    this.problems.push(...page.refused);
  }

  /** Keys of known entities that the stream does not hold. */
  missing(): number[] {
    return this.known.filter(id => !this.seen.has(id));
  }

  /** Why nothing is to be concluded from what the stream does not hold; undefined: all is well. */
  refusal(minimumShare: number): string | undefined {
    const still = this.known.length - this.missing().length;
    return still < this.known.length * minimumShare
      ? `The catalog holds ${still} of ${this.known.length} known entities; below a share of ${minimumShare} it is taken for broken and nothing is removed (readiness.catalog.minimumShare).`
      : undefined;
  }
}
