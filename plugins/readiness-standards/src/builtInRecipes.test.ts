import { isRecipe } from '@team-readiness/backstage-plugin-readiness-common';
import {
  compileRecipe,
  readCollectors,
  testRecipe,
} from '@team-readiness/backstage-plugin-readiness-engine';
import { builtInRecipes } from './builtInRecipes';

const names = [
  'argo-cd',
  'github-branch-protection',
  'github-code-scanning',
  'github-dependabot',
  'github-releases',
  'github-secret-scanning',
  'gitlab-releases',
  'mlflow-model-registry',
  'openssf-scorecard',
  'pagerduty-on-call',
  'prometheus-model-monitoring',
  'sonarqube',
];

describe('built-in recipes', () => {
  it('are these, and read', async () => {
    const sources = await builtInRecipes();
    expect(sources.map(({ name }) => name)).toEqual(names);
    // Two may observe the same fact from two hosts, of which an installation names one.
    const read = sources.map(source => readCollectors([source]));
    expect(read.flatMap(({ problems }) => problems)).toEqual([]);
    expect(read.flatMap(({ collectors }) => collectors)).toHaveLength(
      names.length,
    );
  });

  it.each(names)('%s passes its tests, which look at all of it', async name => {
    const sources = await builtInRecipes();
    const { collectors } = readCollectors(
      sources.filter(source => source.name === name),
    );
    const [{ document }] = collectors;
    if (!isRecipe(document)) {
      throw new Error('no recipe');
    }
    const report = await testRecipe(compileRecipe(document));
    expect(report.tests.filter(({ passed }) => !passed)).toEqual([]);
    expect(report.missed).toEqual([]);
    expect(report.tests.length).toBeGreaterThanOrEqual(3);
  });
});
