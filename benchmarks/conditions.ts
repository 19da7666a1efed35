/**
 * What one check costs: representative conditions over made-up entities, by the engine of Readiness,
 * by the library under it, by another implementation of CEL, by json-rules-engine where it is
 * installed, and by hand-written functions. The answers of all are compared first. Prints one line
 * of JSON.
 *
 * Usage: conditions.ts <entities>
 */
import { celEnv, celFunc, CelScalar, parse, plan } from '@bufbuild/cel';
import { Environment } from '@marcbachmann/cel-js';
import { factSchemas } from '@team-readiness/backstage-plugin-readiness-common';
import { readScorecards } from '@team-readiness/backstage-plugin-readiness-engine';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { checkEngine } from '../plugins/readiness-engine/src/cel/checkEngine';
import { Condition } from '../plugins/readiness-engine/src/cel/Condition';
import { conditions, params } from './conditions/conditions';
import { Entity, makeEntities, now, today } from './conditions/entities';
import { compileRule } from './conditions/jsonRules';

const entities = makeEntities(Number(process.argv[2]));
const rounds = 15;

/** Answers a condition over one entity. */
type Ask = (entity: Entity) => unknown;

/** The least time of several rounds, in nanoseconds for one entity. */
function measure(ask: Ask): number {
  let best = Infinity;
  for (let round = 0; round < rounds; round += 1) {
    const started = process.hrtime.bigint();
    for (const entity of entities) {
      ask(entity);
    }
    const elapsed = Number(process.hrtime.bigint() - started);
    best = Math.min(best, elapsed / entities.length);
  }
  return Math.round(best);
}

async function measureAsync(
  ask: (entity: Entity) => Promise<unknown>,
): Promise<number> {
  let best = Infinity;
  for (let round = 0; round < 3; round += 1) {
    const started = process.hrtime.bigint();
    for (const entity of entities) {
      await ask(entity);
    }
    const elapsed = Number(process.hrtime.bigint() - started);
    best = Math.min(best, elapsed / entities.length);
  }
  return Math.round(best);
}

const daysSince = (date: unknown) =>
  BigInt(today - Math.floor(Date.parse(String(date)) / 86_400_000));

function ofReadiness(source: string): Ask {
  const condition = Condition.compile(checkEngine, source);
  const clock = { today, flipsOn: () => {} };
  return ({ variables }) => condition.answer(variables, clock).value;
}

const bare = new Environment({
  unlistedVariablesAreDyn: true,
}).registerFunction('daysSince(dyn): int', daysSince, { async: false });

function ofLibrary(source: string): Ask {
  const run = bare.parse(source);
  run.check();
  return ({ variables }) => run(variables);
}

const other = celEnv({
  funcs: [celFunc('daysSince', [CelScalar.DYN], CelScalar.INT, daysSince)],
});

function ofOther(source: string): Ask {
  const run = plan(other, parse(source));
  return ({ plain }) => run(plain as never);
}

function requireEqual(engine: string, index: number, ask: Ask): void {
  for (const entity of entities) {
    const answer = ask(entity);
    const expected = conditions[index].closure(entity.plain);
    if (answer !== expected) {
      throw new Error(
        `${engine} says ${String(answer)} to ${
          conditions[index].id
        }, not ${expected}`,
      );
    }
  }
}

/** Nanoseconds a check of whole evaluations: results, levels, sums and times included. */
function measureScorecard(
  text: string,
  factsOf: (entity: Entity) => Entity['facts'],
  connected?: string[],
): { checks: number; ns: number } {
  const { scorecards, problems } = readScorecards([{ source: 's', text }], {
    builtIn: [],
    facts: null,
  });
  if (scorecards.length !== 1) {
    throw new Error(problems.map(problem => problem.message).join('\n'));
  }
  const evaluate = (entity: Entity) => {
    const facts = factsOf(entity);
    return scorecards[0].evaluate({
      entityRef: 'component:default/shop',
      createdAt: null,
      facts,
      connected: new Set(connected ?? Object.keys(facts)),
      now,
    });
  };
  const { results } = evaluate(entities[0]);
  const failed = results.filter(({ outcome }) => outcome === 'error');
  if (failed.length > 0) {
    throw new Error(`${failed[0].checkId} failed to run`);
  }
  return {
    checks: results.length,
    ns: Math.round(measure(evaluate) / results.length),
  };
}

/** Every fact that Readiness knows, as its schema gives it for an example. */
const examples: Entity['facts'] = Object.fromEntries(
  factSchemas
    .filter(({ example }) => example !== null)
    .map(({ collector, example }) => [
      collector,
      {
        collector,
        data: example as never,
        observedAt: '2026-11-21T07:00:00Z',
        expiresAt: null,
      },
    ]),
);

function toScorecard(): string {
  return JSON.stringify({
    apiVersion: 'team-readiness.dev/v1',
    kind: 'Scorecard',
    metadata: { name: 'benchmark', title: 'Benchmark', description: 'Load.' },
    spec: {
      target: { kind: 'Component' },
      params,
      levels: [1, 2, 3].map(level => ({
        level,
        name: `Level ${level}`,
        description: 'A rung.',
      })),
      targets: [{ when: { kind: 'Component' }, level: 2 }],
      checks: conditions.map(({ id, source }, index) => ({
        id,
        title: id,
        question: 'Is it so?',
        rationale: 'Because.',
        area: 'policy',
        level: 1 + (index % 3),
        gate: index % 2 === 0,
        effort: 1,
        condition: source,
        messages: { pass: 'It is.', fail: 'It is not.' },
        lookedFor: 'It.',
        remediation: { text: 'Make it so.' },
      })),
    },
  });
}

async function main(): Promise<void> {
  const rows = [];
  for (const [index, { id, source, rule, closure }] of conditions.entries()) {
    const engines: Record<string, Ask> = {
      readiness: ofReadiness(source),
      library: ofLibrary(source),
      other: ofOther(source),
      closure: ({ plain }) => closure(plain),
    };
    const row: Record<string, unknown> = { id };
    for (const [name, ask] of Object.entries(engines)) {
      requireEqual(name, index, ask);
      row[name] = measure(ask);
    }
    const jsonRule = compileRule(rule);
    if (jsonRule) {
      for (const entity of entities) {
        if ((await jsonRule(entity.plain)) !== closure(entity.plain)) {
          throw new Error(`json-rules-engine differs at ${id}`);
        }
      }
      row.rules = await measureAsync(({ plain }) => jsonRule(plain));
    }
    rows.push(row);
  }
  const builtIn = path.join(
    __dirname,
    '../plugins/readiness-standards/documents/service-readiness.yaml',
  );
  process.stdout.write(
    `${JSON.stringify({
      entities: entities.length,
      bytes: Math.round(
        entities.reduce(
          (sum, { plain }) => sum + JSON.stringify(plain).length,
          0,
        ) / entities.length,
      ),
      conditions: rows,
      scorecard: measureScorecard(toScorecard(), ({ facts }) => facts),
      builtIn: measureScorecard(readFileSync(builtIn, 'utf8'), () => examples),
      builtInUnobserved: measureScorecard(
        readFileSync(builtIn, 'utf8'),
        () => ({ catalog: examples.catalog }),
        Object.keys(examples),
      ),
    })}\n`,
  );
}

main().catch(error => {
  process.stderr.write(`${error?.stack ?? error}\n`);
  process.exit(1);
});
