import { createMockDirectory } from '@backstage/backend-test-utils';
import { collectFacts } from './collectFacts';
import { readEntities } from './readEntities';

const directory = createMockDirectory();

function entity(
  kind: string,
  name: string,
  spec: object,
  metadata: object = {},
): string {
  return JSON.stringify({
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { name, ...metadata },
    spec,
  });
}

const read = (paths: string[], more: string[] = []) =>
  readEntities(paths, { cwd: directory.path, more });

function relationsOf(
  entities: Awaited<ReturnType<typeof read>>['known'],
  ref: string,
): string[] {
  const found = entities.find(each => each.ref === ref);
  return (found?.observation.relations ?? []).map(
    ({ type, targetRef }) => `${type} ${targetRef}`,
  );
}

describe('readEntities', () => {
  it('passes over the skeletons of templates, unless they are named', async () => {
    const skeleton = `apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: \${{ values.name | dump }}
`;
    directory.setContent({
      'catalog-info.yaml': entity('Component', 'shop', {}),
      template: { content: { 'catalog-info.yaml': skeleton } },
    });
    const { known, problems } = await read(['.']);
    expect(known.map(({ ref }) => ref)).toEqual(['component:default/shop']);
    expect(problems).toEqual([]);
    const named = await read(['template/content/catalog-info.yaml']);
    expect(named.problems).toHaveLength(1);
  });

  it('makes the relations that the catalog would make, in both directions', async () => {
    directory.setContent({
      'catalog-info.yaml': [
        entity('Component', 'shop', {
          owner: 'sellers',
          system: 'web',
          dependsOn: ['resource:db', 'Component:other/mail', 'nonsense'],
          providesApis: ['orders'],
          subcomponentOf: 'portal',
        }),
        entity('Resource', 'db', { owner: 'user:mara' }),
        entity('API', 'orders', { owner: 'group:sales/sellers' }),
        entity('Group', 'sellers', {
          type: 'team',
          parent: 'all',
          members: ['mara'],
        }),
        entity('User', 'mara', { memberOf: ['sellers', 'others'] }),
      ].join('\n---\n'),
    });
    const { known, problems } = await read(['.']);
    expect(problems).toEqual([]);
    expect(relationsOf(known, 'component:default/shop')).toEqual([
      'dependsOn component:other/mail',
      'dependsOn resource:default/db',
      'ownedBy group:default/sellers',
      'partOf component:default/portal',
      'partOf system:default/web',
      'providesApi api:default/orders',
    ]);
    expect(relationsOf(known, 'resource:default/db')).toEqual([
      'dependencyOf component:default/shop',
      'ownedBy user:default/mara',
    ]);
    expect(relationsOf(known, 'api:default/orders')).toContain(
      'apiProvidedBy component:default/shop',
    );
    expect(relationsOf(known, 'group:default/sellers')).toEqual([
      'childOf group:default/all',
      'hasMember user:default/mara',
      'ownerOf component:default/shop',
    ]);
    expect(
      known.find(({ ref }) => ref === 'component:default/shop')?.observation
        .fact.dependencies,
    ).toEqual(['db', 'mail']);
  });

  it('knows further files without asking for them, and reads each entity once', async () => {
    directory.setContent({
      a: { 'catalog-info.yaml': entity('Component', 'a', {}) },
      b: { 'catalog-info.yml': entity('Component', 'a', { type: 'late' }) },
      'groups.yaml': entity('Group', 'g', { type: 'team' }),
      'other.yaml': 'a: 1',
    });
    const { entities, known, problems } = await read(['.'], ['groups.yaml']);
    expect(entities.map(({ ref, source }) => [ref, source])).toEqual([
      ['component:default/a', 'a/catalog-info.yaml'],
    ]);
    expect(known.map(({ ref }) => ref)).toEqual([
      'component:default/a',
      'group:default/g',
    ]);
    expect(problems).toEqual([
      expect.objectContaining({
        source: 'b/catalog-info.yml',
        line: 1,
        message: 'component:default/a is in a/catalog-info.yaml already',
      }),
    ]);
  });
});

describe('collectFacts', () => {
  const collect = async (policies: string[] = []) => {
    const { entities, known } = await read(['.']);
    return collectFacts(entities, {
      known,
      policies,
      cwd: directory.path,
      now: new Date('2026-06-15T10:00:00Z'),
    });
  };
  const group = (metadata: object = {}) =>
    entity(
      'Group',
      'g',
      { type: 'team', profile: { email: 'g@example.org' }, members: ['u'] },
      metadata,
    );

  it('tells of owners what the files tell, and nothing where they do not', async () => {
    directory.setContent({
      'catalog-info.yaml': [
        entity('Component', 'owned', { owner: 'g' }),
        entity('Component', 'elsewhere', { owner: 'unknown' }),
        entity('Component', 'nobody', {}),
        group(),
      ].join('\n---\n'),
    });
    const { facts } = await collect();
    const ownerOf = (name: string) =>
      facts.get(`component:default/${name}`)?.['readiness/owner']?.data;
    expect(ownerOf('owned')).toMatchObject({
      exists: true,
      isTeam: true,
      reachable: true,
      // There is no User in the files: nobody knows how many there are.
      members: null,
    });
    expect(ownerOf('elsewhere')).toBeUndefined();
    expect(ownerOf('nobody')).toMatchObject({ owners: [], isTeam: false });
    expect(
      facts.get('group:default/g')?.['readiness/owner'].data,
    ).toMatchObject({ isTeam: true });
  });

  it('runs the collectors of the modules over files, manifests only with policies', async () => {
    const policy = {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingAdmissionPolicy',
      metadata: { name: 'replicas' },
      spec: {
        matchConstraints: {
          resourceRules: [
            {
              apiGroups: ['apps'],
              apiVersions: ['v1'],
              operations: ['CREATE'],
              resources: ['deployments'],
            },
          ],
        },
        validations: [{ expression: 'object.spec.replicas >= 2' }],
      },
    };
    directory.setContent({
      shop: {
        'catalog-info.yaml': entity('Component', 'shop', { type: 'service' }),
        'README.md': '# Shop\n\nThe shop sells.\n',
        'deploy/shop.yaml': JSON.stringify({
          apiVersion: 'apps/v1',
          kind: 'Deployment',
          metadata: { name: 'shop' },
          spec: { replicas: 1 },
        }),
      },
      policies: {
        'replicas.yaml': JSON.stringify({
          apiVersion: 'v1',
          kind: 'List',
          items: [
            policy,
            {
              ...policy,
              kind: 'ValidatingAdmissionPolicyBinding',
              spec: { policyName: 'replicas', validationActions: ['Deny'] },
            },
          ],
        }),
      },
    });
    const without = await collect();
    expect([...without.connected]).toEqual(
      expect.arrayContaining(['alerts', 'decisions', 'repository', 'slo']),
    );
    expect(without.connected.has('manifests')).toBe(false);
    const shop = without.facts.get('component:default/shop');
    expect(shop?.repository).toMatchObject({
      observedAt: '2026-06-15T10:00:00.000Z',
      expiresAt: null,
      data: { readme: { path: 'README.md', words: 4 } },
    });
    expect(shop?.slo.data).toMatchObject({ slos: [] });

    const { facts, connected, problems } = await collect(['policies']);
    expect(connected.has('manifests')).toBe(true);
    expect(problems).toEqual([]);
    expect(facts.get('component:default/shop')?.manifests.data).toMatchObject({
      evaluations: [
        { policy: 'replicas', object: 'Deployment/shop', outcome: 'fail' },
      ],
    });
    // A compiled Rego policy is one by its ending; this one is none.
    directory.addContent({ 'limits.wasm': 'nonsense' });
    const rego = await collect(['policies', 'limits.wasm']);
    expect(rego.problems).toEqual([
      expect.objectContaining({
        message:
          'The Rego policy limits cannot be run: It is no WebAssembly module.',
      }),
    ]);
    // A source that cannot be read stops no other one.
    const broken = await collect(['nowhere.yaml']);
    expect(broken.problems).toEqual([
      expect.objectContaining({ subject: 'collector', name: 'manifests' }),
    ]);
    expect(
      broken.facts.get('component:default/shop')?.repository,
    ).toBeDefined();
  });
});
