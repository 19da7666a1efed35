import {
  CollectorState,
  ProblemPage,
  ProblemQuery,
} from '@team-readiness/backstage-plugin-readiness-common';
import { Knex } from 'knex';
import {
  countStoredProblems,
  listStoredProblems,
  readCollectorRuns,
} from '../../database/operations/reading';
import { StoredNumber } from '../../database/tables';
import { ReadingScope } from '../../permissions';
import { EntityCollection } from '../reading/EntityCollection';
import { PageCursor } from '../reading/PageCursor';
import { toProblemItem } from './toProblemItem';

const defaultLimit = 50;
const derivedPrefix = 'readiness/';

/**
 * Problems as one reader may see them, and the state of each collector. Three
 * statements.
 */
export class DefaultProblemsService {
  readonly #knex: Knex;
  readonly #collection: EntityCollection;

  constructor(options: { knex: Knex; collection: EntityCollection }) {
    this.#knex = options.knex;
    this.#collection = options.collection;
  }

  /** @see ProblemsService.listProblems */
  async listProblems(
    query: ProblemQuery,
    { visibility }: ReadingScope,
  ): Promise<ProblemPage> {
    const { subject } = query;
    const cursor = new PageCursor(['number', 'number'], { subject });
    const after = cursor.decode(query.cursor);
    const limit = query.limit ?? defaultLimit;
    const filter = { visibility, subject };
    const [rows, totalItems, collectors] = await Promise.all([
      // One more than is shown tells whether there is another page.
      listStoredProblems(this.#knex, { ...filter, limit: limit + 1, after }),
      countStoredProblems(this.#knex, filter),
      this.#listCollectors(),
    ]);
    const page = rows.slice(0, limit);
    const last = page[page.length - 1];
    return {
      items: page.map(row => toProblemItem(row, row.entity_ref)),
      totalItems,
      nextCursor:
        rows.length > limit
          ? cursor.encode([Number(last.seen_at), Number(last.id)])
          : null,
      collectors,
    };
  }

  async #listCollectors(): Promise<CollectorState[]> {
    const runs = new Map(
      (await readCollectorRuns(this.#knex)).map(run => [run.collector, run]),
    );
    // What is derived from the catalog is written with it, and has no runs of its own.
    const observing = this.#collection
      .collectors()
      .filter(({ id }) => !id.startsWith(derivedPrefix));
    return observing.map(({ id, title, description }) => {
      const run = runs.get(id);
      return {
        id,
        title,
        description,
        // Only these are written.
        status: (run?.status ?? 'never') as CollectorState['status'],
        startedAt: toIso(run?.started_at ?? null),
        finishedAt: toIso(run?.finished_at ?? null),
        observed: run?.observed ?? 0,
        absent: run?.absent ?? 0,
        failed: run?.failed ?? 0,
        lastError: run?.last_error ?? null,
      };
    });
  }
}

function toIso(time: StoredNumber | null): string | null {
  return time === null ? null : new Date(Number(time)).toISOString();
}
