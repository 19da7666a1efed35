import { DeliveryRecord } from '@team-readiness/backstage-plugin-readiness-engine';
import { Knex } from 'knex';
import { readRows, sql } from '../reading/SqlFragment';
import { isRecorded, RecordSelection } from './RecordSelection';
import { unpackDelivery } from './StoredDelivery';

/** Entities in one statement. */
const pageSize = 500;

/**
 * What is known of deliveries to production, an entity at a time, in the order of their keys. One statement
 * for each 500 entities that have any.
 *
 * @param knex - A knex instance.
 * @param selection - whose, and who reads
 */
export async function* readDeliveryRecords(
  knex: Knex,
  selection: RecordSelection,
): AsyncIterable<DeliveryRecord> {
  let after = 0;
  for (;;) {
    const rows = await readRows<{ entity_id: number; delivery: string }>(
      knex,
      sql`select s.entity_id, s.delivery from track_record_states s
        join entities e on e.id = s.entity_id
        where s.delivery is not null and s.entity_id > ${after}
          and ${isRecorded(selection)}
        order by s.entity_id limit ${pageSize}`,
    );
    for (const { delivery } of rows) {
      yield unpackDelivery(delivery);
    }
    if (rows.length < pageSize) {
      return;
    }
    after = rows[rows.length - 1].entity_id;
  }
}
