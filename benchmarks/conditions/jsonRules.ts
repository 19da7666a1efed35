/** json-rules-engine with the operators that the conditions need; it has none over lists of objects. */
import { createRequire } from 'node:module';
import path from 'node:path';
import { Plain, today } from './entities';

/** A rule of json-rules-engine. */
export interface Rule {
  all?: unknown[];
  any?: unknown[];
}

interface RulesEngine {
  addOperator(
    name: string,
    holds: (fact: never, value: never) => boolean,
  ): void;
  addRule(rule: { conditions: Rule; event: { type: string } }): void;
  run(facts: { all: Plain }): Promise<{ events: unknown[] }>;
}

interface JsonRulesEngine {
  Engine: new (
    rules: unknown[],
    options: { allowUndefinedFacts: boolean },
  ) => RulesEngine;
}

function load(): JsonRulesEngine | undefined {
  try {
    const required = createRequire(path.join(__dirname, '../package.json'));
    return required('json-rules-engine') as JsonRulesEngine;
  } catch {
    return undefined;
  }
}

const library = load();

/**
 * Makes an engine of one rule.
 *
 * @returns what asks it; undefined where json-rules-engine is not installed
 */
export function compileRule(
  rule: Rule,
): ((plain: Plain) => Promise<boolean>) | undefined {
  if (!library) {
    return undefined;
  }
  const engine = new library.Engine([], { allowUndefinedFacts: true });
  engine.addOperator('holds', (plain: Plain, test: (all: Plain) => boolean) =>
    test(plain),
  );
  engine.addOperator(
    'isNotOlder',
    (date: string | null, days: number) =>
      typeof date === 'string' &&
      today - Math.floor(Date.parse(date) / 86_400_000) <= days,
  );
  engine.addOperator('isThere', (value: unknown) => typeof value === 'string');
  engine.addOperator('isName', (name: string) =>
    /^[a-z][a-z0-9-]{2,40}$/.test(name),
  );
  engine.addRule({ conditions: rule, event: { type: 'pass' } });
  return async plain => (await engine.run({ all: plain })).events.length > 0;
}
