import { createPolicyCel } from '@team-readiness/backstage-plugin-readiness-engine';
import fc from 'fast-check';
import { stringify } from 'yaml';
import { readKubernetesObjects } from '../kubernetes/readKubernetesObjects';
import { evaluateAdmissionPolicy } from './evaluateAdmissionPolicy';
import { readAdmissionPolicies } from './readAdmissionPolicies';

const cel = createPolicyCel();

const workloads = {
  resourceRules: [
    {
      apiGroups: ['apps'],
      apiVersions: ['v1'],
      operations: ['CREATE', 'UPDATE'],
      resources: ['deployments', 'statefulsets'],
    },
  ],
};

const policyDocument = (spec: object, name = 'tested') => ({
  apiVersion: 'admissionregistration.k8s.io/v1',
  kind: 'ValidatingAdmissionPolicy',
  metadata: { name },
  spec: { matchConstraints: workloads, ...spec },
});

const deployment = (podSpec: object = {}, metadata: object = {}) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'shop', namespace: 'store', ...metadata },
  spec: {
    replicas: 2,
    template: {
      spec: { containers: [{ name: 'main', image: 'shop:1.0' }], ...podSpec },
    },
  },
});

const objectsOf = (...documents: unknown[]) =>
  readKubernetesObjects(
    documents.map(it => stringify(it)).join('---\n'),
    'deploy/x.yaml',
    'manifests',
  ).objects.map(it => it.object);

const bindingDocument = (spec: object = {}, policyName = 'tested') => ({
  apiVersion: 'admissionregistration.k8s.io/v1',
  kind: 'ValidatingAdmissionPolicyBinding',
  metadata: { name: 'tested' },
  spec: { policyName, validationActions: ['Deny'], ...spec },
});

/** Runs the first policy of the documents over the object. */
function run(
  documents: unknown[],
  object: unknown,
  around: {
    beside?: unknown[];
    manifests?: unknown[];
    defaultNamespace?: string;
  } = {},
) {
  const { policies } = readAdmissionPolicies(
    [
      {
        source: 'p.yaml',
        text: documents.map(it => stringify(it)).join('---\n'),
      },
    ],
    cel,
  );
  const namespaces = new Map(
    objectsOf(...(around.beside ?? [])).map(it => [it.name, it]),
  );
  return evaluateAdmissionPolicy(policies[0], objectsOf(object)[0], {
    namespaces,
    defaultNamespace: around.defaultNamespace ?? null,
    manifests: objectsOf(...(around.manifests ?? [])),
  });
}

const judge = (spec: object, object: unknown = deployment(), around = {}) =>
  run([policyDocument(spec), bindingDocument()], object, around);

const validation = (expression: string, more: object = {}) => ({
  validations: [{ expression, ...more }],
});

describe('evaluateAdmissionPolicy', () => {
  describe('policies of an organisation', () => {
    const limits = {
      variables: [
        { name: 'pod', expression: 'object.spec.template.spec' },
        {
          name: 'unbounded',
          expression:
            "variables.pod.containers.filter(c, !has(c.resources) || !has(c.resources.limits) || !('memory' in c.resources.limits)).map(c, c.name)",
        },
      ],
      validations: [
        {
          expression: 'variables.unbounded.size() == 0',
          messageExpression:
            "'No memory limit: ' + variables.unbounded.join(', ')",
        },
      ],
    };
    const nonRoot = validation(
      'object.spec.template.spec.?securityContext.?runAsNonRoot.orValue(false) || object.spec.template.spec.containers.all(c, c.?securityContext.?runAsNonRoot.orValue(false))',
      { message: 'Runs as root.', reason: 'Forbidden' },
    );
    const pinned = validation(
      "object.spec.template.spec.containers.all(c, c.image.matches('@sha256:[0-9a-f]{64}$|:[0-9]+(\\\\.[0-9]+)+$'))",
      { message: 'An image has no fixed version.' },
    );

    it.each([
      [
        'limits',
        limits,
        {
          containers: [
            {
              name: 'a',
              image: 'a:1.0',
              resources: { limits: { memory: '1Gi' } },
            },
          ],
        },
        { outcome: 'pass', message: '' },
      ],
      [
        'no limits',
        limits,
        {
          containers: [
            { name: 'a', image: 'a' },
            { name: 'b', image: 'b', resources: {} },
          ],
        },
        { outcome: 'fail', message: 'No memory limit: a, b' },
      ],
      [
        'non-root by pod',
        nonRoot,
        { securityContext: { runAsNonRoot: true } },
        { outcome: 'pass', message: '' },
      ],
      ['root', nonRoot, {}, { outcome: 'fail', message: 'Runs as root.' }],
      ['a pinned image', pinned, {}, { outcome: 'pass', message: '' }],
      [
        'a floating image',
        pinned,
        { containers: [{ name: 'a', image: 'a:latest' }] },
        { outcome: 'fail', message: 'An image has no fixed version.' },
      ],
    ])('%s', (_, spec, podSpec, outcome) => {
      expect(judge(spec, deployment(podSpec))).toMatchObject(outcome);
    });
  });

  it.each([
    ['another kind', { kind: 'DaemonSet' }, null],
    ['another group', { apiVersion: 'extensions/v1' }, null],
    ['another version', { apiVersion: 'apps/v1beta1' }, 'unknown'],
    ['a kind of the list', { kind: 'StatefulSet' }, 'pass'],
  ])('is about %s or not', (_, change, outcome) => {
    const answer = judge(validation('true'), { ...deployment(), ...change });
    expect(answer?.outcome ?? null).toBe(outcome);
  });

  it.each<[string, object, 'pass' | 'unknown' | null]>([
    [
      'operations without CREATE',
      {
        resourceRules: [
          { ...workloads.resourceRules[0], operations: ['UPDATE', 'DELETE'] },
        ],
      },
      null,
    ],
    [
      'all operations',
      { resourceRules: [{ ...workloads.resourceRules[0], operations: ['*'] }] },
      'pass',
    ],
    ['no rules', {}, null],
    [
      'all resources',
      {
        resourceRules: [
          {
            apiGroups: ['*'],
            apiVersions: ['*'],
            operations: ['*'],
            resources: ['*'],
          },
        ],
      },
      'pass',
    ],
    [
      'all sub-resources',
      {
        resourceRules: [
          {
            apiGroups: ['*'],
            apiVersions: ['*'],
            operations: ['*'],
            resources: ['*/*'],
          },
        ],
      },
      'pass',
    ],
    [
      'a sub-resource',
      {
        resourceRules: [
          { ...workloads.resourceRules[0], resources: ['deployments/scale'] },
        ],
      },
      null,
    ],
    [
      'a name',
      {
        resourceRules: [
          { ...workloads.resourceRules[0], resourceNames: ['shop'] },
        ],
      },
      'pass',
    ],
    [
      'another version that an API server may turn it into',
      {
        resourceRules: [{ ...workloads.resourceRules[0], apiVersions: ['v2'] }],
      },
      'unknown',
    ],
    [
      'exactly another version',
      {
        resourceRules: [{ ...workloads.resourceRules[0], apiVersions: ['v2'] }],
        matchPolicy: 'Exact',
      },
      null,
    ],
    [
      'all but another version of it',
      {
        ...workloads,
        excludeResourceRules: [
          { ...workloads.resourceRules[0], apiVersions: ['v2'] },
        ],
      },
      'unknown',
    ],
    [
      'another name',
      {
        resourceRules: [
          { ...workloads.resourceRules[0], resourceNames: ['till'] },
        ],
      },
      null,
    ],
    [
      'objects of the cluster',
      { resourceRules: [{ ...workloads.resourceRules[0], scope: 'Cluster' }] },
      null,
    ],
    [
      'objects in namespaces',
      {
        resourceRules: [{ ...workloads.resourceRules[0], scope: 'Namespaced' }],
      },
      'pass',
    ],
    [
      'all but it',
      { ...workloads, excludeResourceRules: [workloads.resourceRules[0]] },
      null,
    ],
    [
      'a label it has',
      { ...workloads, objectSelector: { matchLabels: { app: 'shop' } } },
      'pass',
    ],
    [
      'a label it lacks',
      { ...workloads, objectSelector: { matchLabels: { app: 'till' } } },
      null,
    ],
    [
      'a label in a set',
      {
        ...workloads,
        objectSelector: {
          matchExpressions: [
            { key: 'app', operator: 'In', values: ['shop', 'till'] },
          ],
        },
      },
      'pass',
    ],
    [
      'a label not in a set',
      {
        ...workloads,
        objectSelector: {
          matchExpressions: [{ key: 'gone', operator: 'NotIn', values: ['x'] }],
        },
      },
      'pass',
    ],
    [
      'a label that must not be',
      {
        ...workloads,
        objectSelector: {
          matchExpressions: [{ key: 'app', operator: 'DoesNotExist' }],
        },
      },
      null,
    ],
    [
      'its namespace by name',
      {
        ...workloads,
        namespaceSelector: {
          matchLabels: { 'kubernetes.io/metadata.name': 'store' },
        },
      },
      'pass',
    ],
    [
      'another namespace by name',
      {
        ...workloads,
        namespaceSelector: {
          matchExpressions: [
            {
              key: 'kubernetes.io/metadata.name',
              operator: 'NotIn',
              values: ['store'],
            },
          ],
        },
      },
      null,
    ],
    [
      'a namespace by a label that is not known',
      { ...workloads, namespaceSelector: { matchLabels: { env: 'prod' } } },
      'unknown',
    ],
  ])('matches %s', (_, matchConstraints, outcome) => {
    const object = deployment({}, { labels: { app: 'shop' } });
    const answer = judge({ ...validation('true'), matchConstraints }, object);
    expect(answer?.outcome ?? null).toBe(outcome);
  });

  it('takes labels and contents of a namespace from its manifest', () => {
    const matchConstraints = {
      ...workloads,
      namespaceSelector: { matchLabels: { env: 'prod' } },
    };
    const store = (env: string) => ({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'store', labels: { env, tier: '1' } },
    });
    const spec = {
      ...validation("namespaceObject.metadata.labels['tier'] == '1'"),
      matchConstraints,
    };
    expect(judge(spec, deployment(), { beside: [store('prod')] })).toEqual({
      outcome: 'pass',
      message: '',
    });
    expect(judge(spec, deployment(), { beside: [store('test')] })).toBeNull();
  });

  it('knows of a namespace without a manifest its name, and nothing else', () => {
    const byName = validation("namespaceObject.metadata.name == 'store'");
    const byLabel = validation('!has(namespaceObject.metadata.labels)');
    expect(judge(byName)).toMatchObject({ outcome: 'pass' });
    expect(judge(byLabel)).toMatchObject({
      outcome: 'unknown',
      message: expect.stringContaining('namespace'),
    });
    const homeless = deployment({}, { namespace: undefined });
    expect(judge(byName, homeless)).toMatchObject({ outcome: 'unknown' });
    expect(
      judge(byName, homeless, { defaultNamespace: 'store' }),
    ).toMatchObject({ outcome: 'pass' });
  });

  it('selects Namespace manifests by their own labels, and passes null to objects of the cluster', () => {
    const matchConstraints = {
      resourceRules: [
        {
          apiGroups: [''],
          apiVersions: ['v1'],
          operations: ['CREATE'],
          resources: ['namespaces'],
          scope: 'Cluster',
        },
      ],
      namespaceSelector: { matchLabels: { env: 'prod' } },
    };
    const spec = { ...validation('namespaceObject == null'), matchConstraints };
    const namespace = (labels: object) => ({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'store', labels },
    });
    expect(judge(spec, namespace({ env: 'prod' }))).toMatchObject({
      outcome: 'pass',
    });
    expect(judge(spec, namespace({}))).toBeNull();
  });

  it.each([
    ['request', "request.operation == 'CREATE'", /admission request/],
    [
      'authorizer',
      "authorizer.group('').resource('pods').check('create').allowed()",
      /./,
    ],
    ['params', 'params.data.max == "1"', /parameters/],
    ['a field that is not there', 'object.spec.paused', /cannot be evaluated/],
    [
      'the old object',
      'oldObject.spec.replicas <= object.spec.replicas',
      /cannot be evaluated/,
    ],
    ['a function of clusters', 'object.metadata.name.find("x") == ""', /find/],
    ['no CEL', 'object.spec.', /./],
  ])('does not know the answer that needs %s', (_, expression, message) => {
    const paramKind = { apiVersion: 'v1', kind: 'ConfigMap' };
    for (const failurePolicy of ['Fail', 'Ignore']) {
      const answer = judge({
        ...validation(expression),
        failurePolicy,
        paramKind,
      });
      expect(answer).toMatchObject({
        outcome: 'unknown',
        message: expect.stringMatching(message),
      });
    }
  });

  it('gives null for the old object, and for parameters of a policy that takes none', () => {
    expect(
      judge(validation('oldObject == null && params == null')),
    ).toMatchObject({ outcome: 'pass' });
  });

  it('fails when one validation does, whatever the others cannot tell', () => {
    const answer = judge({
      validations: [
        { expression: "request.name == 'x'" },
        {
          expression: 'object.spec.replicas > 2',
          message: 'Too few replicas.',
        },
        { expression: 'object.spec.replicas > 3' },
        { expression: 'true' },
      ],
    });
    expect(answer).toEqual({
      outcome: 'fail',
      message: 'Too few replicas. Not true: object.spec.replicas > 3',
      severity: 'high',
    });
  });

  it('takes the written message where the computed one fails or is no single line', () => {
    for (const messageExpression of [
      'object.no.such',
      "''",
      "'a\\nb'",
      '1 +',
    ]) {
      expect(
        judge(validation('false', { message: 'Written.', messageExpression })),
      ).toMatchObject({ outcome: 'fail', message: 'Written.' });
    }
  });

  it('leaves objects to match conditions, which come before validations', () => {
    const condition = (...expressions: string[]) => ({
      ...validation('false', { message: 'no' }),
      matchConditions: expressions.map((expression, index) => ({
        name: `c${index}`,
        expression,
      })),
    });
    expect(judge(condition('object.spec.replicas > 5'))).toBeNull();
    expect(judge(condition('object.spec.replicas == 2'))).toMatchObject({
      outcome: 'fail',
    });
    expect(judge(condition("request.name == 'x'"))).toMatchObject({
      outcome: 'unknown',
      message: expect.stringContaining('Match condition c0'),
    });
    // One that is false decides, whatever another one cannot tell.
    expect(judge(condition("request.name == 'x'", 'false'))).toBeNull();
  });

  describe('variables', () => {
    it('are composed in order and computed only if they are read', () => {
      const spec = {
        variables: [
          { name: 'broken', expression: 'object.no.such' },
          { name: 'replicas', expression: 'object.spec.replicas' },
          { name: 'twice', expression: 'variables.replicas * 2' },
        ],
        validations: [{ expression: 'variables.twice == 4' }],
      };
      expect(judge(spec)).toMatchObject({ outcome: 'pass' });
    });

    it.each([
      ['fails', 'object.no.such', 'variables.v', /cannot be evaluated/],
      ['fails and is tested for', 'object.no.such', '!has(variables.v)', /./],
      [
        'needs the request',
        'request.name',
        "variables.v == 'x'",
        /admission request/,
      ],
      ['cannot be compiled', '"a".find("x")', 'variables.v', /find/],
      [
        'is read before it is defined',
        'variables.later',
        'variables.v',
        /before it is defined/,
      ],
      ['reads itself', 'variables.v', 'variables.v', /before it is defined/],
    ])(
      'make unknown what reads one that %s',
      (_, variable, expression, message) => {
        const answer = judge({
          variables: [
            { name: 'v', expression: variable },
            { name: 'later', expression: 'true' },
          ],
          validations: [{ expression }],
        });
        expect(answer).toMatchObject({
          outcome: 'unknown',
          message: expect.stringMatching(message),
        });
      },
    );

    it('that fail decide nothing that is decided without them', () => {
      const answer = judge({
        variables: [{ name: 'v', expression: 'request.name == "x"' }],
        validations: [
          { expression: 'object.spec.replicas == 2 || variables.v' },
        ],
      });
      expect(answer).toMatchObject({ outcome: 'pass' });
    });
  });

  describe('bindings', () => {
    const paramKind = { apiVersion: 'v1', kind: 'ConfigMap' };
    const limited = policyDocument({
      paramKind,
      ...validation('object.spec.replicas <= int(params.data.max)', {
        messageExpression: "'At most ' + params.data.max",
      }),
    });
    const binding = bindingDocument;

    it.each([
      [['Deny'], 'high'],
      [['Deny', 'Audit'], 'high'],
      [['Warn', 'Audit'], 'medium'],
      [['Audit'], 'low'],
      [[], 'medium'],
    ])('make a failure under %j one of severity %s', (actions, severity) => {
      const strict = bindingDocument({ validationActions: actions });
      const answer = run(
        [policyDocument(validation('false')), strict],
        deployment(),
      );
      expect(answer).toMatchObject({ outcome: 'fail', severity });
    });

    it('count with the worst severity under which the policy fails', () => {
      const only = (action: string, app: string) =>
        bindingDocument({
          validationActions: [action],
          matchResources: { objectSelector: { matchLabels: { app } } },
        });
      const bindings = [only('Audit', 'shop'), only('Warn', 'shop')];
      const answer = run(
        [
          policyDocument(validation('false')),
          ...bindings,
          only('Deny', 'till'),
        ],
        deployment({}, { labels: { app: 'shop' } }),
      );
      expect(answer).toMatchObject({ outcome: 'fail', severity: 'medium' });
    });
    const map = (name: string, max: string, labels = {}) => ({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name, namespace: 'policy', labels },
      data: { max },
    });

    it.each<[string, object, object | null]>([
      [
        'by name',
        { paramRef: { name: 'five' } },
        { outcome: 'pass', message: '' },
      ],
      [
        'by name and namespace',
        { paramRef: { name: 'one', namespace: 'policy' } },
        { outcome: 'fail', message: 'At most 1', severity: 'high' },
      ],
      [
        'in another namespace',
        { paramRef: { name: 'one', namespace: 'other' } },
        { outcome: 'unknown' },
      ],
      [
        'that are not there',
        { paramRef: { name: 'no', parameterNotFoundAction: 'Deny' } },
        { outcome: 'unknown' },
      ],
      [
        'that may be missing',
        { paramRef: { name: 'no', parameterNotFoundAction: 'Allow' } },
        null,
      ],
      [
        'by labels, the worst counts',
        { paramRef: { selector: { matchLabels: { use: 'x' } } } },
        { outcome: 'fail', message: 'At most 1', severity: 'high' },
      ],
      ['nowhere', {}, { outcome: 'unknown' }],
    ])('give parameters: %s', (_, spec, outcome) => {
      const documents = [
        map('five', '5', { use: 'x' }),
        limited,
        binding(spec),
        map('one', '1', { use: 'x' }),
      ];
      const answer = run(documents, deployment());
      expect(answer).toEqual(
        outcome === null ? null : { message: answer?.message, ...outcome },
      );
    });

    describe('find parameters among the manifests', () => {
      const inStore = { name: 'one', namespace: 'store' };
      const one = { ...map('one', '1'), metadata: inStore };
      const nine = {
        ...map('nine', '9'),
        metadata: { ...inStore, name: 'nine' },
      };
      const all = { selector: {}, parameterNotFoundAction: 'Allow' };

      it.each<[string, object[], object, string | undefined]>([
        ['one of its namespace', [one], all, 'fail'],
        ['another one', [nine], all, 'pass'],
        ['the worst of several', [nine, one], all, 'fail'],
        ['only what is named', [nine, one], { name: 'nine' }, 'pass'],
        ['none of another namespace', [map('one', '1')], all, undefined],
        [
          'one of the namespace that is named',
          [map('one', '1')],
          { ...all, namespace: 'policy' },
          'fail',
        ],
        ['none of another kind', [{ ...one, kind: 'Secret' }], all, undefined],
        [
          'none of another group',
          [{ ...one, apiVersion: 'x.io/v1' }],
          all,
          undefined,
        ],
        [
          'one of a version that only a cluster converts',
          [{ ...one, apiVersion: 'v2' }],
          all,
          'unknown',
        ],
        ['none', [], { ...all, parameterNotFoundAction: 'Deny' }, 'unknown'],
      ])('%s', (_, manifests, paramRef, outcome) => {
        const answer = run([limited, binding({ paramRef })], deployment(), {
          manifests,
        });
        expect(answer?.outcome).toBe(outcome);
      });

      it('also where nothing names a namespace', () => {
        const nowhere = { ...one, metadata: { name: 'one' } };
        const documents = [limited, binding({ paramRef: all })];
        const object = deployment({}, { namespace: undefined });
        const judgeIn = (defaultNamespace?: string) =>
          run(documents, object, { manifests: [nowhere], defaultNamespace });
        expect(judgeIn()?.outcome).toBe('fail');
        expect(judgeIn('store')?.outcome).toBe('fail');
      });
    });

    it('narrow a policy down', () => {
      const only = (name: string) =>
        binding({
          paramRef: { name: 'one' },
          matchResources: {
            objectSelector: { matchLabels: { app: name } },
          },
        });
      const object = deployment({}, { labels: { app: 'shop' } });
      const documents = [limited, map('one', '1')];
      expect(run([...documents, only('shop')], object)).toMatchObject({
        outcome: 'fail',
      });
      expect(run([...documents, only('till')], object)).toBeNull();
    });
  });

  it('drops keys without a value, as an API server does', () => {
    expect(
      judge(
        validation('!has(object.spec.template.spec.securityContext)'),
        deployment({ securityContext: null }),
      ),
    ).toMatchObject({ outcome: 'pass' });
  });

  it('never throws and never passes by accident, whatever the object', () => {
    const { policies } = readAdmissionPolicies(
      [
        {
          source: 'p.yaml',
          text: [
            policyDocument({
              ...validation(
                'object.spec.template.spec.containers.all(c, c.resources.limits.memory != "")',
              ),
            }),
            bindingDocument(),
          ]
            .map(it => stringify(it))
            .join('---\n'),
        },
      ],
      cel,
    );
    const podSpecs = fc.oneof(
      fc.jsonValue(),
      fc.record({ containers: fc.jsonValue() }),
      fc.record({
        containers: fc.array(
          fc.record(
            { name: fc.jsonValue(), resources: fc.jsonValue() },
            { requiredKeys: [] },
          ),
        ),
      }),
    );
    fc.assert(
      fc.property(podSpecs, fc.jsonValue(), (podSpec, metadata) => {
        const documents = [
          { ...deployment(), spec: { template: { spec: podSpec } } },
          { ...deployment(), metadata },
        ];
        for (const object of objectsOf(...documents)) {
          const answer = evaluateAdmissionPolicy(policies[0], object, {
            namespaces: new Map(),
            defaultNamespace: null,
          });
          const { containers } = Object(
            (object.data as ReturnType<typeof deployment>).spec?.template?.spec,
          );
          // `all` is true of no container, also where somebody wrote `{}` for a list.
          const empty =
            typeof containers === 'object' &&
            containers !== null &&
            Object.keys(containers).length === 0;
          const accident = answer?.outcome === 'pass' && !empty;
          expect(accident).toBe(false);
        }
      }),
      { numRuns: 300 },
    );
  });
});
