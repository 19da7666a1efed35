/**
 * The official conformance suite of CEL, run through the guarded engine with
 * the limits that conditions have, and the variables of each case.
 */
import { CelFailure } from '../CelEngine';
import { checkLimits } from '../checkEngine';
import { GuardedCelEngine } from '../GuardedCelEngine';
import {
  ConformanceCase,
  conformanceSuites,
} from './__testUtils__/conformanceCases';
import { missedCases, passedCases } from './conformanceMisses';
import {
  toVariable,
  writeAnswer,
  writeExpected,
} from './__testUtils__/suiteValues';

const failed = 'failed';

function mapValues<T>(
  record: ConformanceCase['bindings'],
  change: (value: ConformanceCase['bindings'][string]) => T,
): Record<string, T> {
  return Object.fromEntries(
    Object.entries(record).map(([name, value]) => [name, change(value)]),
  );
}

function run({ expression, bindings }: ConformanceCase): string {
  const engine = new GuardedCelEngine({
    limits: checkLimits,
    variables: mapValues(bindings, () => 'dyn'),
    optionalTypes: false,
    shadowing: true,
    register() {},
  });
  try {
    const answer = engine.run(
      engine.compile(expression, 'dyn'),
      mapValues(bindings, toVariable),
    );
    return answer instanceof CelFailure ? failed : writeAnswer(answer);
  } catch {
    return failed;
  }
}

function passes(each: ConformanceCase): boolean {
  const { expected } = each;
  return run(each) === (expected ? writeExpected(expected) : failed);
}

describe('the CEL conformance suite', () => {
  const cases = conformanceSuites.flatMap(suite => suite.cases);
  const known = missedCases.flatMap(each => each.cases);

  it('has the core suites, and cases with names of their own', () => {
    expect(cases).toHaveLength(1_078);
    expect(
      conformanceSuites.filter(suite => suite.cases.length > 0),
    ).toHaveLength(14);
    expect(new Set(cases.map(({ id }) => id)).size).toBe(cases.length);
  });

  it('is passed but for what is listed, with a reason each', () => {
    const missed = cases.filter(each => !passes(each)).map(({ id }) => id);
    expect([...missed].sort()).toEqual([...known].sort());
    expect(cases.length - missed.length).toBeGreaterThanOrEqual(passedCases);
    expect(new Set(known).size).toBe(known.length);
  });

  it('names the cases that need a limit, none as yet', () => {
    const limited = cases.filter(({ expression, bindings }) => {
      const engine = new GuardedCelEngine({
        limits: checkLimits,
        variables: mapValues(bindings, () => 'dyn'),
        optionalTypes: false,
        shadowing: true,
        register() {},
      });
      return engine
        .check(expression, 'dyn')
        .some(
          ({ kind, message }) => kind === 'limit' && /nested/.test(message),
        );
    });
    expect(limited).toEqual([]);
  });
});
