import { Knex } from 'knex';
import { databaseCpuMs } from './database';

/** How long something took, and how much of the machine. */
export interface Cost {
  ms: number;
  /** CPU of this process: evaluation, and SQLite. */
  ownCpuMs: number;
  /** CPU of PostgreSQL, for this database. */
  databaseCpuMs: number;
}

/** Runs a step and measures it. CPU is measured too since it does not depend on who else uses the machine. */
export async function measure(
  knex: Knex,
  work: () => Promise<unknown>,
): Promise<Cost> {
  const databaseBefore = await databaseCpuMs(knex);
  const cpuBefore = process.cpuUsage();
  const started = performance.now();
  await work();
  const ms = performance.now() - started;
  const { user, system } = process.cpuUsage(cpuBefore);
  return {
    ms: Math.round(ms),
    ownCpuMs: Math.round((user + system) / 1000),
    databaseCpuMs: (await databaseCpuMs(knex)) - databaseBefore,
  };
}

/** The value below which a share of the values lies. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[
    Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)
  ];
}
