/**
 * OpenSLO documents of others, against a plain YAML parser that counts them.
 */
import { readFileSync } from 'node:fs';
import {
  readOpenSloDocuments,
  SloCollector,
} from '@team-readiness/backstage-plugin-readiness-backend-module-slo';
import { CatalogFact } from '@team-readiness/backstage-plugin-readiness-common';
import { parseAllDocuments } from 'yaml';
import { Reading } from './Reading';
import { realFiles } from './realData';

const files = realFiles('slo/**/*.yaml', 'slo/**/*.yml', 'slo/**/*.json');

/** Counted by hand: documents in a file, and SLOs among them. */
const knownCounts = new Map([
  ['OpenSLO__go-sdk/pkg/openslo/v1/examples/slis.yaml', [4, 0]],
  ['OpenSLO__go-sdk/pkg/openslo/v1/examples/slos.yaml', [1, 1]],
  ['OpenSLO__go-sdk/pkg/openslo/v1/examples/alert_policies.yaml', [3, 0]],
  [
    'OpenSLO__go-sdk/pkg/openslosdk/test_data/decode/two_documents.yaml',
    [2, 0],
  ],
  [
    'OpenSLO__go-sdk/pkg/openslosdk/test_data/inline/inputs/v1_slo.yaml',
    [5, 2],
  ],
  ['OpenSLO__OpenSLO/examples/budgeting-method/ratio-timeslices.yaml', [1, 1]],
]);

/**
 * Shapes printed in the specification, with `string` and `a | b` in the places
 * of values: these are not documents, and no reader can take them for some.
 */
const shapes = /^slo\/OpenSLO__OpenSLO\/spec-README-block\d+\.yaml$/;

/** How many documents of a text say that they are OpenSLO v1, as the plainest reader sees it. */
function plainCount(text: string): number {
  const documents = parseAllDocuments(text);
  return (Array.isArray(documents) ? documents : [])
    .flatMap(document => document.toJS())
    .filter(document => document?.apiVersion === 'openslo/v1').length;
}

describe('OpenSLO documents of others', () => {
  const reading = new Reading('Files with OpenSLO v1 documents');
  const holding = files.flatMap(file => {
    const text = readFileSync(file.path, 'utf8');
    const plain = plainCount(text);
    return plain > 0 ? [{ name: file.name, text, plain }] : [];
  });
  afterAll(() => reading.print());

  it('holds at least one file', () => {
    expect(holding.map(file => file.name)).not.toEqual([]);
  });

  it.each(holding)('finds every document of $name', ({ name, text, plain }) => {
    const found = readOpenSloDocuments(text, name);
    expect(found.claimed).toBe(plain);
    const known = knownCounts.get(name.replace('slo/', ''));
    expect([found.claimed, found.slos.length]).toEqual(
      known ?? [found.claimed, found.slos.length],
    );
    if (found.broken === 0) {
      reading.addRead();
      return;
    }
    const [problem] = found.problems;
    reading.addUnread(
      `${problem.source}:${problem.line}:${problem.column}`,
      problem.message,
    );
  });

  it('reads nine files of ten, and every one that is not a printed shape', () => {
    expect(reading.read + reading.unread.length).toBe(holding.length);
    expect(reading.read / holding.length).toBeGreaterThanOrEqual(0.9);
    const surprising = reading.unread.filter(
      ({ place }) => !shapes.test(place.replace(/:\d+:\d+$/, '')),
    );
    expect(surprising).toEqual([]);
  });

  it('is silent about files that hold none', () => {
    const names = new Set(holding.map(file => file.name));
    const noisy = files
      .filter(file => !names.has(file.name))
      .map(file =>
        readOpenSloDocuments(readFileSync(file.path, 'utf8'), file.name),
      )
      .filter(found => found.claimed > 0 || found.problems.length > 0);
    expect(noisy).toEqual([]);
  });
});

/** What the references of a file lead to, and what of it is not there, by the SDK's own tests. */
const missingReferences = new Map([
  [
    'custom_config.yaml',
    [
      'AlertCondition cpu-usage-breach',
      'AlertNotificationTarget pd-on-call-notification',
      'SLI my-sli',
      'AlertPolicy single-referenced-object',
      'AlertPolicy mix-of-referenced-and-inlined-objects',
    ],
  ],
  [
    'v1_alert_policies_invalid_condition.yaml',
    ['AlertCondition cpu-usage-breach'],
  ],
  [
    'v1_alert_policies_invalid_target.yaml',
    ['AlertNotificationTarget devs-email-notification'],
  ],
  ['v1_alert_policies_keep_refs.yaml', []],
  ['v1_alert_policies_remove_refs.yaml', []],
  ['v1_slo.yaml', []],
  ['v1_slo_invalid_policy.yaml', ['AlertPolicy no-policy']],
  ['v1_slo_invalid_sli.yaml', ['SLI no-sli']],
  [
    'v1_slo_invalid_target.yaml',
    ['AlertNotificationTarget devs-email-notification'],
  ],
]);

describe('references between OpenSLO documents of others', () => {
  const inputs = realFiles(
    'slo/OpenSLO__go-sdk/pkg/openslosdk/test_data/inline/inputs/*.yaml',
  ).map(file => ({ name: file.name, text: readFileSync(file.path, 'utf8') }));

  it.each(inputs)('are followed in $name', async ({ name, text }) => {
    const collector = new SloCollector({
      schedule: { frequency: { hours: 24 }, timeToLive: { days: 3 } },
      files: {
        list: async ({ globs }) => ({
          location: 'x',
          revision: null,
          problems: [],
          files: globs.includes('slo/**')
            ? [
                {
                  path: 'slo/x.yaml',
                  url: null,
                  content: async () => text,
                  changedAt: async () => null,
                },
              ]
            : [],
        }),
      },
    });
    const run = await collector.open();
    const [observation] = await run.collect(
      [
        {
          entityRef: 'component:default/x',
          entity: {
            apiVersion: 'backstage.io/v1alpha1',
            kind: 'Component',
            metadata: { name: 'x' },
          },
          catalog: {} as CatalogFact,
        },
      ],
      { signal: new AbortController().signal },
    );
    expect(observation.status).toBe('observed');
    const missing = (observation.problems ?? []).flatMap(
      ({ message }) =>
        /refers to (.*), which no file/.exec(message)?.[1].split(', ') ?? [],
    );
    expect(missing).toEqual(missingReferences.get(name.split('/').pop() ?? ''));
  });
});
