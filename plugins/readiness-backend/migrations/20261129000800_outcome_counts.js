// @ts-check

/** In the order of the codes of outcomes in `results.packed`. */
const columns = [
  'pass_count',
  'fail_count',
  'unknown_count',
  'not_applicable_count',
  'exempt_count',
  'error_count',
];

/**
 * How many of the results of an entity that count have which outcome: what roll-ups over single entities sum,
 * instead of reading each result that is not a pass. Results so far are counted once.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('scores', table => {
    for (const column of columns) {
      table.integer(column).notNullable().defaultTo(0);
    }
  });
  const isPostgres = knex.client.config.client === 'pg';
  // One array a result: its outcome is at 1, and at 4 a 1 if it counts.
  const [elements, at] = isPostgres
    ? [
        `cross join lateral json_array_elements(
           case when r.packed like '[[%' then r.packed::json else '[]'::json end) as one(value)`,
        (/** @type {number} */ place) => `(one.value ->> ${place})`,
      ]
    : [
        `cross join json_each(
           case when r.packed like '[[%' then r.packed else '[]' end) as one`,
        (/** @type {number} */ place) =>
          `cast(json_extract(one.value, '$[${place}]') as text)`,
      ];
  const sums = columns.map(
    (column, code) =>
      `sum(case when ${at(1)} = '${code}' then 1 else 0 end) as ${column}`,
  );
  await knex.raw(
    `update scores set ${columns
      .map(column => `${column} = counted.${column}`)
      .join(', ')}
     from (
       select r.entity_id, r.definition_id, ${sums.join(', ')}
       from results r ${elements}
       where ${at(4)} = '1'
       group by r.entity_id, r.definition_id
     ) counted
     where counted.entity_id = scores.entity_id
       and counted.definition_id = scores.definition_id`,
  );
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('scores', table => {
    table.dropColumns(...columns);
  });
};
