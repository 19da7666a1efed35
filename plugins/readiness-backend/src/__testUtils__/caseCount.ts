/**
 * How much a test over much tries: as a rule what takes seconds, and all of it where the environment
 * variable `READINESS_PROPERTY_RUNS` asks for it, as `npm run test:laws` does.
 *
 * @param usual - cases, entities or whatever is counted, as a rule
 * @param inFull - the same, where the variable is set
 */
export function caseCount(usual: number, inFull: number): number {
  return process.env.READINESS_PROPERTY_RUNS ? inFull : usual;
}
