import { factSchemas } from '@team-readiness/backstage-plugin-readiness-common';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { PartialCheck, toText } from '../__testUtils__/testScorecard';
import { readScorecards } from '../definition/readScorecards';

/** The examples of `docs/cel.md`, each with the outcome that its comment gives. */
function readExamples(): Array<[string, string, Partial<PartialCheck>]> {
  const text = readFileSync(
    path.resolve(__dirname, '../../../../docs/cel.md'),
    'utf8',
  );
  return [
    ...text.matchAll(/^### (\d+\. .+)\n+```yaml\n# (\S+)\n([^`]+)```/gm),
  ].map(([, title, outcome, yaml]) => [title, outcome, parse(yaml)]);
}

const now = new Date('2026-06-01T00:00:00Z');
const params = {
  lifecycles: ['experimental', 'production', 'deprecated'],
  documentWords: 100,
  freshDays: 180,
};

describe('the examples of the documentation', () => {
  const examples = readExamples();

  it('are twenty', () => {
    expect(examples).toHaveLength(20);
  });

  it.each(examples)('%s is %s', (_title, outcome, check) => {
    const { scorecards, problems } = readScorecards(
      [
        {
          source: 'docs/cel.md',
          text: toText(
            [
              { id: 'example', ...check },
              { id: 'readme-there', condition: 'true' },
            ],
            { params },
          ),
        },
      ],
      { builtIn: [] },
    );
    expect(problems).toEqual([]);
    const facts = Object.fromEntries(
      factSchemas.flatMap(({ collector, example }) =>
        example
          ? [
              [
                collector,
                {
                  collector,
                  data: example,
                  observedAt: now.toISOString(),
                  expiresAt: null,
                },
              ],
            ]
          : [],
      ),
    );
    const evaluation = scorecards[0].evaluate({
      entityRef: 'component:default/checkout',
      createdAt: null,
      facts,
      connected: new Set(Object.keys(facts)),
      now,
    });
    expect(evaluation.results[0]).toMatchObject({
      checkId: 'example',
      outcome,
    });
  });
});
