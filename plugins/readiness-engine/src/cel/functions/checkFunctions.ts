import { Environment } from '@marcbachmann/cel-js';
import { businessDaysBetween, businessDaysSince } from './businessDays';
import { CheckFunction, CheckFunctionDescription } from './CheckFunction';
import { daysSince } from './daysSince';
import { latest } from './latest';
import { pathMatches } from './pathMatches';
import { percent } from './percent';
import { sum } from './sum';
import { isSemver, majorsBehind, semverCompare } from './versions';

/** The functions with what runs them. */
export const implementedFunctions: readonly CheckFunction[] = [
  daysSince,
  businessDaysSince,
  businessDaysBetween,
  latest,
  percent,
  sum,
  isSemver,
  semverCompare,
  majorsBehind,
  pathMatches,
];

/**
 * The functions that conditions may call beside those of CEL itself.
 *
 * @public
 */
export const checkFunctions: readonly CheckFunctionDescription[] =
  implementedFunctions;

/** Makes the functions known to an environment. */
export function registerCheckFunctions(environment: Environment): void {
  for (const { overloads, call } of implementedFunctions) {
    overloads.forEach(signature =>
      environment.registerFunction(
        signature,
        call as (...values: unknown[]) => unknown,
        { async: false },
      ),
    );
  }
}

const byName = new Map(implementedFunctions.map(each => [each.name, each]));

/**
 * Looks at an argument that is written out.
 *
 * @param name - of any function
 * @returns what is wrong in one plain sentence, or null
 */
export function findLiteralProblem(
  name: string,
  text: string,
  index: number,
): string | null {
  return byName.get(name)?.findLiteralProblem?.(text, index) ?? null;
}

/**
 * A function as one reads it, e.g. `daysSince(date: date): int`.
 *
 * @public
 */
export function writeSignature({
  name,
  parameters,
  returns,
}: CheckFunctionDescription): string {
  const write = ({ types, items }: CheckFunctionDescription['returns']) => {
    const written = types.join(' | ');
    return items ? `${written}<${items.join(' | ')}>` : written;
  };
  const list = parameters.map(each => `${each.name}: ${write(each)}`);
  return `${name}(${list.join(', ')}): ${write(returns)}`;
}
