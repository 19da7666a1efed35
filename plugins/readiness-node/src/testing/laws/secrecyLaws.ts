import { homedir, tmpdir } from 'node:os';
import { inspect } from 'node:util';
import { CollectionTarget, Observation } from '../../collectors';
import { CollectorContract, CollectorLaw } from '../CollectorContract';
import { collectOnce, messageOf } from './collectOnce';
import { oddTargets } from './oddTargets';

/** What was told in a run: to people, and in all. */
interface Told {
  toPeople: string;
  inAll: string;
}

function everythingOf(error: unknown): string {
  return error instanceof Error
    ? [
        error.message,
        error.stack,
        inspect(error, { depth: 10 }),
        JSON.stringify(error),
      ].join('\n')
    : inspect(error, { depth: 10 });
}

function tellOf(observation: Observation): Told[] {
  const { status, problems } = observation;
  const told = [JSON.stringify(problems ?? [])];
  if (status === 'observed') {
    told.push(JSON.stringify(observation.data), observation.revision ?? '');
  }
  const all = told.map(text => ({ toPeople: text, inAll: text }));
  return status === 'failed'
    ? [
        ...all,
        {
          toPeople: messageOf(observation.error),
          inAll: everythingOf(observation.error),
        },
      ]
    : all;
}

async function tell(
  contract: CollectorContract & { now: Date },
  targets: CollectionTarget[],
): Promise<Told[]> {
  try {
    const { observations, problems } = await collectOnce(contract, targets);
    const text = JSON.stringify(problems);
    return [{ toPeople: text, inAll: text }, ...observations.flatMap(tellOf)];
  } catch (error) {
    return [{ toPeople: messageOf(error), inAll: everythingOf(error) }];
  }
}

/** A secret, and how it may look elsewhere. */
function formsOf(secret: string): string[] {
  return [
    secret,
    encodeURIComponent(secret),
    JSON.stringify(secret).slice(1, -1),
    Buffer.from(secret).toString('base64').replace(/=+$/, ''),
  ];
}

/** What must be told nowhere. */
export const secrecyLaws: CollectorLaw[] = [
  {
    name: 'tells no secret, and no path of the machine',
    async check(contract) {
      const targets = await contract.targets();
      const broken = (await contract.brokenTargets?.()) ?? [];
      const told = await tell(contract, [
        ...targets,
        ...broken,
        ...oddTargets(targets),
      ]);
      for (const breakage of contract.breakages ?? []) {
        const undo = await breakage.apply();
        try {
          told.push(...(await tell(contract, targets)));
        } finally {
          await undo();
        }
      }
      const paths = [process.cwd(), tmpdir(), homedir()].filter(
        path => path.length > 1,
      );
      const violations: string[] = [];
      if (
        (contract.secrets ?? [])
          .flatMap(formsOf)
          .some(form => told.some(({ inAll }) => inAll.includes(form)))
      ) {
        violations.push('A secret is told.');
      }
      const path = paths.find(each =>
        told.some(({ toPeople }) => toPeople.includes(`${each}/`)),
      );
      if (path) {
        violations.push('A path of the machine is told.');
      }
      return violations;
    },
  },
];
