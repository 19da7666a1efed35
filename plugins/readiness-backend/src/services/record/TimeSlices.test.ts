import {
  DeliveryCoverage,
  DeliveryRecord,
} from '@team-readiness/backstage-plugin-readiness-engine';
import { toDeliveryHistory } from './deliveryHistory';
import { TimeSlices } from './TimeSlices';

const day = 86_400_000;
const now = new Date('2026-11-21T10:00:00Z');
const coverage: DeliveryCoverage = {
  changes: true,
  commits: true,
  deployments: true,
  planned: false,
  failures: true,
  updates: false,
};

/** 250 deployments and 500 changes in 500 days; on Fridays every second one fails. */
function busy(name: string): DeliveryRecord {
  const at = (index: number) => now.getTime() - 500 * day + index * 2 * day;
  return {
    since: at(0),
    coverage,
    freezes: [],
    incidents: [],
    deployments: Array.from({ length: 250 }, (_, index) => ({
      id: `${name} ${index}`,
      environment: 'production',
      at: at(index),
      startedAt: null,
      commit: null,
      artifact: null,
      digest: null,
      run: null,
      approved: false,
      planned: null,
      ranBeforeIn: null,
      changes: [],
      failure:
        new Date(at(index)).getUTCDay() === 5 && index % 4 === 0
          ? { reasons: [], incidents: [], recoveredAt: at(index) + day / 24 }
          : null,
    })),
    changes: Array.from({ length: 500 }, (_, index) => ({
      id: `${name} c${index}`,
      mergedAt: at(index / 2) - day / 2,
      firstCommitAt: at(index / 2) - day,
      deployedAt: at(index / 2),
      approved: null,
    })),
  };
}

it('lets others go first while the delivery of 500 busy services is computed', async () => {
  const records = Array.from({ length: 500 }, (_, index) => busy(`s${index}`));
  let turns = 0;
  let longest = 0;
  // In time of this process: a machine that is busy with other work may let it wait.
  const elapsed = () => process.cpuUsage().user / 1_000;
  let last = elapsed();
  const begin = last;
  let ended = false;
  const turn = () => {
    const time = elapsed();
    longest = Math.max(longest, time - last);
    last = time;
    turns += 1;
    if (!ended) {
      setImmediate(turn);
    }
  };
  setImmediate(turn);
  const history = await new TimeSlices().run(
    toDeliveryHistory(records, { days: 200, timeZone: 'Europe/Berlin', now }),
  );
  ended = true;
  const total = elapsed() - begin;
  expect(history.entities).toBe(500);
  // Ten milliseconds each; much is left to what else the process does meanwhile.
  expect(turns).toBeGreaterThan(total / 100);
  expect(longest).toBeLessThan(total / 3);
});
