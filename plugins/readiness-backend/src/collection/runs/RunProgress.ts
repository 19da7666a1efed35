import { isPlainObject } from '@team-readiness/backstage-plugin-readiness-engine';

/** Fewer known facts than these are not guarded: one file that moves is no outage. */
const leastGuarded = 5;

/** A place in the order in which entities are gone through. */
export interface RunPosition {
  repositoryKey: number;
  id: number;
}

/** Of how many entities a run has said what. */
export interface RunCounts {
  observed: number;
  unchanged: number;
  absent: number;
  failed: number;
  /** How often an entity was put off; those are looked at later in the same run. */
  deferred: number;
}

/** What became of an entity that was not put off. */
export type FinalStatus = Exclude<keyof RunCounts, 'deferred'>;

/**
 * What is stored of a run that is not at its end, as JSON. Its size does not depend on the number
 * of entities.
 */
export interface RunCursor extends RunPosition, RunCounts {
  /** Entities that were gone through, targets or not. */
  done: number;
  /** Live entities when the run began. */
  total: number;
  /** The highest key among those. */
  lastEntityId: number;
  /** Entities that had a fact when they were looked at. */
  known: number;
  /** Those of them of which the source knows nothing any more. */
  lost: number;
  /** How often in a row it has stopped at this place, and will come back to it. */
  waits: number;
  /** Entities that it has passed over, since it was stopped by them again and again. */
  passedOver: number;
}

const atTheBeginning: RunCursor = Object.freeze({
  repositoryKey: 0,
  id: 0,
  observed: 0,
  unchanged: 0,
  absent: 0,
  failed: 0,
  deferred: 0,
  done: 0,
  total: 0,
  lastEntityId: 0,
  known: 0,
  lost: 0,
  waits: 0,
  passedOver: 0,
});

/** How far a run of a collector has come. Never changes: each step makes another one. */
export class RunProgress {
  /** A run that has not begun. */
  static readonly none = new RunProgress(atTheBeginning);

  private constructor(readonly cursor: RunCursor) {}

  /**
   * @param text - From `toCursor`; anything else is a run that has not begun.
   */
  static fromCursor(text: string | null): RunProgress {
    try {
      const stored: unknown = JSON.parse(text ?? 'null');
      const cursor = { ...atTheBeginning };
      for (const key of Object.keys(cursor) as Array<keyof RunCursor>) {
        const value = isPlainObject(stored) ? stored[key] : undefined;
        if (typeof value !== 'number' || !Number.isInteger(value)) {
          return RunProgress.none;
        }
        cursor[key] = value;
      }
      return new RunProgress(cursor);
    } catch {
      return RunProgress.none;
    }
  }

  /** @returns JSON; null for a run that has not begun */
  toCursor(): string | null {
    const { id, waits } = this.cursor;
    return id === 0 && waits === 0 ? null : JSON.stringify(this.cursor);
  }

  /** The last entity that was gone through; undefined at the beginning. */
  get position(): RunPosition | undefined {
    return this.cursor.id === 0 ? undefined : this.cursor;
  }

  /** Was this entity gone through already? */
  isBehind({ repositoryKey, id }: RunPosition): boolean {
    const { cursor } = this;
    return repositoryKey === cursor.repositoryKey
      ? id <= cursor.id
      : repositoryKey < cursor.repositoryKey;
  }

  /** Is it where the other one is? */
  isAt({ cursor: { repositoryKey, id } }: RunProgress): boolean {
    return repositoryKey === this.cursor.repositoryKey && id === this.cursor.id;
  }

  /** One that stops here, so many times in a row by now. */
  waiting(waits: number): RunProgress {
    return new RunProgress({ ...this.cursor, waits });
  }

  /** A run that begins now. */
  begun(all: { total: number; lastEntityId: number }): RunProgress {
    return new RunProgress({ ...this.cursor, ...all });
  }

  /**
   * @param passed - entities that were gone through, in order
   * @param said - of those among them that were looked at; `hadFact`: there was one before
   * @param deferred - how many were put off
   * @param passedOver - how many are not waited for any more
   */
  advanced(
    passed: readonly RunPosition[],
    said: ReadonlyArray<{ status: FinalStatus; hadFact: boolean }>,
    deferred = 0,
    passedOver = 0,
  ): RunProgress {
    const last = passed.length ? passed[passed.length - 1] : this.cursor;
    const next = {
      ...this.cursor,
      repositoryKey: last.repositoryKey,
      id: last.id,
      done: this.cursor.done + passed.length,
      deferred: this.cursor.deferred + deferred,
      waits: passed.length ? 0 : this.cursor.waits,
      passedOver: this.cursor.passedOver + passedOver,
    };
    for (const { status, hadFact } of said) {
      next[status] += 1;
      next.known += hadFact ? 1 : 0;
      next.lost += hadFact && status === 'absent' ? 1 : 0;
    }
    return new RunProgress(next);
  }

  /**
   * Why the facts of entities that the source knows no more are kept.
   *
   * @param minimumShare - Share of the known facts that must survive, in [0, 1].
   * @returns undefined: they may go.
   */
  refusal(collector: string, minimumShare: number): string | undefined {
    const { known, lost } = this.cursor;
    return known >= leastGuarded && known - lost < known * minimumShare
      ? `The source knows nothing any more of ${lost} of the ${known} entities that it knew; below a share of ${minimumShare} it is taken for broken and their facts are kept (readiness.collectors.${collector}.minimumShare).`
      : undefined;
  }
}
