import { mockServices } from '@backstage/backend-test-utils';
import {
  CatalogFact,
  ManifestsFact,
  readinessAnnotations,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  CollectionTarget,
  DefaultEntityFiles,
  EntityFiles,
  Observation,
} from '@team-readiness/backstage-plugin-readiness-node';
import fc from 'fast-check';
import { promises as fs } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { stringify } from 'yaml';
import { ManifestsCollector } from './ManifestsCollector';

const signal = new AbortController().signal;

let root: string;

async function write(path: string, content: unknown) {
  const file = join(root, path);
  await fs.mkdir(dirname(file), { recursive: true });
  await fs.writeFile(
    file,
    typeof content === 'string' ? content : stringify(content),
  );
}

const policy = (name: string, expression: string) => ({
  apiVersion: 'admissionregistration.k8s.io/v1',
  kind: 'ValidatingAdmissionPolicy',
  metadata: { name },
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
    validations: [{ expression, message: `${name} is not kept.` }],
  },
});
const bound = (name: string, spec: object = {}) => ({
  apiVersion: 'admissionregistration.k8s.io/v1',
  kind: 'ValidatingAdmissionPolicyBinding',
  metadata: { name },
  spec: { policyName: name, validationActions: ['Deny'], ...spec },
});
const both = (document: ReturnType<typeof policy>) =>
  [document, bound(document.metadata.name)]
    .map(it => stringify(it))
    .join('---\n');
const replicas = policy('replicas', 'object.spec.replicas >= 2');
const odd = policy('odd', "request.name == 'x'");

beforeEach(async () => {
  root = await fs.mkdtemp(join(tmpdir(), 'manifests-'));
  await write('policies/replicas.yaml', both(replicas));
  await write('policies/odd.yaml', both(odd));
});
afterEach(() => fs.rm(root, { recursive: true }));

const deployment = (name: string, count: number) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name },
  spec: { replicas: count },
});

const target = (
  name: string,
  annotations: Record<string, string> = {},
): CollectionTarget => ({
  entityRef: `component:default/${name}`,
  entity: {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name,
      annotations: {
        'backstage.io/managed-by-location': `file:${join(
          root,
          name,
          'catalog-info.yaml',
        )}`,
        ...annotations,
      },
    },
  },
  catalog: {} as CatalogFact,
});

const collector = (files?: EntityFiles, patterns = ['policies/*.yaml']) =>
  new ManifestsCollector({
    files:
      files ??
      DefaultEntityFiles.create({
        config: mockServices.rootConfig(),
        logger: mockServices.logger.mock(),
        urlReader: mockServices.urlReader.mock(),
      }),
    patterns,
    workingDirectory: root,
    schedule: { frequency: { hours: 24 }, timeToLive: { days: 3 } },
  });

const collect = async (
  targets: CollectionTarget[],
  files?: EntityFiles,
): Promise<Observation[]> => {
  const run = await collector(files).open();
  return run.collect(targets, { signal });
};

const data = (observation: Observation) =>
  (observation as unknown as { data: ManifestsFact }).data;

describe('ManifestsCollector', () => {
  it('takes parameters from the manifests of the same entity, and of no other one', async () => {
    const limited = policy(
      'limited',
      'object.spec.replicas <= int(params.data.max)',
    );
    const paramKind = { apiVersion: 'v1', kind: 'ConfigMap' };
    await write('policies/limited.yaml', {
      ...limited,
      spec: { ...limited.spec, paramKind },
    });
    await write(
      'policies/binding.yaml',
      bound('limited', {
        paramRef: { selector: {}, parameterNotFoundAction: 'Allow' },
      }),
    );
    for (const [name, max] of [
      ['shop', '1'],
      ['till', '9'],
      ['admin', null],
    ]) {
      await write(`${name}/catalog-info.yaml`, '');
      await write(`${name}/deploy/a.yaml`, deployment(`${name}`, 3));
      if (max) {
        await write(`${name}/deploy/max.yaml`, {
          ...paramKind,
          metadata: { name: 'max' },
          data: { max },
        });
      }
    }
    const observations = await collect(
      ['shop', 'till', 'admin'].map(name => target(name)),
    );
    expect(
      observations.map(observation =>
        data(observation)
          .evaluations.filter(it => it.policy === 'limited')
          .map(({ object, outcome }) => [object, outcome]),
      ),
    ).toEqual([
      [['Deployment/shop', 'fail']],
      [['Deployment/till', 'pass']],
      [],
    ]);
  });

  it('runs every policy over every object that it is about', async () => {
    await write('shop/catalog-info.yaml', '');
    await write('shop/deploy/a.yaml', deployment('shop', 3));
    await write('shop/k8s/base/b.json', JSON.stringify(deployment('admin', 1)));
    await write('shop/manifests/c.yml', {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'shop' },
    });
    await write('shop/other/d.yaml', deployment('elsewhere', 1));
    const [observation] = await collect([target('shop')]);
    const unknown = {
      policy: 'odd',
      outcome: 'unknown',
      message: expect.stringContaining('admission request'),
    };
    expect(data(observation)).toEqual({
      location: expect.any(String),
      objects: 3,
      kinds: ['Deployment', 'Service'],
      policies: ['odd', 'replicas'],
      broken: 0,
      evaluations: [
        { ...unknown, object: 'Deployment/admin', path: 'k8s/base/b.json' },
        { ...unknown, object: 'Deployment/shop', path: 'deploy/a.yaml' },
        {
          policy: 'replicas',
          object: 'Deployment/admin',
          path: 'k8s/base/b.json',
          outcome: 'fail',
          message: 'replicas is not kept.',
          severity: 'high',
        },
        {
          policy: 'replicas',
          object: 'Deployment/shop',
          path: 'deploy/a.yaml',
          outcome: 'pass',
          message: '',
        },
      ],
    });
    expect(observation.problems).toEqual([]);
  });

  it('reads the annotated directory, and nothing outside of the own one', async () => {
    await write('shop/catalog-info.yaml', '');
    await write('till/catalog-info.yaml', '');
    await write('shop/infra/prod/a.yaml', deployment('shop', 3));
    await write('till/deploy/a.yaml', deployment('till', 3));
    const observations = await collect([
      target('shop', { [readinessAnnotations.manifests]: 'infra' }),
      target('shop', { [readinessAnnotations.manifests]: '../till/deploy' }),
      target('shop', { [readinessAnnotations.manifests]: '/etc' }),
    ]);
    expect(observations.map(it => data(it).objects)).toEqual([1, 0, 0]);
    expect(observations[1].problems![0].message).toContain(
      readinessAnnotations.manifests,
    );
  });

  it('takes no patch of Kustomize for an object', async () => {
    await write('shop/catalog-info.yaml', '');
    await write('shop/deploy/base/a.yaml', deployment('shop', 3));
    const patch =
      'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: shop }\n';
    await write('shop/deploy/prod/one.yaml', patch);
    await write('shop/deploy/prod/two.yaml', patch);
    await write('shop/deploy/three.yaml', patch);
    await write(
      'shop/deploy/prod/kustomization.yaml',
      'resources: [../base]\npatches: [{ path: one.yaml }, { patch: "x" }, 7]\npatchesStrategicMerge: [./two.yaml, 3]\npatchesJson6902: [{ path: ../three.yaml }]\n',
    );
    const [observation] = await collect([target('shop')]);
    expect(data(observation).objects).toBe(1);
    expect(observation.problems).toEqual([
      expect.objectContaining({
        message: expect.stringContaining('3 files are patches of Kustomize'),
      }),
    ]);
  });

  it('skips templates with one problem, counts what is broken, and goes on', async () => {
    await write('shop/catalog-info.yaml', '');
    await write(
      'shop/deploy/chart/a.yaml',
      'kind: Pod\nname: {{ .Values.x }}\n',
    );
    await write('shop/deploy/chart/b.yaml', '{{- if .Values.y }}\nkind: Pod\n');
    await write('shop/deploy/broken.yaml', 'apiVersion: v1\nkind: [\n');
    await write('shop/deploy/good.yaml', deployment('shop', 3));
    const [observation] = await collect([target('shop')]);
    expect(data(observation)).toMatchObject({ objects: 1, broken: 1 });
    expect(observation.problems).toEqual([
      expect.objectContaining({
        source: 'deploy/broken.yaml',
        line: 3,
        entityRef: 'component:default/shop',
      }),
      expect.objectContaining({
        message: expect.stringContaining('2 files are templates'),
      }),
    ]);
  });

  it('observes nothing, is absent, or fails, each entity for itself', async () => {
    await write('shop/catalog-info.yaml', '');
    const real = DefaultEntityFiles.create({
      config: mockServices.rootConfig(),
      logger: mockServices.logger.mock(),
      urlReader: mockServices.urlReader.mock(),
    });
    const nowhere = target('nowhere');
    delete nowhere.entity.metadata.annotations;
    const observations = await collect(
      [target('gone'), target('shop'), nowhere],
      {
        list: async options => {
          if (options.entity.metadata.name === 'gone') {
            throw new Error('the host does not answer');
          }
          return real.list(options);
        },
      },
    );
    expect(observations).toMatchObject([
      { status: 'failed', error: { message: 'the host does not answer' } },
      {
        status: 'observed',
        data: {
          objects: 0,
          kinds: [],
          policies: ['odd', 'replicas'],
          evaluations: [],
        },
      },
      { status: 'absent' },
    ]);
  });

  it('does not open without a policy that can be read', async () => {
    await expect(collector(undefined, ['no/*.yaml']).open()).rejects.toThrow(
      /no policy that can be run/,
    );
    await write('bad/p.yaml', { ...replicas, spec: {} });
    await expect(collector(undefined, ['bad/*.yaml']).open()).rejects.toThrow(
      /matchConstraints/,
    );
    const run = await collector(undefined, [
      'bad/*.yaml',
      'policies',
      'no.yaml',
    ]).open();
    expect(run.problems!()).toEqual([
      expect.objectContaining({ subject: 'collector', source: 'no.yaml' }),
      expect.objectContaining({
        subject: 'definition',
        name: 'replicas',
        source: 'bad/p.yaml',
        line: 5,
      }),
    ]);
  });

  it('does not forget a policy that cannot be read for once', async () => {
    await write('shop/catalog-info.yaml', '');
    await write('shop/deploy/a.yaml', deployment('shop', 1));
    const [before] = await collect([target('shop')]);
    const again = { ...target('shop'), previous: data(before) };
    await write('policies/odd.yaml', 'apiVersion: v1\nkind: [\n');
    expect(await collect([again, target('shop')])).toMatchObject([
      {
        status: 'failed',
        error: { message: expect.stringContaining('The policy odd') },
      },
      { status: 'observed', data: { evaluations: [{ policy: 'replicas' }] } },
    ]);
    // Taken away on purpose it is gone.
    await fs.rm(join(root, 'policies/odd.yaml'));
    expect(await collect([again])).toMatchObject([
      {
        status: 'observed',
        data: {
          policies: ['replicas'],
          evaluations: [{ policy: 'replicas' }],
        },
      },
    ]);
  });

  it('survives whatever the manifests hold', async () => {
    let text = '';
    const run = await collector({
      list: async () => ({
        location: 'somewhere',
        revision: null,
        problems: [],
        files: [
          {
            path: 'deploy/a.yaml',
            url: null,
            changedAt: async () => null,
            content: async () => text,
          },
        ],
      }),
    }).open();
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.string(),
          fc
            .jsonValue()
            .map(spec => stringify({ ...deployment('x', 1), spec })),
          fc.jsonValue().map(it =>
            stringify({
              apiVersion: 'v1',
              kind: 'List',
              items: [it, deployment('x', 2)],
            }),
          ),
        ),
        async written => {
          text = written;
          const [observation] = await run.collect([target('shop')], { signal });
          expect(observation.status).toBe('observed');
        },
      ),
      { numRuns: 300 },
    );
  });
});
