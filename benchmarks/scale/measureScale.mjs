import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { measure, start } from '../measure.mjs';
import { bundle } from './bundle.mjs';

/**
 * @typedef {object} ScaleOptions
 * @property {number[]} sizes - numbers of entities
 * @property {string[]} databases - `sqlite`, `postgres`
 * @property {number} checks
 * @property {number} teams - fewer where there are few entities
 * @property {number} rounds - readings of each page; 0: none
 * @property {number} days - that go by at the size `growthAt`
 * @property {number} growthAt
 * @property {number[]} replicas - numbers of processes that share the work at the size `replicasAt`; elsewhere one
 *   process works, for its memory
 * @property {number} replicasAt
 */

/**
 * Measures installations of each size on each database, and processes that only evaluate on PostgreSQL.
 *
 * @param {ScaleOptions} options
 * @param {(name: string) => Promise<string>} createDatabase - makes one and returns its connection string
 */
export async function measureScale(options, createDatabase) {
  const installation = await bundle('installation');
  const folder = mkdtempSync(path.join(tmpdir(), 'readiness-benchmark-'));
  const removeFolder = () => rmSync(folder, { recursive: true, force: true });
  process.on('exit', removeFolder);
  const installations = [];
  try {
    for (const database of options.databases) {
      for (const entities of options.sizes) {
        const size = {
          entities,
          checks: options.checks,
          teams: Math.min(options.teams, Math.max(20, entities / 4)),
        };
        console.error(`${database}: ${entities} × ${size.checks} …`);
        const connection =
          database === 'sqlite'
            ? `sqlite:${path.join(folder, `${entities}.sqlite`)}`
            : await createDatabase(`readiness_${entities}`);
        const measured = await measure(installation, [
          JSON.stringify({
            ...size,
            connection,
            rounds: options.rounds,
            days: entities === options.growthAt ? options.days : 0,
          }),
        ]);
        const replicas =
          database === 'postgres' && options.replicas.length
            ? await measureReplicas(
                { ...size, connection },
                entities === options.replicasAt ? options.replicas : [1],
              )
            : [];
        installations.push({ database, ...measured, replicas });
      }
    }
  } finally {
    removeFolder();
  }
  return installations;
}

/** Another edition of the standard is evaluated by one process, by two, and so on. */
async function measureReplicas(installation, counts) {
  const script = await bundle('evaluator');
  const preparation = await bundle('prepareEdition');
  const measured = [];
  for (const [index, count] of counts.entries()) {
    console.error(`  ${count} evaluating …`);
    const options = JSON.stringify({ ...installation, edition: 3 + index });
    await measure(preparation, [options]);
    const workers = Array.from({ length: count }, () =>
      start(script, [options]),
    );
    await Promise.all(workers.map(({ ready }) => ready));
    workers.forEach(({ go }) => go());
    const each = await Promise.all(workers.map(({ result }) => result));
    measured.push({
      replicas: count,
      ms: Math.max(...each.map(({ ms }) => ms)),
      entities: each.map(({ entities }) => entities),
      peakMb: Math.max(...each.map(({ peakMb }) => peakMb)),
    });
  }
  return measured;
}
