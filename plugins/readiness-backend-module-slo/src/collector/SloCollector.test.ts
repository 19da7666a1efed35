import { mockServices } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import {
  CatalogFact,
  openSloAnnotations,
  readinessAnnotations,
  sloFact,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  CollectionTarget,
  DefaultEntityFiles,
  EntityFiles,
  RetryLaterError,
} from '@team-readiness/backstage-plugin-readiness-node';
import fc from 'fast-check';
import { promises as fs } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { stringify } from 'yaml';
import { SloCollector } from './SloCollector';

const schedule = { frequency: { hours: 24 }, timeToLive: { days: 3 } };
const signal = new AbortController().signal;

let root: string;
beforeEach(async () => {
  root = await fs.mkdtemp(join(tmpdir(), 'slo-'));
});
afterEach(() => fs.rm(root, { recursive: true }));

const write = async (path: string, content: unknown) => {
  const file = join(root, path);
  await fs.mkdir(dirname(file), { recursive: true });
  await fs.writeFile(
    file,
    typeof content === 'string' ? content : stringify(content),
  );
};

const target = (
  name: string,
  annotations: Record<string, string> = {},
): CollectionTarget => {
  const entity: Entity = {
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
    spec: { type: 'service' },
  };
  return {
    entityRef: `component:default/${name}`,
    entity,
    catalog: {} as CatalogFact,
  };
};

const collect = async (targets: CollectionTarget[], files?: EntityFiles) => {
  const collector = new SloCollector({
    schedule,
    files:
      files ??
      DefaultEntityFiles.create({
        config: mockServices.rootConfig(),
        logger: mockServices.logger.mock(),
        urlReader: mockServices.urlReader.mock(),
      }),
  });
  const run = await collector.open();
  return run.collect(targets, { signal });
};

const document = (kind: string, name: string, spec: object) => ({
  apiVersion: 'openslo/v1',
  kind,
  metadata: { name },
  spec,
});

const metricOf = (query: string) => ({
  metricSource: { type: 'Prometheus', spec: { query } },
});

const sloSpec = {
  service: 'orders',
  indicator: {
    metadata: { name: 'answered' },
    spec: {
      ratioMetric: {
        counter: true,
        good: metricOf('orders_answered_total'),
        total: metricOf('orders_total'),
      },
    },
  },
  timeWindow: [{ duration: '28d', isRolling: true }],
  budgetingMethod: 'Occurrences',
  objectives: [{ targetPercent: 99.99 }, { target: 0.5 }],
};

const burnRate = {
  severity: 'page',
  condition: { kind: 'burnrate', threshold: 2, lookbackWindow: '1h' },
};

const notificationTargets = [{ spec: { target: 'pager' } }];

describe('SloCollector', () => {
  it('observes complete and incomplete SLOs of the default directories', async () => {
    await write('orders/catalog-info.yaml', '');
    await write('orders/slo/a.yaml', document('SLO', 'one', sloSpec));
    await write(
      'orders/openslo/deep/b.yml',
      document('SLO', 'two', { ...sloSpec, timeWindow: [] }),
    );
    await write('orders/docs/c.yaml', document('SLO', 'elsewhere', sloSpec));
    await write('orders/slo/readme.md', 'apiVersion: openslo/v1');
    const [observation] = await collect([target('orders')]);
    expect(observation).toMatchObject({
      entityRef: 'component:default/orders',
      status: 'observed',
      data: {
        location: expect.any(String),
        broken: 0,
        slos: [
          {
            name: 'two',
            window: null,
            complete: false,
            path: 'openslo/deep/b.yml',
          },
          {
            name: 'one',
            service: 'orders',
            targets: [0.9999, 0.5],
            window: '28d',
            complete: true,
            burnRateAlert: false,
            path: 'slo/a.yaml',
          },
        ],
      },
    });
    expect(observation.problems).toEqual([
      expect.objectContaining({
        entityRef: 'component:default/orders',
        source: 'openslo/deep/b.yml',
        message: expect.stringContaining('spec.timeWindow'),
      }),
    ]);
  });

  it.each([
    [
      'inline',
      [
        {
          kind: 'AlertPolicy',
          spec: {
            conditions: [{ kind: 'AlertCondition', spec: burnRate }],
            notificationTargets,
          },
        },
      ],
      true,
    ],
    [
      'an inline policy with a condition by reference',
      [
        {
          spec: {
            conditions: [{ conditionRef: 'fast-burn' }],
            notificationTargets,
          },
        },
      ],
      true,
    ],
    ['a policy by reference', [{ alertPolicyRef: 'page' }], true],
    ['a policy by plain name', ['page'], true],
    ['none', null, false],
  ])('finds a burn-rate alert: %s', async (_, alertPolicies, answer) => {
    await write('orders/catalog-info.yaml', '');
    await write(
      'orders/slo/a.yaml',
      document('SLO', 'one', { ...sloSpec, alertPolicies }),
    );
    await write(
      'orders/slo/policy.yaml',
      document('AlertPolicy', 'page', {
        conditions: [{ conditionRef: 'fast-burn' }],
        notificationTargets: [{ targetRef: 'on-call' }],
      }),
    );
    await write(
      'orders/slo/target.yaml',
      document('AlertNotificationTarget', 'on-call', { target: 'pager' }),
    );
    await write(
      'orders/slo/condition.yaml',
      document('AlertCondition', 'fast-burn', burnRate),
    );
    const [observation] = await collect([target('orders')]);
    expect(observation).toMatchObject({
      status: 'observed',
      data: { slos: [{ burnRateAlert: answer }] },
      problems: [],
    });
  });

  it('says what a policy lacks, which then alerts nobody', async () => {
    await write('orders/catalog-info.yaml', '');
    await write(
      'orders/slo/a.yaml',
      document('SLO', 'one', { ...sloSpec, alertPolicies: [{ spec: {} }] }),
    );
    const [observation] = await collect([target('orders')]);
    expect(observation).toMatchObject({
      data: { slos: [{ burnRateAlert: false, complete: true }] },
      problems: [
        {
          line: 5,
          message:
            'The SLO one lacks what OpenSLO v1 asks for: spec.alertPolicies[0].spec.conditions, spec.alertPolicies[0].spec.notificationTargets.',
        },
      ],
    });
  });

  it('says what references lead to nothing, and follows the others', async () => {
    await write('orders/catalog-info.yaml', '');
    const { indicator, ...bare } = sloSpec;
    const byReference = (name: string, indicatorRef: string) =>
      document('SLO', name, { ...bare, indicatorRef });
    await write('orders/slo/a.yaml', [
      byReference('here', 'shared'),
      byReference('elsewhere', 'of-others'),
      document('SLI', 'shared', indicator.spec),
      document('AlertPolicy', 'page', {
        conditions: [{ conditionRef: 'no-condition' }],
        notificationTargets: [{ targetRef: 'nobody' }],
      }),
    ]);
    await write(
      'orders/slo/sourced.yaml',
      document('SLO', 'sourced', {
        ...bare,
        indicator: {
          spec: {
            thresholdMetric: {
              metricSource: {
                metricSourceRef: 'unknown',
                spec: { query: 'q' },
              },
            },
          },
        },
        objectives: [{ target: 0.9, op: 'lt', value: 1 }],
      }),
    );
    const [observation] = await collect([target('orders')]);
    expect(observation).toMatchObject({
      data: {
        broken: 0,
        slos: [
          { name: 'elsewhere', complete: true },
          { name: 'here', complete: true },
          { name: 'sourced', complete: true },
        ],
      },
    });
    expect(observation.problems!.map(it => it.message)).toEqual([
      'The AlertPolicy page refers to AlertCondition no-condition, AlertNotificationTarget nobody, which no file of this entity holds.',
      'The SLO elsewhere refers to SLI of-others, which no file of this entity holds; it cannot be measured.',
      'The SLO sourced refers to DataSource unknown, which no file of this entity holds; it cannot be measured.',
    ]);
  });

  it('reads Sloth and Pyrra beside OpenSLO', async () => {
    await write('orders/catalog-info.yaml', '');
    await write('orders/docs/stop.md', 'We stop and mend.\n');
    await write('orders/sloth/orders.yaml', {
      version: 'prometheus/v1',
      service: 'orders',
      slos: [
        {
          name: 'answered',
          objective: 99.9,
          description: 'Journey: Order a book',
          sli: { plugin: { id: 'of-us' } },
          alerting: { name: 'OrdersBurn', ticket_alert: { disable: true } },
        },
      ],
    });
    await write('orders/pyrra/orders.yaml', {
      apiVersion: 'pyrra.dev/v1alpha1',
      kind: 'ServiceLevelObjective',
      metadata: {
        name: 'fast',
        annotations: {
          [openSloAnnotations.reviewed]: '2026-04-02',
          [openSloAnnotations.errorBudgetPolicy]: 'docs/stop.md',
        },
      },
      spec: {
        target: '99.5',
        window: '2w',
        alerting: { burnrates: false },
        indicator: {
          ratio: {
            errors: { metric: 'orders_total{code="500"}' },
            total: { metric: 'orders_total' },
          },
        },
      },
    });
    await write(
      'orders/slo/bad.yaml',
      'version: prometheus/v1\nservice: orders\nslos: []\n',
    );
    const [observation] = await collect([target('orders')]);
    expect(observation).toMatchObject({
      status: 'observed',
      data: {
        broken: 1,
        slos: [
          {
            name: 'fast',
            service: null,
            targets: [0.995],
            window: '2w',
            complete: true,
            burnRateAlert: false,
            reviewedAt: '2026-04-02',
            errorBudgetPolicy: { link: 'docs/stop.md', words: 4 },
            path: 'pyrra/orders.yaml',
          },
          {
            name: 'answered',
            service: 'orders',
            targets: [0.999],
            window: '30d',
            complete: true,
            burnRateAlert: true,
            journey: 'Order a book',
            path: 'sloth/orders.yaml',
          },
        ],
      },
      problems: [{ source: 'slo/bad.yaml', line: 3 }],
    });
  });

  it('reads nothing anew while the commit and the entity are the same', async () => {
    let revision = 'one';
    const asked: Array<string | undefined> = [];
    const files: EntityFiles = {
      list: async ({ knownRevision, globs }) => {
        if (!globs.includes('slo/**')) {
          return { location: 'x', revision, files: [], problems: [] };
        }
        asked.push(knownRevision);
        return {
          location: 'x',
          revision,
          unchanged: knownRevision === revision,
          problems: [],
          files: [],
        };
      },
    };
    const [first] = await collect([target('orders')], files);
    if (first.status !== 'observed') {
      throw new Error('It was not observed.');
    }
    const again = { ...target('orders'), revision: first.revision };
    const moved = {
      ...target('orders', { [readinessAnnotations.slos]: 'other' }),
      revision: first.revision,
    };
    expect(await collect([again, moved], files)).toMatchObject([
      { status: 'unchanged' },
      { status: 'observed' },
    ]);
    revision = 'two';
    expect(await collect([again], files)).toMatchObject([
      { status: 'observed' },
    ]);
    expect(asked).toEqual([undefined, 'one', undefined, 'one']);
  });

  it('waits where the source of files has to be left alone', async () => {
    const until = new Date('2026-06-01T12:00:00Z');
    const files: EntityFiles = {
      list: async () => {
        throw new RetryLaterError('The budget is used up.', until);
      },
    };
    expect(await collect([target('orders')], files)).toEqual([
      { entityRef: 'component:default/orders', status: 'deferred', until },
    ]);
  });

  it('says which alert policy it could not follow', async () => {
    await write('orders/catalog-info.yaml', '');
    await write(
      'orders/slo/a.yaml',
      document('SLO', 'one', {
        ...sloSpec,
        alertPolicies: [{ alertPolicyRef: 'in-another-repository' }],
      }),
    );
    const [observation] = await collect([target('orders')]);
    expect(observation).toMatchObject({
      data: { slos: [{ burnRateAlert: false }] },
    });
    expect(observation.problems![0].message).toContain(
      'AlertPolicy in-another-repository',
    );
  });

  it('counts broken documents, keeps the others and reads the annotated directory', async () => {
    await write('orders/catalog-info.yaml', '');
    await write(
      'orders/reliability/slo.yaml',
      `${stringify(document('SLO', 'good', sloSpec))}---\n${stringify(
        document('SLO', 'bad', { ...sloSpec, objectives: [{ target: 99 }] }),
      )}---\napiVersion: openslo/v1\nkind: [\n`,
    );
    const [observation] = await collect([
      target('orders', { [readinessAnnotations.slos]: './reliability' }),
    ]);
    expect(observation).toMatchObject({
      status: 'observed',
      data: { broken: 2, slos: [{ name: 'good' }] },
    });
    expect(observation.problems).toHaveLength(2);
    expect(observation.problems![0]).toMatchObject({
      source: 'reliability/slo.yaml',
      line: expect.any(Number),
      column: expect.any(Number),
      message: expect.stringContaining('fraction below 1'),
    });
  });

  it('reads the journey, the last review and the error budget policy', async () => {
    await write('orders/catalog-info.yaml', '');
    await write(
      'orders/docs/error-budget-policy.md',
      '---\nreviewed: 2026-01-31\n---\n# When it is gone\n\nReleases stop.\n\n```\nnot counted\n```\n',
    );
    await write('orders/reliability/freeze.md', 'We stop and mend.\n');
    const annotated = (name: string, annotations: unknown, more = {}) => ({
      ...document('SLO', name, { ...sloSpec, ...more }),
      metadata: { name, annotations },
    });
    await write(
      'orders/slo/a.yaml',
      [
        annotated('a-annotated', {
          [openSloAnnotations.journey]: 'Pay for a basket',
          [openSloAnnotations.reviewed]: '2026-04-02',
          [openSloAnnotations.errorBudgetPolicy]:
            './reliability/freeze.md#stop',
        }),
        {
          ...annotated('b-labelled', undefined, {
            description: 'Journey: not this one',
          }),
          metadata: { name: 'b-labelled', labels: { journey: ['pay', 'x'] } },
        },
        annotated('c-described', 'nonsense', {
          description: 'Of all baskets.\nUser journey: Pay  \nMore.',
        }),
        annotated('d-linked', {
          [openSloAnnotations.errorBudgetPolicy]: 'https://wiki.example.org/x',
        }),
        annotated('e-dangling', {
          [openSloAnnotations.errorBudgetPolicy]: 'docs/nowhere.md',
        }),
      ]
        .map(it => stringify(it))
        .join('---\n'),
    );
    const [observation] = await collect([target('orders')]);
    expect(observation).toMatchObject({
      status: 'observed',
      problems: [],
      data: {
        broken: 0,
        slos: [
          {
            name: 'a-annotated',
            journey: 'Pay for a basket',
            reviewedAt: '2026-04-02',
            errorBudgetPolicy: { link: 'reliability/freeze.md#stop', words: 4 },
          },
          {
            name: 'b-labelled',
            journey: 'pay',
            reviewedAt: null,
            errorBudgetPolicy: {
              link: 'docs/error-budget-policy.md',
              words: 6,
            },
          },
          { name: 'c-described', journey: 'Pay' },
          {
            name: 'd-linked',
            journey: null,
            errorBudgetPolicy: {
              link: 'https://wiki.example.org/x',
              words: null,
            },
          },
          {
            name: 'e-dangling',
            errorBudgetPolicy: { link: 'docs/nowhere.md', words: 0 },
          },
        ],
      },
    });
    expect(
      observation.status === 'observed' &&
        sloFact.type.safeParse(observation.data).error,
    ).toBeUndefined();
  });

  it('has no policy where there is none, and says which annotations it cannot use', async () => {
    await write('orders/catalog-info.yaml', '');
    await write('orders/slo/a.yaml', {
      ...document('SLO', 'one', sloSpec),
      metadata: {
        name: 'one',
        annotations: {
          [openSloAnnotations.reviewed]: '2026-02-30',
          [openSloAnnotations.errorBudgetPolicy]: '../../secret.md',
          [openSloAnnotations.journey]: 7,
        },
      },
    });
    const [observation] = await collect([target('orders')]);
    expect(observation).toMatchObject({
      data: {
        slos: [{ journey: null, reviewedAt: null, errorBudgetPolicy: null }],
      },
      problems: [
        {
          source: 'slo/a.yaml',
          line: 1,
          message:
            "Of the SLO one, the annotation team-readiness.dev/reviewed takes a date such as 2026-01-31; the annotation team-readiness.dev/error-budget-policy takes a path below the entity's directory or an http(s) address.",
        },
      ],
    });
  });

  it('gives each entity the SLOs of its own directory, and nothing from outside of it', async () => {
    await write('orders/catalog-info.yaml', '');
    await write('stock/catalog-info.yaml', '');
    await write('orders/slo/a.yaml', document('SLO', 'of-orders', sloSpec));
    await write('stock/slo/a.yaml', document('SLO', 'of-stock', sloSpec));
    await fs.symlink(join(root, 'orders/slo'), join(root, 'stock/openslo'));
    const observations = await collect([
      target('orders', { [readinessAnnotations.slos]: '../stock/slo' }),
      target('stock', { [readinessAnnotations.slos]: '/etc' }),
    ]);
    expect(observations).toMatchObject([
      { data: { slos: [{ name: 'of-orders' }] } },
      { data: { slos: [{ name: 'of-stock' }] } },
    ]);
    expect(observations[0].problems![0].message).toContain(
      "leads out of the entity's directory",
    );
    expect(JSON.stringify(observations)).not.toContain(root);
  });

  it('observes nothing where there is nothing, and is absent where nothing may be read', async () => {
    await write('orders/catalog-info.yaml', '');
    const nowhere = target('nowhere');
    delete nowhere.entity.metadata.annotations;
    const observations = await collect([target('orders'), nowhere]);
    expect(observations).toMatchObject([
      { status: 'observed', data: { slos: [], broken: 0 } },
      { status: 'absent' },
    ]);
  });

  it('fails for the entity whose source is gone, and only for it', async () => {
    await write('orders/catalog-info.yaml', '');
    const real = DefaultEntityFiles.create({
      config: mockServices.rootConfig(),
      logger: mockServices.logger.mock(),
      urlReader: mockServices.urlReader.mock(),
    });
    const gone: EntityFiles = {
      list: async options => {
        if (options.entity.metadata.name === 'gone') {
          throw new Error('the host does not answer');
        }
        const listing = (await real.list(options))!;
        const lost = (path: string) => ({
          path,
          url: null,
          content: async (): Promise<string> => {
            throw new Error('lost on the way');
          },
          changedAt: async () => null,
        });
        return {
          ...listing,
          files:
            options.entity.metadata.name === 'half'
              ? [...listing.files, lost('slo/lost.yaml')]
              : listing.files,
        };
      },
    };
    await write('half/catalog-info.yaml', '');
    await write('half/slo/a.yaml', document('SLO', 'one', sloSpec));
    const observations = await collect(
      [target('gone'), target('half'), target('orders')],
      gone,
    );
    expect(observations).toMatchObject([
      { status: 'failed', error: { message: 'the host does not answer' } },
      { status: 'observed', data: { broken: 1, slos: [{ name: 'one' }] } },
      { status: 'observed' },
    ]);
  });

  it('survives whatever the files of an entity hold', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.oneof(
            fc.string(),
            fc.jsonValue().map(value =>
              stringify({
                apiVersion: 'openslo/v1',
                kind: 'SLO',
                metadata: { name: 'x' },
                spec: value,
              }),
            ),
            fc.jsonValue().map(value =>
              stringify(
                document('SLO', 'x', {
                  ...sloSpec,
                  alertPolicies: [value],
                  objectives: value as object,
                }),
              ),
            ),
          ),
          { maxLength: 4 },
        ),
        async texts => {
          const files: EntityFiles = {
            list: async () => ({
              location: 'somewhere',
              revision: null,
              problems: [],
              files: texts.map((text, index) => ({
                path: `slo/${index}.yaml`,
                url: null,
                content: async () => text,
                changedAt: async () => null,
              })),
            }),
          };
          const [observation] = await collect([target('orders')], files);
          expect(observation.status).toBe('observed');
        },
      ),
      { numRuns: 200 },
    );
  });

  it('stops when it is asked to', async () => {
    const aborted = new AbortController();
    aborted.abort();
    const collector = new SloCollector({
      schedule,
      files: { list: async () => undefined },
    });
    const run = await collector.open();
    await expect(
      run.collect([target('orders')], { signal: aborted.signal }),
    ).rejects.toThrow(/abort/i);
  });

  it('counts what is too large to be read, and says nothing where not everything is listed', async () => {
    await write('big/slo/a.yaml', `a: ${'b'.repeat(1_200_000)}`);
    const [big] = await collect([target('big')]);
    expect(big).toMatchObject({
      status: 'observed',
      data: { slos: [], broken: 1 },
      problems: [{ name: 'slo/a.yaml' }],
    });
    expect(big).toMatchObject({ revision: undefined });
    const files: EntityFiles = {
      list: async () => ({
        location: 'x',
        revision: 'one',
        files: [],
        problems: [
          { subject: 'file', name: '.', reporter: 'files', message: 'By name' },
        ],
      }),
    };
    const [partly] = await collect([target('partly')], files);
    expect(partly).toMatchObject({
      status: 'failed',
      error: { name: 'NotImplementedError' },
    });
  });
});
