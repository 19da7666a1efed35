import fc from 'fast-check';
import { maxEntityLength } from './boundedEntity';
import { readCatalogEntity } from './readCatalogEntity';
import { defaultTierRules, TierRules } from './TierRules';

function rules(tier: Partial<TierRules> = {}): TierRules {
  return { ...defaultTierRules, ...tier };
}

const read = (input: unknown, tier = rules()) =>
  readCatalogEntity(input, { tier });

function component(
  more: { metadata?: object; spec?: object; relations?: unknown } = {},
) {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    ...more,
    metadata: { name: 'Shop', ...more.metadata },
    spec: {
      type: 'service',
      lifecycle: 'Production',
      owner: 'team-a',
      ...more.spec,
    },
  };
}

describe('readCatalogEntity', () => {
  it('refuses an identity that does not fit into its columns in lower case', () => {
    // In lower case this letter is two characters.
    const grows = '\u0130';
    const named = (metadata: object) => read(component({ metadata }));
    expect(named({ namespace: 'x'.repeat(63) })).toBeDefined();
    expect(named({ namespace: grows.repeat(31) })).toBeDefined();
    expect(named({ namespace: grows.repeat(63) })).toBeUndefined();
    expect(named({ name: grows.repeat(127) })).toBeDefined();
    expect(
      named({ namespace: grows.repeat(31), name: grows.repeat(127) }),
    ).toBeUndefined();
  });

  it('reads identity, columns, owners, relations and dependencies', () => {
    const observation = read({
      ...component({
        metadata: {
          title: 'The shop',
          uid: 'u',
          etag: 'e',
          annotations: {
            'team-readiness.dev/tier': '1',
            'team-readiness.dev/budget': '1200.50 EUR',
            'pagerduty.com/service-id': 'P1',
            'example.org/runbook-url': 'https://wiki.example.org/r',
          },
          links: [
            { url: 'https://wiki.example.org/playbook', title: 'Playbook' },
            { url: 'data:text/html,x', title: 'runbook' },
            { url: 'https://example.org/other', title: 'Other' },
          ],
        },
      }),
      relations: [
        { type: 'ownedBy', targetRef: 'Group:default/Team-B' },
        { type: 'ownedBy', targetRef: 'group:default/team-a' },
        { type: 'partOf', targetRef: 'system:default/web' },
        { type: 'dependsOn', targetRef: 'resource:default/db' },
        { type: 'dependsOn', targetRef: 'component:other/api' },
        { type: 'dependsOn', targetRef: 'component:other/api' },
      ],
      status: { items: [] },
    });
    expect(observation?.summary).toEqual({
      ref: 'component:default/shop',
      kind: 'component',
      namespace: 'default',
      name: 'Shop',
      title: 'The shop',
      type: 'service',
      lifecycle: 'production',
      tier: 1,
      systemRef: 'system:default/web',
      domainRef: null,
      templateRef: null,
    });
    expect(observation?.owners).toEqual([
      'group:default/team-a',
      'group:default/team-b',
    ]);
    expect(observation?.relations).toHaveLength(5);
    expect(observation?.problems).toEqual([
      'Some of metadata.links is not of the expected form.',
    ]);
    expect(observation?.fact).toMatchObject({
      tier: 1,
      tierDeclared: '1',
      lifecycle: 'production',
      dependencies: ['api', 'db'],
      runbookLinks: [
        { title: 'Playbook', url: 'https://wiki.example.org/playbook' },
        { title: 'Runbook', url: 'https://wiki.example.org/r' },
      ],
      budget: { amount: 1200.5, currency: 'EUR' },
      onCall: true,
    });
    const { entity } = observation!.fact;
    expect(entity.metadata).not.toHaveProperty('uid');
    expect(entity.metadata).not.toHaveProperty('etag');
    expect(entity).not.toHaveProperty('status');
    expect(entity.relations).toHaveLength(5);
  });

  it.each<[unknown, string | null]>([
    ['template:default/Golden-Path', 'template:default/golden-path'],
    ['golden-path', 'template:default/golden-path'],
    ['a b', null],
    [7, null],
    [undefined, null],
  ])('reads the template of %j as %j', (annotation, templateRef) => {
    const annotations = { 'backstage.io/source-template': annotation };
    expect(
      read(component({ metadata: { annotations } }))?.summary.templateRef,
    ).toBe(templateRef);
  });

  it('falls back to spec.owner where there is no relation', () => {
    expect(read(component())?.owners).toEqual(['group:default/team-a']);
    expect(
      read(component({ metadata: { namespace: 'Shop' } }))?.owners,
    ).toEqual(['group:shop/team-a']);
    expect(read(component({ spec: { owner: 'user:jane' } }))?.owners).toEqual([
      'user:default/jane',
    ]);
    expect(read(component({ spec: { owner: 7 } }))?.owners).toEqual([]);
  });

  it.each([
    [
      {},
      {
        metadata: {
          annotations: { 'team-readiness.dev/tier': '2' },
          labels: { tier: '3' },
        },
      },
      2,
      '2',
    ],
    [{}, { metadata: { labels: { tier: '3' } } }, 3, '3'],
    [{}, { spec: { tier: 1 } }, 1, '1'],
    [{}, { spec: { tier: '' }, metadata: { labels: { tier: ' 2 ' } } }, 2, '2'],
    [{}, { spec: { tier: 'gold' } }, null, 'gold'],
    [{ values: new Map([['gold', 1]]) }, { spec: { tier: 'Gold' } }, 1, 'Gold'],
    [{ values: new Map([['1', 3]]) }, { spec: { tier: '1' } }, 3, '1'],
    [{ paths: ['spec.a.b'] }, { spec: { a: { b: 2 }, tier: 1 } }, 2, '2'],
    [{}, { spec: { tier: 0 } }, null, '0'],
    [{}, { spec: { tier: ['1'] } }, null, null],
    [{}, {}, null, null],
    [{ paths: ['__proto__.toString', 'constructor.name'] }, {}, null, null],
    [{}, { spec: { tier: 'x'.repeat(100) } }, null, 'x'.repeat(63)],
  ] as Array<[Partial<TierRules>, object, number | null, string | null]>)(
    'with %p reads the tier of %j as %p, declared %p',
    (config, more, tier, declared) => {
      const observation = read(component(more), rules(config));
      expect(observation?.fact.tier).toBe(tier);
      expect(observation?.summary.tier).toBe(tier);
      expect(observation?.fact.tierDeclared).toBe(declared);
    },
  );

  it.each(['1200', '12 euro', '-5 EUR', '0 EUR', '1e9 EUR', '1,200 EUR'])(
    'says that the budget %p cannot be read',
    budget => {
      const observation = read(
        component({
          metadata: { annotations: { 'team-readiness.dev/budget': budget } },
        }),
      );
      expect(observation?.fact.budget).toBeNull();
      expect(observation?.problems.join()).toContain('must be an amount');
    },
  );

  it.each([
    [undefined],
    [null],
    ['text'],
    [{}],
    [{ kind: 'Component' }],
    [{ kind: 'Component', metadata: { name: 7 } }],
    [{ kind: 'Component', metadata: { name: 'a,b' } }],
    [{ kind: 'Component', metadata: { name: 'a b' } }],
    [{ kind: 'Component', metadata: { name: 'a'.repeat(128) } }],
    [{ kind: ['Component'], metadata: { name: 'a' } }],
    [{ kind: 'Component', metadata: { name: 'a', namespace: 'x/y' } }],
  ])('refuses %j, which has no identity', input => {
    expect(read(input)).toBeUndefined();
  });

  it('takes a team for its own owner, and names it as people do', () => {
    const group = (spec: object, title?: string) =>
      read({
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Group',
        metadata: { name: 'Team-A', ...(title ? { title } : {}) },
        spec: { type: 'team', children: [], ...spec },
      });
    const named = group({ profile: { displayName: ' Team Azure ' } });
    expect(named?.owners).toEqual(['group:default/team-a']);
    expect(named?.summary.title).toBe('Team Azure');
    expect(
      group({ profile: { displayName: 'Team Azure' } }, 'Title')?.summary.title,
    ).toBe('Title');
    expect(group({ profile: 'none' })?.summary.title).toBeNull();
  });

  it('leaves out wrong types and says so', () => {
    const observation = read(
      component({
        metadata: {
          title: { a: 1 },
          annotations: { ok: 'fine', number: 7, huge: 'x'.repeat(1_000_000) },
          labels: 'none',
          tags: ['a', 7],
          links: [{ url: 'ftp://x' }, 'x'],
          ...JSON.parse('{"__proto__": {"polluted": "yes"}}'),
        },
        spec: JSON.parse('{"__proto__": {"polluted": "yes"}}'),
        relations: 'everybody',
      }),
    );
    expect(observation?.problems).toEqual([
      'Some of metadata is too large or not allowed.',
      'metadata.title is not a text.',
      'metadata.annotations.number is not a text.',
      'metadata.annotations.huge has more than 4096 characters.',
      'metadata.labels is not an object.',
      'Some of metadata.tags is not of the expected form.',
      'Some of metadata.links is not of the expected form.',
      'Some of spec.__proto__ is not allowed.',
      'relations is not a list.',
    ]);
    expect(observation?.fact.entity.metadata).toEqual({
      name: 'Shop',
      namespace: 'default',
      annotations: { ok: 'fine' },
      labels: {},
      tags: ['a'],
      links: [],
    });
    expect(JSON.stringify(observation)).not.toContain('polluted');
  });

  it('keeps large values as digests that change when they change', () => {
    const definition = (text: string) =>
      read(component({ spec: { definition: text.repeat(10_000) } }))?.fact
        .entity.spec as { definition: string };
    expect(definition('a').definition).toMatch(
      /^sha256:[0-9a-f]{64} \(10002 characters\)$/,
    );
    expect(definition('a')).not.toEqual(definition('b'));
  });

  it('bounds an entity that is large in every way', () => {
    const many = (count: number, value: unknown) =>
      Object.fromEntries(
        Array.from({ length: count }, (_, index) => [`k${index}`, value]),
      );
    let deep: unknown = 'x';
    for (let level = 0; level < 20_000; level += 1) {
      deep = [deep];
    }
    const observation = read({
      ...component({
        metadata: {
          annotations: many(5_000, 'y'.repeat(4_000)),
          labels: many(5_000, 'y'.repeat(4_000)),
          description: 'd'.repeat(100_000),
          more: many(100_000, 'z'),
        },
        spec: { ...many(5_000, 'y'.repeat(4_000)), deep },
      }),
      relations: Array.from({ length: 20_000 }, (_, index) => ({
        type: index % 2 ? 'dependsOn' : 'hasPart',
        targetRef: `component:default/c${index}`,
      })).concat([{ type: 'ownedBy', targetRef: 'group:default/team-z' }]),
    });
    expect(observation?.owners).toEqual(['group:default/team-z']);
    expect(observation?.relations).toHaveLength(5_000);
    expect(observation?.fact.entity.relations).toHaveLength(201);
    expect(
      JSON.stringify({ ...observation?.fact.entity, relations: [] }).length,
    ).toBeLessThanOrEqual(maxEntityLength + 100);
    expect(observation?.summary.ref).toBe('component:default/shop');
  });

  it('never throws, and gives the same twice', () => {
    fc.assert(
      fc.property(
        fc.anything({ maxDepth: 4 }),
        fc.anything({ maxDepth: 4 }),
        fc.anything({ maxDepth: 3 }),
        (metadata, spec, relations) => {
          const input = {
            kind: 'Component',
            metadata:
              typeof metadata === 'object'
                ? { ...metadata, name: 'a' }
                : metadata,
            spec,
            relations,
          };
          const observation = read(input);
          expect(JSON.stringify(read(input))).toBe(JSON.stringify(observation));
        },
      ),
    );
  });
});
