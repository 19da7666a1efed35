import { mockServices } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import {
  alertsFact,
  AlertsFact,
  CatalogFact,
  readinessAnnotations,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  CollectionTarget,
  DefaultEntityFiles,
  EntityFiles,
} from '@team-readiness/backstage-plugin-readiness-node';
import fc from 'fast-check';
import { promises as fs } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { stringify } from 'yaml';
import { AlertsCollector } from './AlertsCollector';

const signal = new AbortController().signal;

let root: string;
beforeEach(async () => {
  root = await fs.mkdtemp(join(tmpdir(), 'alerts-'));
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
  runbookLinks: CatalogFact['runbookLinks'] = [],
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
  };
  return {
    entityRef: `component:default/${name}`,
    entity,
    catalog: { runbookLinks } as CatalogFact,
  };
};

const collect = async (targets: CollectionTarget[], files?: EntityFiles) => {
  const collector = new AlertsCollector({
    schedule: { frequency: { hours: 24 }, timeToLive: { days: 3 } },
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

const alert = (
  name: string,
  labels: object = {},
  annotations: object = {},
  expr: unknown = 'up == 0',
) => ({ alert: name, expr, labels, annotations });

const ruleFile = (...rules: object[]) => ({ groups: [{ name: 'g', rules }] });

const alertsOf = async (
  ...options: Parameters<typeof target>
): Promise<AlertsFact['alerts']> => {
  const [observation] = await collect([target(...options)]);
  if (observation.status !== 'observed') {
    throw new Error(`It is ${observation.status}`);
  }
  return alertsFact.type.parse(observation.data).alerts;
};

describe('AlertsCollector', () => {
  it('reads rule files, PrometheusRules and lists of them, and passes over the rest', async () => {
    await write('orders/catalog-info.yaml', '');
    await write('orders/alerts/a.rules', ruleFile(alert('InRuleFile')));
    const prometheusRule = (name: string) => ({
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'PrometheusRule',
      spec: ruleFile(alert(name), { record: 'x', expr: '1' }),
    });
    await write(
      'orders/deploy/rules.yaml',
      `${stringify({ kind: 'Deployment', spec: {} })}---\n${stringify(
        prometheusRule('InCluster'),
      )}---\n${stringify({
        kind: 'List',
        items: [{ kind: 'Service' }, prometheusRule('InList')],
      })}`,
    );
    await write('orders/elsewhere/a.yaml', ruleFile(alert('Elsewhere')));
    await write('orders/alerts/grafana.json', '{"panels":[]}');
    await write('orders/deploy/broken.yaml', 'kind: Deployment\nspec: [\n');
    const [observation] = await collect([target('orders')]);
    expect(observation).toMatchObject({
      entityRef: 'component:default/orders',
      status: 'observed',
      problems: [],
      data: {
        broken: 0,
        alerts: [
          { name: 'InCluster', path: 'deploy/rules.yaml' },
          { name: 'InList', path: 'deploy/rules.yaml' },
          { name: 'InRuleFile', path: 'alerts/a.rules', severity: null },
        ],
      },
    });
  });

  it('knows which alerts call somebody, and which watch the burn rate of an SLO', async () => {
    await write('orders/catalog-info.yaml', '');
    await write(
      'orders/alerts/a.yaml',
      ruleFile(
        alert('A', { severity: 'Page' }),
        alert('B', { severity: 'SEV-1', slo: 'orders-answered' }),
        alert(
          'C',
          { severity: 'ticket', slo: 'orders-answered' },
          {},
          'x:burnrate5m > 14',
        ),
        alert(
          'D',
          { sloth_severity: 'page', sloth_slo: 'orders-answered' },
          {},
          'slo:sli_error:ratio_rate5m > 0.014',
        ),
      ),
    );
    expect(
      (await alertsOf('orders')).map(it => [it.name, it.paging, it.burnRateOf]),
    ).toEqual([
      ['A', true, null],
      ['B', true, null],
      ['C', false, 'orders-answered'],
      ['D', true, 'orders-answered'],
    ]);
  });

  it('finds the SLO of a burn-rate alert in its expression', async () => {
    await write('orders/catalog-info.yaml', '');
    const expr = (matcher: string) =>
      `slo:sli_error:ratio_rate1h{service="a", ${matcher}} > 14.4 * 0.001`;
    await write(
      'orders/alerts/a.yaml',
      ruleFile(
        alert('A', {}, {}, expr('sloth_slo="answered"')),
        alert('B', { slo: 'labelled' }, {}, expr('slo="answered"')),
        alert('C', {}, {}, 'up{slo="answered"} == 0'),
        alert('D', {}, {}, expr('slo=~"a|b"')),
      ),
    );
    expect(
      (await alertsOf('orders')).map(it => [it.name, it.burnRateOf]),
    ).toEqual([
      ['A', 'answered'],
      ['B', 'labelled'],
      ['C', null],
      ['D', null],
    ]);
  });

  it('knows the alerts that Sloth and Pyrra make, once, with their runbooks', async () => {
    await write('orders/catalog-info.yaml', '');
    await write('orders/docs/runbook.md', '# Burns');
    const sloth = (name: string) => ({
      version: 'prometheus/v1',
      service: 'orders',
      slos: [
        {
          name,
          objective: 99,
          sli: { plugin: { id: 'x' } },
          alerting: {
            name: `${name}-burns`,
            annotations: { runbook: 'docs/runbook.md' },
            ticket_alert: { labels: { severity: 'info' } },
          },
        },
      ],
    });
    await write('orders/slo/a.yaml', sloth('declared'));
    await write('orders/reliability/b.yaml', sloth('generated'));
    await write(
      'orders/alerts/generated.yaml',
      ruleFile(
        alert(
          'generated-burns',
          { sloth_slo: 'generated', sloth_severity: 'page' },
          {},
          'slo:sli_error:ratio_rate5m > 1',
        ),
      ),
    );
    await write('orders/pyrra/c.yaml', {
      apiVersion: 'pyrra.dev/v1alpha1',
      kind: 'ServiceLevelObjective',
      metadata: { name: 'watched' },
      spec: {
        target: '99',
        window: '2w',
        indicator: { bool_gauge: { metric: 'up' } },
      },
    });
    await write(
      'orders/sloth/broken.yaml',
      'version: prometheus/v1\nslos: 1\n',
    );
    const found = await alertsOf('orders', {
      [readinessAnnotations.slos]: 'reliability',
    });
    expect(
      found.map(it => [
        it.name,
        it.severity,
        it.paging,
        it.burnRateOf,
        it.path,
      ]),
    ).toEqual([
      ['ErrorBudgetBurn', 'critical', true, 'watched', 'pyrra/c.yaml'],
      ['ErrorBudgetBurn', 'warning', false, 'watched', 'pyrra/c.yaml'],
      ['SLOMetricAbsent', 'critical', true, null, 'pyrra/c.yaml'],
      ['declared-burns', 'page', true, 'declared', 'slo/a.yaml'],
      ['declared-burns', 'info', false, 'declared', 'slo/a.yaml'],
      ['generated-burns', 'page', true, 'generated', 'alerts/generated.yaml'],
    ]);
    expect(found[3]).toMatchObject({
      runbook: 'docs/runbook.md',
      runbookExists: true,
    });
    expect(found[0]).toMatchObject({ runbook: null, runbookExists: null });
  });

  it('says of each runbook whether it is there', async () => {
    await write('orders/catalog-info.yaml', '');
    await write('orders/docs/runbook.md', '# Runbook');
    await write('stock/docs/secret.md', '# Of another entity');
    const runbooks = [
      'docs/runbook.md#burns',
      './docs/runbook.md',
      'docs/gone.md',
      '../stock/docs/secret.md',
      'https://wiki.example.org/orders/#top',
      'https://wiki.example.org/else',
      '',
    ];
    await write(
      'orders/alerts/a.yaml',
      ruleFile(
        ...runbooks.map((runbook_url, i) =>
          alert(`A${i}`, { severity: 'page' }, { runbook_url }),
        ),
      ),
    );
    const links = [
      { title: 'Runbook', url: 'https://wiki.example.org/orders' },
    ];
    expect(
      (await alertsOf('orders', {}, links)).map(it => it.runbookExists),
    ).toEqual([true, true, false, false, true, null, null]);
  });

  it('knows the addresses of the files of an entity', async () => {
    const address = 'https://git.example.org/orders/blob/main/docs/runbook.md';
    const content = stringify(
      ruleFile(alert('A', {}, { runbook_url: `${address}?plain=1#burns` })),
    );
    const file = (path: string, url: string) => ({
      path,
      url,
      content: async () => content,
      changedAt: async () => null,
    });
    const files: EntityFiles = {
      list: async ({ globs }) => ({
        location: 'somewhere',
        revision: null,
        problems: [],
        files: globs.includes('alerts/**')
          ? [file('alerts/a.yaml', 'https://git.example.org/a')]
          : [file('docs/runbook.md', address)],
      }),
    };
    const [observation] = await collect([target('orders')], files);
    expect(observation).toMatchObject({
      data: { alerts: [{ name: 'A', runbookExists: true }] },
    });
  });

  it('counts what is broken, with its place, and keeps the others', async () => {
    await write('orders/catalog-info.yaml', '');
    await write(
      'orders/ops/alerts/a.yaml',
      `groups:
  - name: g
    rules:
      - alert: Good
        expr: up == 0
      - alert: ''
        expr: up == 0
      - alert: NoExpression
      - nonsense
`,
    );
    await write('orders/ops/alerts/b.yaml', 'groups:\n  - alert: [\n');
    const [observation] = await collect([
      target('orders', { [readinessAnnotations.alerts]: 'ops/alerts' }),
    ]);
    expect(observation).toMatchObject({
      data: { broken: 3, alerts: [{ name: 'Good' }] },
      problems: [
        {
          source: 'ops/alerts/a.yaml',
          line: 6,
          message: expect.stringMatching(/needs a name/),
        },
        {
          source: 'ops/alerts/a.yaml',
          line: 8,
          message: expect.stringMatching(/NoExpression has no expression/),
        },
        {
          source: 'ops/alerts/b.yaml',
          message: expect.stringMatching(/cannot be read/),
        },
      ],
    });
    expect(JSON.stringify(observation)).not.toContain(root);
  });

  it('observes nothing where there is nothing, is absent where nothing may be read, and fails alone', async () => {
    await write('orders/catalog-info.yaml', '');
    const nowhere = target('nowhere');
    delete nowhere.entity.metadata.annotations;
    expect(await collect([target('orders'), nowhere])).toMatchObject([
      { status: 'observed', data: { alerts: [], broken: 0 } },
      { status: 'absent' },
    ]);
    const gone: EntityFiles = {
      list: async ({ entity }) => {
        if (entity.metadata.name === 'gone') {
          throw new Error('the host does not answer');
        }
        return { location: 'x', revision: null, problems: [], files: [] };
      },
    };
    expect(
      await collect([target('gone'), target('orders')], gone),
    ).toMatchObject([
      { status: 'failed', error: { message: 'the host does not answer' } },
      { status: 'observed' },
    ]);
  });

  it('survives whatever the rules hold, and observes what fits the schema', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.oneof(
            fc.string(),
            fc.jsonValue().map(value => stringify({ groups: value })),
            fc
              .record({
                alert: fc.jsonValue(),
                expr: fc.jsonValue(),
                labels: fc.jsonValue(),
                annotations: fc.dictionary(
                  fc.constantFrom('runbook_url', 'x'),
                  fc.oneof(fc.string(), fc.webUrl(), fc.jsonValue()),
                ),
              })
              .map(rule => stringify(ruleFile(rule))),
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
                path: `alerts/${index}.yaml`,
                url: null,
                content: async () => text,
                changedAt: async () => null,
              })),
            }),
          };
          const [observation] = await collect([target('orders')], files);
          expect(
            observation.status === 'observed' &&
              alertsFact.type.safeParse(observation.data).success,
          ).toBe(true);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('counts rules that are too large to be read, but no large manifest', async () => {
    await write('big/alerts/a.yaml', `a: ${'b'.repeat(1_200_000)}`);
    await write('big/deploy/definitions.yaml', `a: ${'b'.repeat(1_200_000)}`);
    expect(await collect([target('big')])).toMatchObject([
      { status: 'observed', data: { alerts: [], broken: 1 } },
    ]);
  });
});
