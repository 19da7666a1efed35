import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { JsonObject, JsonValue } from '@backstage/types';
import fc from 'fast-check';
import { Knex } from 'knex';
import { caseCount } from '../__testUtils__/caseCount';
import { applyMigrations } from '../database/initializeDatabase';
import { toEntityCondition } from './toEntityCondition';
import { VisibleSets } from './VisibleSets';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

const leaf = (rule: string, params: JsonObject): JsonObject => ({
  rule,
  resourceType: 'catalog-entity',
  params,
});
const ofKinds = (...kinds: string[]) => leaf('IS_ENTITY_KIND', { kinds });
const ownedBy = (...claims: string[]) => leaf('IS_ENTITY_OWNER', { claims });

/** Six entities of three kinds; an owner may own several, and an entity may have two. */
const entities = [
  { kind: 'component', owners: ['group:default/a'] },
  { kind: 'component', owners: ['group:default/a', 'group:default/b'] },
  { kind: 'api', owners: ['group:default/b'] },
  { kind: 'api', owners: [] },
  { kind: 'group', owners: [] },
  { kind: 'component', owners: ['user:default/c'], removed: true },
];

/** What the catalog's rules say, by themselves. */
function isShown(
  criteria: JsonObject,
  entity: (typeof entities)[number],
): boolean {
  if (criteria.not) {
    return !isShown(criteria.not as JsonObject, entity);
  }
  if (criteria.anyOf) {
    return (criteria.anyOf as JsonObject[]).some(each => isShown(each, entity));
  }
  if (criteria.allOf) {
    return (criteria.allOf as JsonObject[]).every(each =>
      isShown(each, entity),
    );
  }
  const { kinds = [], claims = [] } = criteria.params as Record<
    string,
    string[]
  >;
  return criteria.rule === 'IS_ENTITY_KIND'
    ? kinds.some(kind => kind.toLowerCase() === entity.kind)
    : claims.some(claim => entity.owners.includes(claim.toLowerCase()));
}

const kinds = fc
  .subarray(['Component', 'api', 'GROUP', 'system'])
  .map(each => ofKinds(...each));
const owners = fc
  .subarray([
    'group:default/a',
    'group:default/B',
    'user:default/c',
    "group:default/'",
  ])
  .map(each => ownedBy(...each));
const { criteria } = fc.letrec<{ criteria: JsonObject; kinds: JsonObject }>(
  tie => ({
    kinds: fc.oneof(
      { maxDepth: 2 },
      kinds,
      tie('kinds').map(not => ({ not })),
      fc
        .array(tie('kinds'), { minLength: 1, maxLength: 2 })
        .map(anyOf => ({ anyOf })),
    ),
    criteria: fc.oneof(
      { maxDepth: 3 },
      owners,
      tie('kinds'),
      fc
        .array(tie('criteria'), { minLength: 1, maxLength: 3 })
        .map(anyOf => ({ anyOf })),
      fc
        .array(tie('criteria'), { minLength: 1, maxLength: 3 })
        .map(allOf => ({ allOf })),
    ),
  }),
);

describe.each(databases.eachSupportedId())(
  'toEntityCondition, %s',
  databaseId => {
    let knex: Knex;

    beforeAll(async () => {
      knex = await databases.init(databaseId);
      await applyMigrations(knex);
      await knex('entities').insert(
        entities.map(({ kind, removed }, index) => ({
          id: index + 1,
          ref: `${kind}:default/e${index}`,
          kind,
          namespace: 'default',
          name: `e${index}`,
          owner_set_id: 1,
          removed_at: removed ? 1 : null,
        })),
      );
      await knex('entity_relations').insert(
        entities.flatMap(({ owners: refs }, index) => [
          ...refs.map(ref => ({
            source_id: index + 1,
            type: 'ownedBy',
            target_ref: ref,
          })),
          {
            source_id: index + 1,
            type: 'dependsOn',
            target_ref: 'group:default/a',
          },
        ]),
      );
    });
    afterAll(() => knex.destroy());

    it('answers the rules of the catalog about owners and kinds as the catalog does', async () => {
      await fc.assert(
        fc.asyncProperty(criteria, async conditions => {
          const sets = new VisibleSets({
            knex,
            clock: { now: () => new Date(0) },
            catalog: catalogServiceMock.mock({
              streamEntities: () => {
                throw new Error('The catalog was asked');
              },
            }),
          });
          await knex('visible_sets').delete();
          const setId = await sets.find(conditions, mockCredentials.user());
          expect(
            await knex('visible_entities')
              .where({ set_id: setId })
              .orderBy('entity_id')
              .pluck('entity_id'),
          ).toEqual(
            entities.flatMap((entity, index) =>
              !entity.removed && isShown(conditions, entity) ? [index + 1] : [],
            ),
          );
        }),
        { numRuns: caseCount(60, 500) },
      );
    });

    it.each<[string, JsonValue]>([
      ['another rule', leaf('HAS_ANNOTATION', { annotation: 'x' })],
      [
        'another rule among those that are known',
        { anyOf: [ofKinds('api'), leaf('HAS_LABEL', { label: 'x' })] },
      ],
      ['not around an owner', { not: ownedBy('group:default/a') }],
      ['not around both', { not: { allOf: [ofKinds('api'), ownedBy('a')] } }],
      [
        'a rule of another resource',
        { ...ofKinds('api'), resourceType: 'scaffolder-template' },
      ],
      ['no claims', leaf('IS_ENTITY_OWNER', {})],
      ['claims that are no texts', leaf('IS_ENTITY_OWNER', { claims: [1] })],
      ['nothing in a list', { anyOf: [] }],
      ['a text', 'IS_ENTITY_KIND'],
      ['null', null],
      [
        'what is nested too deep',
        Array.from({ length: 50 }).reduce<JsonObject>(
          inner => ({ anyOf: [inner] }),
          ofKinds('api'),
        ),
      ],
    ])('leaves %s to the catalog', (_, conditions) => {
      expect(toEntityCondition(knex, conditions)).toBeNull();
    });
  },
);
