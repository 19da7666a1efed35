import { isDeepStrictEqual } from 'node:util';
import {
  maxProblemMessageLength,
  Problem,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  boundedJson,
  factBounds,
  factViolations,
} from '@team-readiness/backstage-plugin-readiness-engine';
import { Collector, Observation } from '../../collectors';
import { CollectorLaw } from '../CollectorContract';
import { collectOnce, saysTheSame } from './collectOnce';
import { factSchemaOf } from './factSchemaOf';

/** The most characters of a fact's JSON that the host takes. */
const maxFactLength = 262_144;
const maxRevisionLength = 200;
const subjects = ['entity', 'file', 'collector'];

/** What is wrong with the data of an observation. */
export function dataViolations(
  collector: Collector,
  observation: Observation,
): string[] {
  if (observation.status !== 'observed') {
    return [];
  }
  const { entityRef, data, revision } = observation;
  const violations: string[] = [];
  const { value, complete } = boundedJson(data, factBounds);
  const text = JSON.stringify(data) ?? 'null';
  if (!isDeepStrictEqual(JSON.parse(text), value)) {
    violations.push('it holds what JSON does not, or keys of a prototype');
  } else if (!complete || text.length > maxFactLength) {
    violations.push(
      'it is larger or deeper than the host takes, or holds what JSON does not',
    );
  }
  violations.push(...factViolations(factSchemaOf(collector), data));
  if (
    revision !== undefined &&
    (typeof revision !== 'string' ||
      revision === '' ||
      revision.length > maxRevisionLength)
  ) {
    violations.push('its revision is no text of 1 to 200 characters');
  }
  return violations.map(each => `The data of ${entityRef}: ${each}.`);
}

function problemViolations(problem: Problem): string[] {
  const { subject, name, message, reporter } = problem ?? {};
  const isText = (text: unknown, length: number) =>
    typeof text === 'string' && text.trim() !== '' && text.length <= length;
  return subjects.includes(subject) &&
    isText(name, 300) &&
    isText(reporter, 300) &&
    isText(message, maxProblemMessageLength)
    ? []
    : [`No problem that people can read: ${JSON.stringify(problem)}.`];
}

function statusViolations(observation: Observation, now: Date): string[] {
  const { entityRef } = observation;
  switch (observation.status) {
    case 'observed':
    case 'absent':
    case 'unchanged':
      return [];
    case 'failed':
      return observation.error instanceof Error && observation.error.message
        ? []
        : [`${entityRef} failed without an error.`];
    case 'deferred':
      return observation.until instanceof Date && observation.until > now
        ? []
        : [`${entityRef} is deferred, but not until a later moment.`];
    default:
      return [`${entityRef} has no known status.`];
  }
}

/** What comes out of a run whose source is well. */
export const observationLaws: CollectorLaw[] = [
  {
    name: 'says at most one thing about each target, and nothing about others',
    async check(contract) {
      const targets = await contract.targets();
      const { observations } = await collectOnce(contract, targets);
      const refs = targets.map(({ entityRef }) => entityRef);
      const violations = observations.flatMap(each =>
        statusViolations(each, contract.now),
      );
      const seen = new Set<string>();
      for (const { entityRef } of observations) {
        if (!refs.includes(entityRef)) {
          violations.push(`${entityRef} is none of the targets.`);
        } else if (seen.has(entityRef)) {
          violations.push(`${entityRef} is observed twice.`);
        }
        seen.add(entityRef);
      }
      if (!observations.some(({ status }) => status === 'observed')) {
        violations.push('No target is observed, so that nothing is shown.');
      }
      const none = await collectOnce(contract, []);
      if (none.observations.length > 0) {
        violations.push('Something is said about an empty batch.');
      }
      return violations;
    },
  },
  {
    name: 'observes JSON that fits its schema and the bounds of the host',
    async check(contract) {
      const collector = await contract.create();
      const targets = await contract.targets();
      const collected = await collectOnce(contract, targets, { collector });
      return collected.observations.flatMap(each =>
        dataViolations(collector, each),
      );
    },
  },
  {
    name: 'tells problems that people can read',
    async check(contract) {
      const targets = [
        ...(await contract.targets()),
        ...((await contract.brokenTargets?.()) ?? []),
      ];
      const { observations, problems } = await collectOnce(contract, targets);
      return [
        ...problems,
        ...observations.flatMap(each => each.problems ?? []),
      ].flatMap(problemViolations);
    },
  },
  {
    name: 'observes the same of the same source, whatever the order and the batches',
    async check(contract) {
      const targets = await contract.targets();
      const first = await collectOnce(contract, targets);
      const collector = await contract.create();
      const others = {
        'a second time': await collectOnce(contract, targets, { collector }),
        'by the same collector again': await collectOnce(contract, targets, {
          collector,
        }),
        'in the other order': await collectOnce(
          contract,
          [...targets].reverse(),
        ),
        'one by one': await collectOnce(contract, targets, { batchSize: 1 }),
      };
      return Object.entries(others).flatMap(([how, other]) =>
        targets
          .filter(({ entityRef }) => !saysTheSame(entityRef, first, other))
          .map(
            ({ entityRef }) => `${entityRef} is observed differently ${how}.`,
          ),
      );
    },
  },
  {
    name: 'leaves its targets as they are',
    async check(contract) {
      const targets = await contract.targets();
      const before = targets.map(target => JSON.stringify(target));
      await collectOnce(contract, targets);
      return targets
        .filter((target, index) => JSON.stringify(target) !== before[index])
        .map(({ entityRef }) => `${entityRef} was changed.`);
    },
  },
];
