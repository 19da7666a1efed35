import { areas } from '@team-readiness/backstage-plugin-readiness-common';
import {
  CompiledScorecard,
  readScorecards,
} from '@team-readiness/backstage-plugin-readiness-engine';
import { collectors } from './facts';

/** What is made up here; nothing is known of it but its name. */
const schemas = ['catalog', ...collectors].map(collector => ({
  collector,
  title: collector,
  description: 'Made up.',
  schema: {},
  example: null,
}));

/**
 * A scorecard over all areas whose checks look at lists, numbers and the entity, in the manner of the
 * built-in ones. Three sources of variety keep about a fifth of the results from being a pass.
 *
 * @param checkCount - Number of checks.
 * @param edition - Another one has another threshold in its first check.
 */
export function compileStandard(
  checkCount: number,
  edition: number,
): CompiledScorecard {
  const checks = Array.from({ length: checkCount }, (_, index) => {
    const collector = collectors[index % collectors.length];
    const other = collectors[(index + 1) % collectors.length];
    const threshold = index === 0 ? edition : (index * 30) / checkCount;
    return {
      id: `check-${index}`,
      title: `Check ${index}`,
      question: 'Is it so?',
      rationale: 'Because.',
      area: areas[index % areas.length],
      level: 1 + (index % 3),
      gate: index % 2 === 0,
      effort: 1,
      condition: `facts.${collector}.items.exists(i, i.value > ${
        60 + Math.floor((index * 30) / checkCount)
      }) && facts.${collector}.number >= ${Math.floor(
        threshold,
      )} && (facts.${other}.number < 90 || facts.catalog.tier == 1)`,
      messages: { pass: 'It is.', fail: 'It is not.' },
      lookedFor: 'It.',
      remediation: { text: 'Make it so.' },
    };
  });
  const text = JSON.stringify({
    apiVersion: 'team-readiness.dev/v1',
    kind: 'Scorecard',
    metadata: { name: 'benchmark', title: 'Benchmark', description: 'Load.' },
    spec: {
      target: { kind: 'Component' },
      levels: [1, 2, 3].map(level => ({
        level,
        name: `Level ${level}`,
        description: 'A rung.',
      })),
      targets: [{ when: { kind: 'Component' }, level: 2 }],
      checks,
    },
  });
  const { scorecards, problems } = readScorecards(
    [{ source: 'benchmark.yaml', text }],
    { builtIn: [], facts: schemas },
  );
  if (scorecards.length !== 1) {
    throw new Error(problems.map(problem => problem.message).join('\n'));
  }
  return scorecards[0];
}
