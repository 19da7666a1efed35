// @ts-check

/**
 * Room for a sixth part in the digest of an input. SQLite knows no lengths.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  if (knex.client.config.client === 'pg') {
    await knex.raw(
      'alter table results alter column input_hash type varchar(80)',
    );
  }
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  if (knex.client.config.client === 'pg') {
    await knex.raw(
      'alter table results alter column input_hash type varchar(64) using left(input_hash, 64)',
    );
  }
};
