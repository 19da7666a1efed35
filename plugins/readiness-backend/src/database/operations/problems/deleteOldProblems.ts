import { Knex } from 'knex';

/**
 * Deletes problems without an entity that some reporters have not seen for long, in one statement.
 *
 * @param knex - A knex instance or a transaction.
 * @param options - `reporterPrefix`: of lower-case letters and a slash; `before`: the first time that
 *   is not long ago.
 */
export async function deleteOldProblems(
  knex: Knex | Knex.Transaction,
  options: { reporterPrefix: string; before: Date },
): Promise<void> {
  await knex('problems')
    .where('reporter', 'like', `${options.reporterPrefix}%`)
    .whereNull('entity_id')
    .where('seen_at', '<', options.before.getTime())
    .delete();
}
