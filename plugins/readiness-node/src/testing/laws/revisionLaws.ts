import { isDeepStrictEqual } from 'node:util';
import { JsonValue } from '@backstage/types';
import { CollectionTarget } from '../../collectors';
import { CollectorContract, CollectorLaw } from '../CollectorContract';
import {
  Collected,
  collectOnce,
  essenceOf,
  observationOf,
  saysTheSame,
} from './collectOnce';

/** Targets as the host hands them over after a run: with what was observed, and its mark. */
function afterwards(
  targets: CollectionTarget[],
  collected: Collected,
  mark: (revision: string | undefined) => string | undefined,
): CollectionTarget[] {
  return targets.map(target => {
    const observation = observationOf(collected, target.entityRef);
    return observation?.status === 'observed'
      ? {
          ...target,
          previous: observation.data,
          revision: mark(observation.revision),
        }
      : target;
  });
}

async function changeViolations(
  contract: CollectorContract & { now: Date },
  name: string,
): Promise<string[]> {
  const change = contract.changes?.find(each => each.name === name);
  const targets = await contract.targets();
  const collector = await contract.create();
  const before = await collectOnce(contract, targets, { collector });
  const undo = await change?.apply();
  try {
    const fresh = await collectOnce(contract, await contract.targets());
    const again = await collectOnce(
      contract,
      afterwards(await contract.targets(), before, revision => revision),
      { collector },
    );
    const changed = targets.filter(
      ({ entityRef }) =>
        !isDeepStrictEqual(dataOf(before, entityRef), dataOf(fresh, entityRef)),
    );
    if (changed.length === 0) {
      return [`After "${name}" nothing else is observed of any target.`];
    }
    return changed
      .filter(({ entityRef }) => !saysTheSame(entityRef, fresh, again))
      .map(
        ({ entityRef }) =>
          `After "${name}", ${entityRef} is not observed anew once its revision is handed in.`,
      );
  } finally {
    await undo?.();
  }
}

function dataOf(collected: Collected, entityRef: string): JsonValue {
  const observation = observationOf(collected, entityRef);
  return observation?.status === 'observed'
    ? JSON.parse(JSON.stringify(observation.data))
    : essenceOf(observation);
}

/** What revisions are for. */
export const revisionLaws: CollectorLaw[] = [
  {
    name: 'says that nothing changed only where the revision that holds is handed in',
    async check(contract) {
      const targets = await contract.targets();
      const first = await collectOnce(contract, targets);
      const marks: Array<[string, (revision?: string) => string | undefined]> =
        [
          ['without a revision', () => undefined],
          ['with a revision that it never gave', () => 'never-given'],
        ];
      const violations = first.observations
        .filter(({ status }) => status === 'unchanged')
        .map(({ entityRef }) => `${entityRef} is unchanged from the start.`);
      for (const [how, mark] of marks) {
        const again = await collectOnce(
          contract,
          afterwards(targets, first, mark),
        );
        violations.push(
          ...again.observations
            .filter(({ status }) => status === 'unchanged')
            .map(({ entityRef }) => `${entityRef} is unchanged ${how}.`),
        );
      }
      return violations;
    },
  },
  {
    name: 'says that nothing changed, or the same, where its revision is handed back',
    async check(contract) {
      const targets = await contract.targets();
      const first = await collectOnce(contract, targets);
      const again = await collectOnce(
        contract,
        afterwards(targets, first, revision => revision),
      );
      return targets
        .filter(({ entityRef }) => {
          const before = observationOf(first, entityRef);
          const isMarked =
            before?.status === 'observed' && before.revision !== undefined;
          return !(
            (isMarked &&
              observationOf(again, entityRef)?.status === 'unchanged') ||
            saysTheSame(entityRef, first, again)
          );
        })
        .map(
          ({ entityRef }) =>
            `${entityRef} is something else once its revision is handed back.`,
        );
    },
  },
  {
    name: 'sees a change of its source in spite of an earlier revision',
    async check(contract) {
      const violations: string[] = [];
      for (const { name } of contract.changes ?? []) {
        violations.push(...(await changeViolations(contract, name)));
      }
      return violations;
    },
  },
];
