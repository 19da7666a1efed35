/**
 * Lets property tests try the same cases in every run, so that a change is refused for what it did and not for what
 * chance found today. `npm run test:laws` tries others each time, and many more.
 *
 * Runs before each test file, and costs nothing where none of it is a property: fast-check is loaded when it is asked for.
 */
const SEED = 20261122;

if (!process.env.READINESS_PROPERTY_RUNS) {
  jest.mock('fast-check', () => {
    const fastCheck = jest.requireActual('fast-check');
    fastCheck.configureGlobal({
      ...fastCheck.readConfigureGlobal(),
      seed: SEED,
    });
    return fastCheck;
  });
}
