/**
 * Reads a bill as the collectors `cost` and `account-spend` do, and prints one line of JSON: rows, sum in
 * millionths, seconds, and the most memory that the process had in mebibytes.
 *
 * Usage: readBill.ts <path>
 */
import path from 'path';
import { performance } from 'perf_hooks';
import { AccountOwners } from '../../plugins/readiness-backend-module-cost/src/attribution';
import { FocusSource } from '../../plugins/readiness-backend-module-cost/src/collector';

const file = process.argv[2];
const silent = {
  error: () => {},
  warn: () => {},
  info: () => {},
  debug: () => {},
  child: () => silent,
};

async function main(): Promise<void> {
  const source = new FocusSource({
    config: {
      files: [file],
      tagKeys: ['service', 'app'],
      columns: [],
      maxBytes: 1e12,
    },
    accounts: new AccountOwners([
      { pattern: '1122*', groupRef: 'group:default/a' },
    ]),
    directory: path.dirname(file),
    logger: silent,
  });
  const before = process.memoryUsage().rss;
  const started = performance.now();
  const { aggregate, problems } = await source.read({
    now: new Date('2026-06-01T12:00:00Z'),
    signal: new AbortController().signal,
  });
  const seconds = (performance.now() - started) / 1_000;
  if (problems.length) {
    throw new Error(problems[0].message);
  }
  const sum = aggregate.totals.get('EUR') ?? 0n;
  process.stdout.write(
    `${JSON.stringify({
      rows: aggregate.charges,
      sum: Number(sum / 10n ** 12n),
      seconds,
      beforeMiB: before / 2 ** 20,
      peakMiB: process.resourceUsage().maxRSS / 1_024,
    })}\n`,
  );
}

main().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
