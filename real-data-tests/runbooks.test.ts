/**
 * Runbooks of others: what the collector finds in 389 of them, and how often that is right in 30 that were
 * read by eye.
 */
import { RepositoryFact } from '@team-readiness/backstage-plugin-readiness-common';
import { RepositoryCollector } from '@team-readiness/backstage-plugin-readiness-backend-module-repository';
import { localFiles, observeAll, targetIn } from './localFiles';
import { Reading } from './Reading';
import { realFiles } from './realData';
import {
  partsOf,
  readByEye,
  readByEyeLater,
  RunbookPart,
  runbookParts,
} from './runbookSections';

const files = realFiles('runbooks/**/*.md');
const schedule = { frequency: { hours: 24 }, timeToLive: { days: 3 } };

/** Found, of those that were read by eye: rightly, wrongly, and what was missed. */
interface Tally {
  right: number;
  wrong: number;
  missed: number;
}

describe('runbooks of others', () => {
  const reading = new Reading('Runbooks');
  const parts = new Map<string, RunbookPart[]>();

  beforeAll(async () => {
    const targets = files.map(({ name }, index) => {
      const [topic, repository, ...rest] = name.split('/');
      return targetIn(`${topic}/${repository}`, {
        name: `runbook-${index}`,
        annotations: { 'team-readiness.dev/runbook': rest.join('/') },
      });
    });
    const collector = new RepositoryCollector({
      files: localFiles(),
      schedule,
    });
    const observed = await observeAll(
      collector,
      targets,
      new Date('2026-11-01T00:00:00Z'),
    );
    for (const [index, { name }] of files.entries()) {
      const it = observed.get(`component:default/runbook-${index}`);
      const { runbook } = it?.data as RepositoryFact;
      const [problem] = it?.problems ?? [];
      if (runbook && !problem) {
        reading.addRead();
      } else {
        reading.addUnread(
          problem ? `${name}:${problem.line ?? 1}` : name,
          problem?.message ?? 'it was not found',
        );
      }
      parts.set(name, partsOf(runbook?.sections ?? []));
    }
  });

  const measures: string[] = [];

  afterAll(() => {
    reading.print();
    process.stdout.write(`${measures.join('\n')}\n`);
  });

  it('reads every one', () => {
    expect(files).toHaveLength(389);
    expect(reading.unread).toEqual([]);
  });

  it('finds parts in as many as before', () => {
    const count = (part: RunbookPart, repository: string) =>
      [...parts].filter(
        ([name, found]) => name.includes(repository) && found.includes(part),
      ).length;
    const counts = Object.fromEntries(
      runbookParts.map(part => [
        part,
        [count(part, 'openshift__'), count(part, 'prometheus-operator__')],
      ]),
    );
    expect(counts).toEqual({
      impact: [253, 105],
      diagnosis: [252, 94],
      mitigation: [248, 84],
      escalation: [99, 0],
    });
  });

  /** How often a part that is told is there, and one that is there is told. */
  function compare(
    truths: ReadonlyMap<string, readonly RunbookPart[]>,
  ): Record<string, Tally> {
    expect([...truths.keys()].filter(name => !parts.has(name))).toEqual([]);
    measures.push(`  of ${truths.size} that were read by eye:`);
    return Object.fromEntries(
      runbookParts.map((part): [string, Tally] => {
        const tally = { right: 0, wrong: 0, missed: 0 };
        for (const [name, truth] of truths) {
          const found = parts.get(name)?.includes(part) ?? false;
          const there = truth.includes(part);
          tally.right += found && there ? 1 : 0;
          tally.wrong += found && !there ? 1 : 0;
          tally.missed += !found && there ? 1 : 0;
        }
        const { right, wrong, missed } = tally;
        const precision = (right / (right + wrong)).toFixed(2);
        const recall = (right / (right + missed)).toFixed(2);
        measures.push(`  ${part}: precision ${precision}, recall ${recall}`);
        return [part, tally];
      }),
    );
  }

  it('agrees with what was read by eye', () => {
    // Before the rules on sentences and promises: mitigation { right: 24, wrong: 3, missed: 0 },
    // escalation { right: 0, wrong: 0, missed: 4 }.
    expect(compare(readByEye)).toEqual({
      impact: { right: 28, wrong: 0, missed: 0 },
      diagnosis: { right: 24, wrong: 0, missed: 0 },
      mitigation: { right: 24, wrong: 1, missed: 0 },
      escalation: { right: 4, wrong: 0, missed: 0 },
    });
  });

  it('agrees with what was read by eye when the rules were finished', () => {
    expect(compare(readByEyeLater)).toEqual({
      impact: { right: 17, wrong: 0, missed: 0 },
      diagnosis: { right: 16, wrong: 0, missed: 2 },
      mitigation: { right: 13, wrong: 2, missed: 2 },
      escalation: { right: 1, wrong: 0, missed: 0 },
    });
  });
});
