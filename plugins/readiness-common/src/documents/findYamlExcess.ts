import { parseYamlWithin, YamlExcess, YamlLimits } from './parseYamlWithin';

/**
 * Looks for what a parser must not be given: the `yaml` package descends by
 * recursion, and may end the process with the stack. Takes up to two seconds
 * for a megabyte.
 *
 * @returns where a limit is passed and which one, or null
 * @public
 */
export function findYamlExcess(
  text: string,
  limits: YamlLimits,
): YamlExcess | null {
  const tokens = parseYamlWithin(text, limits);
  let step = tokens.next();
  while (!step.done) {
    step = tokens.next();
  }
  return step.value;
}
