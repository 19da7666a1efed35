/**
 * Runs conditions through a second implementation of CEL, over facts that are
 * made up from their schemas, and compares the answers: those of all built-in
 * scorecards, and conditions that are made up, too.
 */
import {
  factSchemas,
  FactSchema,
} from '@team-readiness/backstage-plugin-readiness-common';
import { JsonObject } from '@backstage/types';
import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { arbitraryCondition } from '../__testUtils__/arbitraryCondition';
import { arbitraryFact, arbitraryToday } from '../__testUtils__/arbitraryFact';
import { compileElsewhere, OtherAnswer } from '../__testUtils__/otherEngine';
import { propertyRuns, propertyTimeout } from '../__testUtils__/propertyRuns';
import { readDay } from '../calendar/calendarDay';
import { ownerFact } from '../evaluation/factReads';
import { CelClock, CelFailure } from './CelEngine';
import { checkEngine } from './checkEngine';
import { Condition } from './Condition';

jest.setTimeout(propertyTimeout);

const documents = resolve(__dirname, '../../../readiness-standards/documents');
const today = readDay(arbitraryToday) as number;
const clock: CelClock = { today, flipsOn: () => {} };
const now = new Date(arbitraryToday);

interface Expression {
  file: string;
  check: string;
  source: string;
  params: Record<string, unknown>;
  /** Texts that the conditions of the document name: facts should hold them, too. */
  texts: string[];
}

interface DocumentCheck {
  id: string;
  condition?: string;
  appliesWhen?: string;
  unknownWhen?: string;
}

function readTexts(sources: string[], params: Record<string, unknown>) {
  const literals = sources.flatMap(source =>
    [...source.matchAll(/"([^"\\]*)"|'([^'\\]*)'/g)].map(
      ([, double, single]) => double ?? single,
    ),
  );
  const inParams = Object.values(params)
    .flat()
    .filter(value => typeof value === 'string');
  return [...new Set([...literals, ...inParams])];
}

function readExpressions(): Expression[] {
  return readdirSync(documents)
    .filter(file => file.endsWith('.yaml'))
    .flatMap(file =>
      parseAllDocuments(readFileSync(resolve(documents, file), 'utf8')).map(
        each => ({ file, content: each.toJS({ maxAliasCount: -1 }) }),
      ),
    )
    .filter(({ content }) => content?.kind === 'Scorecard')
    .flatMap(({ file, content }) => {
      const { checks, params = {} } = content.spec as {
        checks: DocumentCheck[];
        params?: Record<string, unknown>;
      };
      const sourcesOf = (check: DocumentCheck) =>
        [check.condition, check.appliesWhen, check.unknownWhen].filter(
          source => source !== undefined,
        );
      const texts = readTexts(checks.flatMap(sourcesOf), params);
      return checks.flatMap(check =>
        sourcesOf(check).map(source => ({
          file,
          check: check.id,
          source,
          params,
          texts,
        })),
      );
    });
}

/** The schema of whatever is read of the catalog's entity. */
const entitySchema: FactSchema = {
  collector: 'entity',
  title: 'an entity',
  description: 'For tests.',
  example: null,
  schema: {
    type: 'object',
    properties: {
      kind: { enum: ['Component', 'Group', 'Template'] },
      metadata: {
        type: 'object',
        properties: {
          name: { type: 'string' },
          description: { type: 'string' },
          annotations: {
            type: 'object',
            additionalProperties: { type: 'string' },
          },
          labels: { type: 'object', additionalProperties: { type: 'string' } },
          tags: { type: 'array', items: { type: 'string' } },
          links: {
            type: 'array',
            items: {
              type: 'object',
              properties: {
                url: { type: 'string', format: 'uri' },
                title: { type: 'string' },
              },
              required: ['url'],
            },
          },
        },
        required: ['name'],
      },
      spec: {
        type: 'object',
        properties: {
          type: { type: 'string' },
          lifecycle: { type: 'string' },
          owner: { type: 'string' },
          system: { type: 'string' },
          profile: { type: 'object', additionalProperties: { type: 'string' } },
        },
      },
      relations: {
        type: 'array',
        items: {
          type: 'object',
          properties: {
            type: { enum: ['ownedBy', 'dependsOn', 'partOf'] },
            targetRef: { type: 'string' },
          },
          required: ['type', 'targetRef'],
        },
      },
    },
    required: ['kind', 'metadata', 'spec'],
  },
};

const byCollector = new Map(factSchemas.map(each => [each.collector, each]));

/** Variables of a condition: of the facts that it reads, each is there most of the time. */
function arbitraryVariables(
  source: string,
  params: Record<string, unknown>,
  texts: string[],
): fc.Arbitrary<Record<string, unknown>> {
  const { members, reads } = checkEngine.compile(source, 'bool');
  const known = [...members.facts].flatMap(id => byCollector.get(id) ?? []);
  // The other one takes has() of what cannot be reached for false, where CEL fails.
  const mayBeMissing = !source.includes('has(');
  const presence = (fact: fc.Arbitrary<JsonObject>) =>
    mayBeMissing ? fc.option(fact, { freq: 12, nil: undefined }) : fact;
  const facts = fc.record(
    Object.fromEntries(
      known.map(fact => [fact.collector, presence(arbitraryFact(fact, texts))]),
    ),
    { noNullPrototype: true },
  );
  const results = fc.record(
    Object.fromEntries(
      [...(members.results ?? [])].map(id => [
        id,
        fc.constantFrom('pass', 'fail', 'unknown', 'error', 'exempt'),
      ]),
    ),
    { requiredKeys: [], noNullPrototype: true },
  );
  const owner = byCollector.get(ownerFact);
  const only = <T>(name: string, value: fc.Arbitrary<T>) =>
    reads.has(name) ? presence(value as never) : fc.constant(undefined);
  return fc
    .record({
      facts,
      entity: only('entity', arbitraryFact(entitySchema, texts)),
      owner: only(
        'owner',
        owner ? arbitraryFact(owner, texts) : fc.constant({}),
      ),
      results,
    })
    .map(made => ({
      // What is undefined is left out, as in an evaluation.
      ...(JSON.parse(JSON.stringify(made)) as Record<string, unknown>),
      params: JSON.parse(JSON.stringify(params)),
    }));
}

function toAnswer(value: unknown): OtherAnswer {
  return value instanceof CelFailure ? 'failure' : (value as boolean);
}

/** Asks both, and the condition in its parts. */
function compare(
  source: string,
): (variables: Record<string, unknown>) => OtherAnswer {
  const condition = Condition.compile(checkEngine, source);
  const elsewhere = compileElsewhere(source);
  return given => {
    const variables = { ...given, now };
    const mine = toAnswer(checkEngine.run(condition.whole, variables, clock));
    const other = elsewhere(given, clock);
    if (mine !== other) {
      const { params: _, ...seen } = given;
      throw new Error(
        `${source} is ${mine}, and ${other} elsewhere, over ${JSON.stringify(
          seen,
        )}`,
      );
    }
    expect(toAnswer(condition.answer(variables, clock).value)).toBe(mine);
    return mine;
  };
}

describe('conditions of the built-in scorecards', () => {
  const expressions = readExpressions();
  const reached = new Map<string, Set<OtherAnswer>>();

  it('are there', () => {
    expect(expressions.length).toBeGreaterThan(40);
  });

  it.each(
    expressions.map(each => [`${each.file} ${each.check}`, each] as const),
  )(
    'have the same answer in another implementation: %s',
    (_, { source, params, texts }) => {
      const ask = compare(source);
      const seen = new Set<OtherAnswer>();
      fc.assert(
        fc.property(arbitraryVariables(source, params, texts), variables => {
          seen.add(ask(variables));
        }),
        propertyRuns,
      );
      reached.set(source, seen);
      expect(seen.has(true) || seen.has(false)).toBe(true);
    },
  );

  it('are both true and false over what was made up, nearly all of them', () => {
    const both = [...reached.values()].filter(
      seen => seen.has(true) && seen.has(false),
    );
    expect(both.length / reached.size).toBeGreaterThan(0.8);
  });
});

describe('conditions that are made up', () => {
  it.each(factSchemas.map(fact => [fact.collector, fact] as const))(
    'over %s have the same answer in another implementation',
    (_, fact) => {
      const seen = new Set<OtherAnswer>();
      fc.assert(
        fc.property(
          arbitraryCondition(fact),
          arbitraryFact(fact),
          (source, data) => {
            fc.pre(checkEngine.check(source, 'bool').length === 0);
            seen.add(compare(source)({ facts: { [fact.collector]: data } }));
          },
        ),
        propertyRuns,
      );
      expect(seen.has(true) && seen.has(false)).toBe(true);
    },
  );
});
