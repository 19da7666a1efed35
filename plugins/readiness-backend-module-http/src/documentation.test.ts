import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  compileRecipe,
  testRecipe,
} from '@team-readiness/backstage-plugin-readiness-engine';
import { builtInRecipes } from '@team-readiness/backstage-plugin-readiness-standards';
import { readRecipe } from './__testUtils__/recipes';

const page = readFileSync(
  resolve(__dirname, '../../../docs/collectors/recipes.md'),
  'utf8',
);

describe('the page on recipes', () => {
  it('has recipes that pass their tests, all of it tested', async () => {
    const texts = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)]
      .map(([, block]) => block)
      .filter(block => block.includes('kind: Collector'));
    const reports = await Promise.all(
      texts.map(text => testRecipe(compileRecipe(readRecipe(text)))),
    );
    expect(
      reports.map(({ collector, failed, missed, tests }) => [
        collector,
        failed,
        missed,
        tests.length,
      ]),
    ).toEqual([
      ['load-tests', 0, [], 2],
      ['deploy-freeze', 0, [], 1],
    ]);
  });

  it('names each recipe that ships, with its fact, host and value', async () => {
    for (const { name, text } of await builtInRecipes()) {
      const { metadata, spec } = readRecipe(text);
      const row = page
        .split('\n')
        .find(line => line.startsWith(`| \`${name}\``));
      const values = Object.values(spec.request.headers).flatMap(header =>
        'from' in header ? [header.from] : [],
      );
      // One that asks for all entities at once may find them without an annotation.
      const annotations = [
        ...JSON.stringify(spec.target ?? {}).matchAll(
          /metadata\.annotations\.([^:"]+)/g,
        ),
      ].map(([, annotation]) => annotation);
      for (const word of [
        metadata.name,
        spec.request.host?.from,
        ...values,
        ...annotations,
      ]) {
        expect(`${name}: ${row}`).toContain(`\`${word}\``);
      }
    }
  });
});
