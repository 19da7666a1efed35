import { createHash } from 'crypto';
import { Knex } from 'knex';
import { CompiledScorecard } from '@team-readiness/backstage-plugin-readiness-engine';
import { bulkUpsert } from '../../database/operations/bulk';

/**
 * Writes a version of a scorecard straight into the tables, and makes it active.
 *
 * @param options - `at`: when it was created, in epoch ms.
 */
export async function publishScorecard(
  knex: Knex,
  options: { definitionId: number; compiled: CompiledScorecard; at: number },
): Promise<void> {
  const { definitionId, compiled, at } = options;
  await bulkUpsert(knex, {
    table: 'definitions',
    key: ['id'],
    rows: [
      {
        id: definitionId,
        kind: 'Scorecard',
        name: compiled.name,
        version: definitionId,
        content_hash: compiled.contentHash,
        source: 'test',
        document: '{}',
        created_at: at,
        created_by: 'config',
      },
    ],
  });
  for (const { definition } of compiled.checks) {
    await knex('checks')
      .insert({
        id: checkKey(compiled.name, definition.id),
        scorecard: compiled.name,
        check_id: definition.id,
      })
      .onConflict(['scorecard', 'check_id'])
      .ignore();
  }
  await bulkUpsert(knex, {
    table: 'active_definitions',
    key: ['kind', 'name'],
    rows: [
      {
        kind: 'Scorecard',
        name: compiled.name,
        definition_id: definitionId,
        position: definitionId,
      },
    ],
  });
}

/** The same in every installation, so that states can be compared. */
function checkKey(scorecard: string, checkId: string): number {
  return createHash('sha256')
    .update(`${scorecard}/${checkId}`)
    .digest()
    .readUInt16BE();
}
