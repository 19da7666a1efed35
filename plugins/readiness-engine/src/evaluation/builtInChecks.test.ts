/**
 * The checks that ship with Readiness, over facts that are made up from their
 * schemas: whatever fits is answered, and the answer can be said.
 */
import {
  FactSnapshot,
  factSchemas,
} from '@team-readiness/backstage-plugin-readiness-common';
import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { arbitraryFact, arbitraryToday } from '../__testUtils__/arbitraryFact';
import { readScorecards } from '../definition/readScorecards';
import { projectFact } from './projectFact';

const documents = resolve(__dirname, '../../../readiness-standards/documents');
const now = new Date(`${arbitraryToday}T10:00:00Z`);

const { scorecards, problems } = readScorecards([], {
  builtIn: readdirSync(documents)
    .filter(file => file.endsWith('.yaml'))
    .map(source => ({
      source,
      text: readFileSync(join(documents, source), 'utf8'),
    })),
});

/** An entity as the catalog serves it; what checks ask of it is there or not. */
function arbitraryEntity(kinds: readonly string[]) {
  const texts = fc.constantFrom('', 'none', 'a', 'true', 'P2Y', 'dir:.');
  return fc.record(
    {
      apiVersion: fc.constant('backstage.io/v1alpha1'),
      kind: fc.constantFrom(...kinds),
      metadata: fc.record(
        {
          name: fc.constant('checkout'),
          annotations: fc.dictionary(
            fc.constantFrom(
              'backstage.io/techdocs-ref',
              'backstage.io/kubernetes-id',
              'backstage.io/source-template',
              ...[
                'dependencies',
                'data-classification',
                'personal-data',
                'retention',
                'rto',
                'blast-radius',
              ].map(name => `team-readiness.dev/${name}`),
            ),
            texts,
            { noNullPrototype: true },
          ),
        },
        { requiredKeys: ['name'], noNullPrototype: true },
      ),
      spec: fc.record(
        {
          type: fc.constantFrom(
            'service',
            'library',
            'website',
            'database',
            'team',
            'ml-model',
          ),
          lifecycle: fc.constantFrom('production', 'deprecated', 'beta'),
          owner: fc.constant('group:default/payments'),
          system: texts,
          providesApis: fc.constantFrom([], ['checkout']),
          consumesApis: fc.constantFrom([], ['pricing']),
        },
        { requiredKeys: ['type', 'owner'], noNullPrototype: true },
      ),
    },
    { noNullPrototype: true },
  );
}

describe('built-in checks', () => {
  it('are read without problems', () => {
    expect(problems).toEqual([]);
    expect(scorecards.length).toBeGreaterThan(1);
  });

  it.each(scorecards.map(scorecard => [scorecard.name, scorecard] as const))(
    'of %s read no more than they say, and answer whatever fits the schemas of their facts',
    (_name, scorecard) => {
      const read = new Set(scorecard.checks.flatMap(check => check.reads));
      const schemas = factSchemas.filter(
        ({ collector }) =>
          read.has(collector) ||
          collector === 'catalog' ||
          collector.startsWith('readiness/'),
      );
      const arbitraryFacts = fc.record(
        Object.fromEntries(
          schemas.map(schema => [schema.collector, arbitraryFact(schema)]),
        ),
        { noNullPrototype: true },
      );
      const entity = arbitraryEntity(['Component', 'Resource', 'Group']);
      fc.assert(
        fc.property(arbitraryFacts, entity, (facts, declared) => {
          const input = {
            entityRef: 'component:default/checkout',
            createdAt: null,
            connected: new Set(schemas.map(({ collector }) => collector)),
            now,
            facts: Object.fromEntries(
              Object.entries(facts).map(([collector, data]) => [
                collector,
                {
                  collector,
                  data: (collector === 'catalog'
                    ? { ...data, entity: declared }
                    : data) as FactSnapshot['data'],
                  observedAt: now.toISOString(),
                  expiresAt: null,
                },
              ]),
            ),
          };
          const evaluation = scorecard.evaluate(input);
          const explanations = scorecard.explain(input, evaluation);
          const broken = explanations
            .filter(({ outcome }) => outcome === 'error')
            .map(({ checkId, message }) => `${checkId}: ${message}`);
          expect(broken).toEqual([]);
          const messages = explanations.map(({ message }) => message);
          expect(messages).not.toContain('');

          // What is not read does not matter.
          const projected = {
            ...input,
            facts: Object.fromEntries(
              Object.entries(input.facts).flatMap(([collector, fact]) => {
                const paths = scorecard.factPaths.get(collector);
                return paths
                  ? [
                      [
                        collector,
                        { ...fact, data: projectFact(fact.data, paths) },
                      ],
                    ]
                  : [];
              }),
            ),
          };
          expect(scorecard.evaluate(projected)).toEqual(evaluation);
          expect(
            scorecard
              .explain(projected, evaluation)
              .map(({ message }) => message),
          ).toEqual(messages);
        }),
        { numRuns: 150 },
      );
    },
    60_000,
  );
});
