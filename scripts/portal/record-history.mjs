/**
 * Records the facts of today of a portal that runs with the demo organisation, as the end of the demo's
 * history (packages/backend/src/demoHistory). To be run after collectors or the organisation have changed.
 *
 * Days become placeholders relative to today, `{{day n}}` and `{{month n}}`. Facts that are derived are left
 * out, and so is what says where on this machine something lies.
 *
 * Usage: node scripts/portal/record-history.mjs [<readiness.sqlite>]
 */
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { root } from '../toolchain.mjs';

const require = createRequire(import.meta.url);
const Database = require('better-sqlite3');

const file =
  process.argv[2] ?? path.join(root, '.demo/database/readiness.sqlite');
const target = path.join(root, 'examples/history/facts.jsonl');

const derived = ['catalog', 'track-record'];
const dayMs = 86_400_000;
/** Of longer lists, such as all that was deployed in three months, the rest is left out. */
const mostItems = 20;

const database = new Database(file, { readonly: true });
const rows = database
  .prepare(
    `select e.ref, f.collector, f.data, f.observed_at as at, o.owners
     from facts f join entities e on e.id = f.entity_id
     join owner_sets o on o.id = e.owner_set_id
     where e.removed_at is null and f.collector not like 'readiness/%'
     order by f.collector, e.ref`,
  )
  .all();
const today = Math.floor(Math.max(...rows.map(({ at }) => at)) / dayMs) * dayMs;
const month = new Date(today).toISOString().slice(0, 7);
const months = text => Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7));

/** A text with its days and months relative to today. */
function relative(text) {
  return text
    .replace(
      /\b(20\d\d-[01]\d-[0-3]\d)(?!\d)/g,
      day => `{{day ${(Date.parse(day) - today) / dayMs}}}`,
    )
    .replace(
      /^20\d\d-[01]\d$/,
      whole => `{{month ${months(whole) - months(month)}}}`,
    );
}

const lines = rows
  .filter(({ collector }) => !derived.includes(collector))
  .map(({ ref, collector, owners, data }) =>
    JSON.stringify([
      collector,
      ref,
      owners,
      JSON.parse(data, (_, value) => {
        if (Array.isArray(value)) {
          return value.slice(0, mostItems);
        }
        return typeof value === 'string' ? relative(value) : value;
      }),
    ]),
  );
const local = lines.find(line => line.includes(root));
if (local) {
  throw new Error(`A fact says where something lies: ${local.slice(0, 200)}`);
}
writeFileSync(target, `${lines.join('\n')}\n`);
console.log(
  `Recorded ${lines.length} facts into ${path.relative(root, target)}`,
);
