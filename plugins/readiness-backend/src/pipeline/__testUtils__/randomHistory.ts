import fc from 'fast-check';
import { Knex } from 'knex';
import { TinyInstallation } from './TinyInstallation';
import { tinyScorecard } from './tinyScorecard';

const hour = 3_600_000;

/** Few, so that much happens to each. */
export const entityCount = 5;

const entityId = fc.integer({ min: 1, max: entityCount });
const outcome = fc.constantFrom(
  'pass',
  'pass',
  'fail',
  'unknown',
  'not-applicable',
  'exempt',
  'error',
);
const scorecardName = fc.constantFrom('first', 'second');

/** Something that happens to an installation. */
export const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('fact' as const),
      entityId,
      collector: fc.constantFrom('a', 'b'),
      one: outcome,
      two: outcome,
      three: outcome,
      lifetime: fc.option(fc.integer({ min: 1, max: 5 })),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('entity' as const),
      entityId,
      ownerSetId: fc.integer({ min: 1, max: 3 }),
      tier: fc.option(fc.integer({ min: 1, max: 3 })),
      type: fc.constantFrom('service', 'service', 'library'),
      young: fc.boolean(),
    }),
  },
  fc.record({ kind: fc.constant('remove' as const), entityId }),
  fc.record({
    kind: fc.constant('publish' as const),
    name: scorecardName,
    version: fc.integer({ min: 0, max: 2 }),
  }),
  fc.record({ kind: fc.constant('retract' as const), name: scorecardName }),
  fc.record({
    kind: fc.constant('connect' as const),
    collector: fc.constantFrom('a', 'b'),
  }),
  fc.record({
    kind: fc.constant('hours' as const),
    hours: fc.integer({ min: 1, max: 4 }),
  }),
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('drain' as const) }) },
  fc.record({ kind: fc.constant('now' as const), entityId }),
);
export type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

const versionChecks = [
  ['one', 'two'],
  ['one', 'three'],
  ['two', 'three', 'one'],
];
const scorecardOf = (name: string, version: number) =>
  tinyScorecard({
    name,
    contentHash: `${name}-${version}`,
    types: name === 'first' ? ['service'] : ['service', 'library'],
    checks: versionChecks[version].map((id, index) => ({
      id,
      collector: index % 2 ? 'b' : 'a',
      area: index ? 'documentation' : 'ownership',
    })),
  });
const definitionIdOf = (name: string, version: number) =>
  (name === 'first' ? 1 : 4) + version;

/** Lets a step happen. */
export async function take(tiny: TinyInstallation, action: Step) {
  switch (action.kind) {
    case 'fact':
      return tiny.putFacts(
        action.collector,
        [action.entityId],
        { one: action.one, two: action.two, three: action.three },
        action.lifetime && tiny.now + action.lifetime * hour,
      );
    case 'entity':
      return tiny.putEntity({
        ...action,
        id: action.entityId,
        createdAt: action.young ? tiny.now : null,
      });
    case 'remove':
      return tiny.removeEntity(action.entityId);
    case 'publish':
      return tiny.publish(
        definitionIdOf(action.name, action.version),
        scorecardOf(action.name, action.version),
      );
    case 'retract':
      return tiny.retract(action.name);
    case 'connect':
      if (!tiny.connected.delete(action.collector)) {
        tiny.connected.add(action.collector);
      }
      return tiny.markAll();
    case 'hours':
      tiny.now += action.hours * hour;
      return undefined;
    case 'now':
      return tiny.pipeline().evaluateNow([action.entityId]);
    default:
      return tiny.pipeline().drain();
  }
}

/** An installation with a few entities and a scorecard, nothing evaluated yet. */
export async function start(knex: Knex): Promise<TinyInstallation> {
  const tiny = new TinyInstallation(knex);
  await tiny.clear();
  await tiny.putEntities(
    Array.from({ length: entityCount }, (_, index) => ({
      id: index + 1,
      ownerSetId: (index % 3) + 1,
    })),
  );
  await tiny.publish(definitionIdOf('first', 0), scorecardOf('first', 0));
  return tiny;
}
