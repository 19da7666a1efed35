import {
  FactSchema,
  factSchemas,
} from '@team-readiness/backstage-plugin-readiness-common';
import { readScorecards } from '@team-readiness/backstage-plugin-readiness-engine';
import {
  CheckText,
  scorecardText,
} from '../../definitions/__testUtils__/scorecardText';

/** The fact `a`, of which nothing is known but its name. */
const anyFact: FactSchema = {
  collector: 'a',
  title: 'the fact a',
  description: 'For tests.',
  schema: {},
  example: null,
};

const ok: CheckText = { id: 'ok', condition: 'facts.a.ok' };
const better: CheckText = {
  id: 'better',
  level: 2,
  condition: 'facts.a.better',
};
const dependencies: CheckText = {
  id: 'dependencies',
  level: 2,
  condition:
    'facts["readiness/dependencies"].items.all(i, i.ceiling == 0 || i.baseLevel >= 1)',
};
const wellConnected: CheckText = {
  id: 'well-connected',
  level: 3,
  appliesWhen: 'facts["readiness/relations"].dependencyCount > 0',
  condition:
    'size(facts["readiness/relations"].unresolved) == 0 && facts["readiness/relations"].dependentCount < 3',
};
const announced: CheckText = {
  id: 'announced',
  stage: 'warn',
  condition: 'facts.a.better',
};
const summed: CheckText = {
  id: 'summed',
  condition:
    'facts["readiness/rollup"].checks.all(c, c.pass * 2.0 >= c.applicable)',
};
const target = (...kinds: string[]) => ({
  target: { kind: { $in: kinds } },
  holdDays: 0,
});

/** Two versions of a scorecard over Components, one over Groups, one over Templates and others. */
export const graphScorecards = [
  scorecardText(
    'service',
    [ok, better, dependencies, wellConnected, announced],
    target('Component'),
  ),
  scorecardText(
    'service',
    [ok, { ...better, level: 1 }, dependencies, wellConnected],
    target('Component'),
  ),
  scorecardText('team', [summed, { ...ok, gate: false }], target('Group')),
  scorecardText(
    'platform',
    [
      { ...summed, appliesTo: { kind: 'Template' } },
      { ...ok, appliesTo: { kind: 'Component' } },
    ],
    target('Template', 'Component'),
  ),
].map(text => {
  const { scorecards, problems } = readScorecards(
    [{ source: 'graph.yaml', text }],
    { builtIn: [], facts: [...factSchemas, anyFact] },
  );
  if (!scorecards[0]) {
    throw new Error(problems.map(({ message }) => message).join('\n'));
  }
  return scorecards[0];
});
