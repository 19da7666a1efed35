import { setTimeout } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { CollectionTarget } from '../../collectors';
import {
  CollectorContract,
  CollectorLaw,
  SourceChange,
} from '../CollectorContract';
import {
  Collected,
  collectOnce,
  messageOf,
  observationOf,
  saysTheSame,
} from './collectOnce';
import { dataViolations } from './observationLaws';
import { oddTargets } from './oddTargets';

const patienceMs = 1_000;
const stepMs = 10;

/** Runs something while the source is changed. */
async function during<T>(
  change: SourceChange,
  work: () => Promise<T>,
): Promise<T> {
  const undo = await change.apply();
  try {
    return await work();
  } finally {
    await undo();
  }
}

async function breakageViolations(
  contract: CollectorContract & { now: Date },
  breakage: SourceChange,
): Promise<string[]> {
  const targets = await contract.targets();
  const healthy = await collectOnce(contract, targets);
  const say = (what: string) => `While "${breakage.name}": ${what}.`;
  const violations: string[] = [];
  let lost = 0;
  // Also a collector that has seen the source well, which may remember what it saw.
  const experienced = await contract.create();
  await collectOnce(contract, targets, { collector: experienced });
  await during(breakage, async () => {
    for (const collector of [await contract.create(), experienced]) {
      let broken: Collected;
      try {
        broken = await collectOnce(contract, targets, { collector });
      } catch {
        lost += 1;
        continue;
      }
      for (const { entityRef } of targets) {
        const observation = observationOf(broken, entityRef);
        const status = observation?.status ?? 'failed';
        if (status === 'failed' || status === 'deferred') {
          lost += 1;
        } else if (!saysTheSame(entityRef, healthy, broken)) {
          violations.push(
            say(`${entityRef} is ${status} and something else than before`),
          );
        }
      }
    }
  });
  if (lost === 0 && violations.length === 0) {
    violations.push(say('no observation of any target is lost'));
  }
  const after = await collectOnce(contract, targets);
  violations.push(
    ...targets
      .filter(({ entityRef }) => !saysTheSame(entityRef, healthy, after))
      .map(({ entityRef }) =>
        say(`${entityRef} is not observed as before once it is over`),
      ),
  );
  return violations;
}

/**
 * Does a run end within a second once it is aborted? The second is one of this process: it is waited in steps, each of
 * which lets go on what is ready, so that a busy machine takes nothing of it away from the collector.
 */
async function stopsInTime(
  contract: CollectorContract & { now: Date },
  targets: CollectionTarget[],
  abortAfterMs: number | undefined,
): Promise<boolean> {
  const controller = new AbortController();
  if (abortAfterMs === undefined) {
    controller.abort();
  }
  const collector = await contract.create();
  let isOver = false;
  const work = collectOnce(contract, targets, {
    collector,
    signal: controller.signal,
  })
    .catch(() => {})
    .then(() => {
      isOver = true;
    });
  const wait = async (ms: number) => {
    const ended = new AbortController();
    const { signal } = ended;
    await Promise.race([work, setTimeout(ms, undefined, { signal })]).catch(
      () => {},
    );
    ended.abort();
  };
  if (abortAfterMs !== undefined) {
    await wait(abortAfterMs);
    controller.abort();
  }
  for (let waited = 0; waited < patienceMs && !isOver; waited += stepMs) {
    await wait(stepMs);
  }
  return isOver;
}

/** What happens where something is broken, gone or given up. */
export const failureLaws: CollectorLaw[] = [
  {
    name: 'lets no broken entity stop another',
    async check(contract) {
      const targets = await contract.targets();
      const broken = (await contract.brokenTargets?.()) ?? [];
      const odd = [...broken, ...oddTargets(targets)];
      const collector = await contract.create();
      const healthy = await collectOnce(contract, targets);
      const among = await collectOnce(contract, [...odd, ...targets], {
        collector,
      });
      return [
        ...targets
          .filter(({ entityRef }) => !saysTheSame(entityRef, healthy, among))
          .map(
            ({ entityRef }) =>
              `${entityRef} is observed differently beside broken entities.`,
          ),
        ...broken
          .filter(({ entityRef }) => {
            const observation = observationOf(among, entityRef);
            return (
              observation &&
              observation.status !== 'failed' &&
              !observation.problems?.length
            );
          })
          .map(
            ({ entityRef }) =>
              `${entityRef} is broken, but neither failed nor has a problem.`,
          ),
        ...among.observations.flatMap(each => dataViolations(collector, each)),
      ];
    },
  },
  {
    name: 'observes nothing of a source that is gone, and all of it when it is back',
    async check(contract) {
      const violations: string[] = [];
      for (const breakage of contract.breakages ?? []) {
        violations.push(...(await breakageViolations(contract, breakage)));
      }
      return violations;
    },
  },
  {
    name: 'stops within a second once it is aborted',
    async check(contract) {
      const targets = await contract.targets();
      const violations: string[] = [];
      for (const after of [undefined, 0, 20]) {
        const when = after === undefined ? 'before' : `${after} ms after`;
        if (!(await stopsInTime(contract, targets, after))) {
          violations.push(`It goes on when aborted ${when} the start.`);
        }
      }
      for (const breakage of contract.breakages ?? []) {
        const stops = await during(breakage, () =>
          stopsInTime(contract, targets, 50),
        );
        if (!stops) {
          violations.push(`It goes on when aborted while "${breakage.name}".`);
        }
      }
      return violations;
    },
  },
  {
    name: 'can be closed at any time, and twice',
    async check(contract) {
      const targets = await contract.targets();
      const violations: string[] = [];
      const runs: Array<[string, CollectionTarget[], boolean]> = [
        ['unused', [], false],
        ['used', targets, false],
        ['aborted', targets, true],
      ];
      for (const [what, batch, aborted] of runs) {
        const controller = new AbortController();
        const { signal } = controller;
        const collector = await contract.create();
        const run = await collector.open({ now: contract.now, signal });
        if (aborted) {
          controller.abort();
        }
        if (batch.length > 0) {
          await run.collect(batch, { signal }).catch(() => {});
        }
        try {
          await run.close?.();
          await run.close?.();
        } catch (error) {
          violations.push(
            `A run that was ${what} cannot be closed twice: ${messageOf(
              error,
            )}`,
          );
        }
      }
      const before = await collectOnce(contract, targets);
      const after = await collectOnce(contract, targets);
      if (!isDeepStrictEqual(refsOf(before), refsOf(after))) {
        violations.push('After a run was closed, the next one is another.');
      }
      return violations;
    },
  },
];

function refsOf(collected: Collected): string[] {
  return collected.observations.map(({ entityRef }) => entityRef).sort();
}
