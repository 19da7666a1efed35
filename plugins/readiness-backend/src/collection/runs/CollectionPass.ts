import { Knex } from 'knex';
import { countCollectionTargets } from '../../database/operations/entities';
import {
  PreviousFact,
  selectPreviousFacts,
} from '../../database/operations/facts';
import { CollectorRun } from './CollectorRun';
import { EntityWindows } from './EntityWindows';
import { RunPosition, RunProgress } from './RunProgress';

/**
 * Takes some collectors through all entities, or through some, together: each gets its part of a
 * window at the same time, so that what they share is read once. One that fails, is paused or lost to
 * another replica leaves the others alone; one that hangs holds them up until its time is over, three
 * times at most.
 */
export class CollectionPass {
  readonly #knex: Knex;
  readonly #runs: readonly CollectorRun[];
  readonly #entityIds: readonly number[] | undefined;
  readonly #broken = new Map<CollectorRun, unknown>();

  /**
   * @param options - `runs`: one for each collector; `entityIds`: only these entities.
   */
  constructor(options: {
    knex: Knex;
    runs: readonly CollectorRun[];
    entityIds?: readonly number[];
  }) {
    this.#knex = options.knex;
    this.#runs = options.runs;
    this.#entityIds = options.entityIds;
  }

  /**
   * Opens the sources, goes through the entities, and closes the sources.
   *
   * @returns What the database threw, or why a run belongs to somebody else now, by run: nothing is to
   *   be noted about these.
   * @throws What the database throws, where it concerns all.
   */
  async run(): Promise<ReadonlyMap<CollectorRun, unknown>> {
    try {
      await this.#each(run => run.open());
      await this.#begin();
      await this.#goThrough();
      await this.#each(async run => {
        if (run.isActive) {
          await run.complete();
        }
      });
    } finally {
      await Promise.all(this.#runs.map(run => run.close()));
    }
    return this.#broken;
  }

  /** Those that go on. */
  #active(): CollectorRun[] {
    return this.#runs.filter(run => run.isActive && !this.#broken.has(run));
  }

  async #begin(): Promise<void> {
    const fresh = this.#active().filter(
      run => run.lease && !run.progress.position,
    );
    if (fresh.length) {
      const all = await countCollectionTargets(this.#knex);
      for (const run of fresh) {
        run.progress = run.progress.begun(all);
      }
    }
  }

  async #goThrough(): Promise<void> {
    const windows = new EntityWindows({
      knex: this.#knex,
      after: this.#start(),
      entityIds: this.#entityIds,
    });
    for (;;) {
      const active = this.#active();
      const window = active.length ? await windows.next(active) : undefined;
      if (!window) {
        return;
      }
      const facts = await selectPreviousFacts(this.#knex, {
        collectors: active.map(({ id }) => id),
        entityIds: window.entities.map(({ id }) => id),
      });
      const previous = new Map(
        active.map(({ id }) => [id, new Map<number, PreviousFact>()]),
      );
      for (const fact of facts) {
        previous.get(fact.collector)?.set(fact.entity_id, fact);
      }
      await this.#each(async run => {
        const taken = window.taken.get(run);
        if (taken) {
          await run.look(
            window.entities,
            taken,
            previous.get(run.id) ?? new Map(),
          );
        }
      });
      // Readers of a synchronous database get their turn between windows.
      await new Promise(resolve => setImmediate(resolve));
    }
  }

  /** Behind what all of them have gone through. */
  #start(): RunPosition | undefined {
    let start: RunProgress | undefined;
    for (const { progress } of this.#active()) {
      const isFirst = !progress.position || start?.isBehind(progress.position);
      start = !start || isFirst ? progress : start;
    }
    return start?.position;
  }

  async #each(work: (run: CollectorRun) => Promise<void>): Promise<void> {
    await Promise.all(
      this.#runs.map(async run => {
        if (this.#broken.has(run)) {
          return;
        }
        try {
          await work(run);
        } catch (error) {
          this.#broken.set(run, error);
        }
      }),
    );
  }
}
