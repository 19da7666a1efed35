import { RollupQuery } from '@team-readiness/backstage-plugin-readiness-common';
import { CursorKey, PageCursor } from '../reading/PageCursor';
import { RollupGroup } from './RollupGroup';

/** Types of the values of a cursor: two ranks, title, and whether there is a key, and which. */
const parts = ['number', 'number', 'string', 'number', 'string'] as const;

/** Where a group stands in the list. */
export type RollupKey = CursorKey<typeof parts>;

/** Behind every other rank: shares are millionths. */
const last = 2_000_000;

/** The longest part of a title that a list is sorted by, so that a cursor stays short. */
const comparedTitle = 100;

function share(part: number, whole: number): number | null {
  return whole > 0 ? Math.round((part / whole) * 1e6) : null;
}

/**
 * The order of a list of roll-ups. What most needs doing comes first, unless the
 * query says otherwise; what has no value to sort by comes last in both directions.
 * Groups of one rank stand by title and key.
 */
export class RollupOrder {
  readonly #sort: NonNullable<RollupQuery['sort']>;
  readonly #descending: boolean;

  constructor({ sort = 'needs', order }: Pick<RollupQuery, 'sort' | 'order'>) {
    const startsHigh = sort === 'needs' || sort === 'entities';
    this.#sort = sort;
    this.#descending = order === undefined ? startsHigh : order === 'desc';
  }

  /** Cursors of the list, good for one filter. */
  cursor(filter: object): PageCursor<typeof parts> {
    return new PageCursor(parts, {
      ...filter,
      sort: this.#sort,
      descending: this.#descending,
    });
  }

  /** Where a group stands; lower keys come first but for the title, see {@link compare}. */
  keyOf(group: RollupGroup): RollupKey {
    const [first, second] = this.#ranksOf(group);
    const direction = this.#descending ? -1 : 1;
    const rank = (value: number | null) =>
      value === null ? last : direction * value || 0;
    return [
      rank(first),
      rank(second),
      (group.title ?? group.key ?? '').slice(0, comparedTitle),
      group.key === null ? 1 : 0,
      group.key ?? '',
    ];
  }

  /** Negative: the first comes before the second. */
  compare(a: RollupKey, b: RollupKey): number {
    const byTitle = a[3] - b[3] || a[2].localeCompare(b[2], 'en');
    const isReversed = this.#sort === 'name' && this.#descending;
    return (
      a[0] - b[0] ||
      a[1] - b[1] ||
      (isReversed ? -byTitle : byTitle) ||
      (a[4] < b[4] ? -1 : Number(a[4] > b[4]))
    );
  }

  #ranksOf({ standing }: RollupGroup): [number | null, number | null] {
    const { entities, withTarget, onTarget, overall } = standing;
    switch (this.#sort) {
      case 'needs':
        return [standing.tier1BelowTarget, withTarget - onTarget];
      case 'adoption':
        return [share(overall.passed, overall.applicable), 0];
      case 'score':
        return [share(overall.passed, overall.known), 0];
      case 'onTarget':
        return [share(onTarget, withTarget), 0];
      case 'entities':
        return [entities, 0];
      default:
        return [0, 0];
    }
  }
}
