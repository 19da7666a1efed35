import {
  FactSchema,
  outcomes,
  Scorecard,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  boolType,
  CelType,
  doubleType,
  dynType,
  listOf,
  objectOf,
  stringType,
  timestampType,
  unionOf,
} from './CelType';
import { entityType } from './entityType';
import { toCelType } from './toCelType';

/** The types of the variables of conditions and texts, by name. */
export type TypeEnvironment = ReadonlyMap<string, CelType>;

const catalogFact = 'catalog';
const ownerFact = 'readiness/owner';

type Param = Scorecard['spec']['params'][string];

function typeOfParam(value: Param): CelType {
  switch (typeof value) {
    case 'number':
      return value === 0 ? doubleType : [{ kind: 'double', nonZero: true }];
    case 'boolean':
      return boolType;
    case 'string':
      return stringType;
    default:
      return listOf(
        value.length === 0 ? dynType : unionOf(...value.map(typeOfParam)),
        value.length,
      );
  }
}

/** Schemas are read once: the same ones serve all scorecards. */
const factTypes = new WeakMap<FactSchema, CelType>();

function typeOfFact(fact: FactSchema): CelType {
  const known = factTypes.get(fact);
  if (known) {
    return known;
  }
  const isEmpty = Object.keys(fact.schema).length === 0;
  const type = isEmpty ? dynType : toCelType(fact.schema);
  factTypes.set(fact, type);
  return type;
}

/** The catalog fact holds the entity, which its schema does not describe. */
function withEntity(type: CelType): CelType {
  return type.map(each =>
    each.kind === 'object' && each.properties.has('entity')
      ? {
          ...each,
          properties: new Map(each.properties).set('entity', entityType),
        }
      : each,
  );
}

const outcomeType: CelType = [{ kind: 'string', values: new Set(outcomes) }];

/**
 * The variables of a scorecard.
 *
 * @param facts - what collectors observe; null: nothing is known of facts, the
 *   entity and its owner
 * @param params - `spec.params`; their values count, for an extension that
 *   changes them is compiled anew
 * @param results - ids of checks whose outcomes can be read
 */
export function createTypeEnvironment(
  facts: readonly FactSchema[] | null,
  params: Readonly<Record<string, Param>>,
  results: Iterable<string>,
): TypeEnvironment {
  const types = new Map<string, CelType>();
  for (const fact of facts ?? []) {
    const type = typeOfFact(fact);
    types.set(
      fact.collector,
      fact.collector === catalogFact ? withEntity(type) : type,
    );
  }
  return new Map<string, CelType>([
    ['facts', facts ? [{ kind: 'object', properties: types }] : dynType],
    ['entity', facts ? entityType : dynType],
    ['owner', types.get(ownerFact) ?? dynType],
    [
      'params',
      objectOf(
        Object.fromEntries(
          Object.entries(params).map(([name, value]) => [
            name,
            facts ? typeOfParam(value) : dynType,
          ]),
        ),
      ),
    ],
    [
      'results',
      objectOf(
        Object.fromEntries([...results].map(check => [check, outcomeType])),
      ),
    ],
    ['now', timestampType],
  ]);
}
