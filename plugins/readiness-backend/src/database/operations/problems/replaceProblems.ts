import { Knex } from 'knex';
import {
  maxProblemMessageLength,
  Problem,
} from '@team-readiness/backstage-plugin-readiness-common';
import { storableText } from '@team-readiness/backstage-plugin-readiness-engine';
import { ProblemsRow } from '../../tables';
import { bulkUpsert, idSet } from '../bulk';
import { rawRows } from '../../rawRows';

/** A problem, and the entity on whose page it is shown. */
export type ProblemWrite = Pick<
  Problem,
  'subject' | 'name' | 'message' | 'source' | 'line' | 'column' | 'excerpt'
> & { entityId: number | null };

/** The most problems that one replacement keeps of one entity, or of no entity. */
export const maxProblemsPerScope = 200;
const maxExcerptLength = 2_000;

type NewProblem = Omit<ProblemsRow, 'id'>;

/**
 * Replaces what a reporter said about some entities, or about no entity. A problem that stands
 * unchanged keeps its row and its time. At most three statements, none that writes if nothing
 * changed.
 *
 * @param options.entityIds - the entities whose problems are replaced; `null`: the reporter's
 *   problems without an entity; `all`: all that it said
 * @param options.subject - only problems with this subject are replaced. Default: all
 * @param options.problems - the first 200 of each entity are kept; texts are cut to their columns
 */
export async function replaceProblems(
  knex: Knex | Knex.Transaction,
  options: {
    reporter: string;
    entityIds: readonly number[] | null | 'all';
    subject?: Problem['subject'];
    problems: readonly ProblemWrite[];
    at: Date;
  },
): Promise<void> {
  const { entityIds } = options;
  const chosen = entityIds === 'all' ? null : entityIds;
  if (chosen?.length === 0) {
    return;
  }
  const scopeCondition = chosen
    ? idSet(knex, 'entity_id', chosen)
    : {
        sql: entityIds === 'all' ? 'true' : 'entity_id is null',
        bindings: [],
      };
  const stored = new Map<string, ProblemsRow>();
  const repeated: ProblemsRow[] = [];
  for (const row of await rawRows<ProblemsRow>(
    knex,
    `select * from problems where reporter = ? and ${scopeCondition.sql}
       and ${options.subject ? 'subject = ?' : 'true'}
     order by id`,
    [
      options.reporter,
      ...scopeCondition.bindings,
      ...(options.subject ? [options.subject] : []),
    ],
  )) {
    const key = signature(row);
    if (stored.has(key)) {
      // Two replicas wrote it at the same moment.
      repeated.push(row);
    } else {
      stored.set(key, row);
    }
  }

  const wanted = new Map<string, NewProblem>();
  const counts = new Map<number | null, number>();
  const scope = new Set<number | null>(chosen ?? [null]);
  for (const problem of options.problems) {
    const inScope = entityIds === 'all' || scope.has(problem.entityId);
    const count = counts.get(problem.entityId) ?? 0;
    if (inScope && count < maxProblemsPerScope) {
      const row = toRow(problem, options.reporter, options.at);
      const key = signature(row);
      if (!wanted.has(key)) {
        wanted.set(key, row);
        counts.set(problem.entityId, count + 1);
      }
    }
  }

  const gone = [
    ...repeated,
    ...[...stored].flatMap(([key, row]) => (wanted.has(key) ? [] : [row])),
  ];
  if (gone.length) {
    const ids = idSet(
      knex,
      'id',
      gone.map(row => Number(row.id)),
    );
    await rawRows(knex, `delete from problems where ${ids.sql}`, ids.bindings);
  }
  await bulkUpsert(knex, {
    table: 'problems',
    rows: [...wanted].filter(([key]) => !stored.has(key)).map(([, row]) => row),
  });
}

function toRow(problem: ProblemWrite, reporter: string, at: Date): NewProblem {
  return {
    reporter,
    subject: problem.subject,
    name: storableText(problem.name, 300),
    entity_id: problem.entityId,
    source:
      problem.source === undefined ? null : storableText(problem.source, 1_000),
    line: position(problem.line),
    column: position(problem.column),
    message: storableText(problem.message, maxProblemMessageLength),
    excerpt:
      problem.excerpt === undefined
        ? null
        : storableText(problem.excerpt, maxExcerptLength),
    seen_at: at.getTime(),
  };
}

function position(value: number | undefined): number | null {
  return value !== undefined &&
    Number.isInteger(value) &&
    value > 0 &&
    value < 2 ** 31
    ? value
    : null;
}

function signature(
  row: Omit<ProblemsRow, 'id' | 'seen_at' | 'reporter'>,
): string {
  return JSON.stringify([
    row.subject,
    row.name,
    row.entity_id,
    row.source,
    row.line,
    row.column,
    row.message,
    row.excerpt,
  ]);
}
