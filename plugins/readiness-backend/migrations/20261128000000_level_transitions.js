// @ts-check

/**
 * When entities rose or fell from level to level, so that a track record can tell it.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('level_transitions', table => {
    table.comment('Changes of levels, written with the scores');
    table.bigIncrements('id');
    table.integer('entity_id').notNullable();
    table.integer('definition_id').notNullable();
    table.integer('from_level').notNullable();
    table
      .integer('to_level')
      .comment('Null: nothing is asked of the entity any more, or it is gone');
    table.bigInteger('at').notNullable();
    table.string('cause', 20).notNullable();
    table
      .integer('owner_set_id')
      .notNullable()
      .comment('Owners at that time: history stays with them');
    table.index(['entity_id', 'at'], 'level_transitions_entity_idx');
    table.index(['owner_set_id', 'at'], 'level_transitions_owner_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('level_transitions');
};
