import { Knex } from 'knex';
import { readRows, sql } from '../reading/SqlFragment';
import { readTogether } from '../reading/readTogether';
import { hiddenRowSet, LabelledEntryRow } from './readTrackRecord';
import { recordEntries, RecordSelection } from './RecordSelection';

const most = 50;

/**
 * The accepted decisions and complete impact entries about when it is released, newest first, at most 50,
 * and how many entities the reader may not see. Two statements.
 */
export async function readScheduleAnswers(
  knex: Knex,
  selection: RecordSelection,
): Promise<{ answers: LabelledEntryRow[]; hidden: number }> {
  const entries = recordEntries(knex, {
    ...selection,
    scorecards: [],
    range: {},
    topic: 'release-schedule',
  });
  const answers = await readRows<LabelledEntryRow>(
    knex,
    sql`select a.*, e.ref, e.title as entity_title
      from (${entries}) a
      join entities e on e.id = a.entity_id
      order by a.at desc, a."key" desc limit ${most}`,
  );
  const { hidden } = await readTogether<{ hidden: { count: number } }>(knex, {
    hidden: hiddenRowSet(selection),
  });
  return { answers, hidden: Number(hidden[0].count) };
}
