/**
 * Documents of Sloth and Pyrra that others wrote: every valid one is read, every invalid one is
 * reported with the reason, and the alerts are those that Sloth itself generated of them.
 */
import { readFileSync } from 'node:fs';
import {
  DeclaredSlos,
  readPyrraDocuments,
  readSlothDocuments,
} from '@team-readiness/backstage-plugin-readiness-backend-module-slo';
import { parseAllDocuments } from 'yaml';
import { Reading } from './Reading';
import { realFiles } from './realData';

const files = realFiles('slo/**/*.yaml', 'slo/**/*.yml').map(file => ({
  name: file.name,
  text: readFileSync(file.path, 'utf8'),
}));

/** The documents of a text, as the plainest reader sees them. */
function plainDocuments(text: string): Array<Record<string, unknown>> {
  const documents = parseAllDocuments(text);
  return (Array.isArray(documents) ? documents : [])
    .map(document => document.toJS())
    .filter(document => typeof document === 'object' && document !== null);
}

const isSloth = (document: Record<string, unknown>) =>
  document.version === 'prometheus/v1' ||
  (document.apiVersion === 'sloth.slok.dev/v1' &&
    document.kind === 'PrometheusServiceLevel');
const isPyrra = (document: Record<string, unknown>) =>
  document.apiVersion === 'pyrra.dev/v1alpha1' &&
  document.kind === 'ServiceLevelObjective';

/** What is wrong with a file of Sloth's own tests for its validation, by its name. */
const reasons: Array<[file: string, reason: RegExp]> = [
  ['bad-aa.yaml', /slos\[1\]\.objective: must be a per cent below 100/],
  ['bad-ab.yaml', /slos\[1\]\.objective: must be a per cent below 100/],
  ['bad-ba.yaml', /slos\[1\]\.objective: must be a per cent below 100/],
  ['bad-k8s.yaml', /spec\.service: must not be empty/],
  ['bad-multi-k8s.yaml', /spec\.slos\[0\]\.alerting\.name: is missing/],
  ['bad-multi.yaml', /slos\[1\]\.sli: needs one of events, raw and plugin/],
];

/**
 * Of Sloth's repository and not in its formats: OpenSLO `v1alpha`, which is another version (that
 * `bad-openslo.yaml` is refused by Sloth for a window of 28 days is no concern of OpenSLO), windows
 * of alerts, and the rules that it generates.
 */
const otherFormats =
  /openslo\/v1alpha|kind: AlertWindows|^groups:|kind: PrometheusRule\b/m;

describe.each<
  [
    string,
    string,
    (document: Record<string, unknown>) => boolean,
    (text: string, source: string) => DeclaredSlos,
    { files: number; documents: number },
  ]
>([
  [
    'Sloth',
    'slo/slok__sloth/',
    isSloth,
    readSlothDocuments,
    { files: 28, documents: 34 },
  ],
  [
    'Pyrra',
    'slo/pyrra-dev__pyrra/',
    isPyrra,
    readPyrraDocuments,
    { files: 26, documents: 27 },
  ],
])('documents of %s by others', (title, folder, isOfIt, read, counts) => {
  const reading = new Reading(`Documents of ${title}`);
  const holding = files
    .filter(file => file.name.startsWith(folder))
    .flatMap(file => {
      const plain = plainDocuments(file.text).filter(isOfIt);
      return plain.length > 0 ? [{ ...file, plain }] : [];
    });
  afterAll(() => reading.print());

  it('are as many as are known to be there', () => {
    expect({
      files: holding.length,
      documents: holding.reduce((sum, file) => sum + file.plain.length, 0),
    }).toEqual(counts);
  });

  it.each(holding)('are all found in $name', ({ name, text, plain }) => {
    const found = read(text, name);
    expect(found.claimed).toBe(plain.length);
    reading.addRead(found.claimed - found.broken);
    for (const { source, line, column, message } of found.problems) {
      reading.addUnread(`${source}:${line}:${column}`, message);
    }
    const isBad = /\/validate\/bad\//.test(name);
    expect(found.broken).toBe(isBad ? 1 : 0);
    const [, reason] = reasons.find(([file]) => name.endsWith(`/${file}`)) ?? [
      '',
      /^$/,
    ];
    expect(found.problems[0]?.message ?? '').toMatch(reason);
    // What can be read can be asked of Prometheus.
    expect(
      found.slos.flatMap(({ measure }) =>
        measure.kind === 'none' ? [measure.reason] : [],
      ),
    ).toEqual([]);
  });

  it('are nowhere else, and nothing else is taken for some', () => {
    const names = new Set(holding.map(file => file.name));
    const others = files.filter(file => !names.has(file.name));
    expect(
      others.filter(file => {
        const found = read(file.text, file.name);
        return found.claimed > 0 || found.problems.length > 0;
      }),
    ).toEqual([]);
    expect(
      others
        .filter(file => file.name.startsWith(folder))
        .filter(file => !otherFormats.test(file.text)),
    ).toEqual([]);
  });
});

describe('alerts that Sloth generated', () => {
  const pairs = files.flatMap(file => {
    const generated = files.find(
      other =>
        other.name === file.name.replace('/examples/', '/examples/_gen/'),
    );
    const declared = readSlothDocuments(file.text, file.name);
    return generated && generated !== file && declared.slos.length > 0
      ? [{ name: file.name, declared, generated: generated.text }]
      : [];
  });

  it('are there for fifteen examples and more', () => {
    expect(pairs.length).toBeGreaterThanOrEqual(15);
  });

  it.each(pairs)(
    'are those that are told of $name',
    ({ declared, generated }) => {
      const groups = plainDocuments(generated).flatMap(document => {
        const { spec } = document as { spec?: { groups?: unknown } };
        return (document.groups ?? spec?.groups ?? []) as Array<{
          rules?: Array<{
            alert?: string;
            labels?: Record<string, string>;
            annotations?: Record<string, string>;
          }>;
        }>;
      });
      const written = groups
        .flatMap(group => group.rules ?? [])
        .filter(rule => rule.alert)
        .map(rule =>
          [
            rule.alert,
            rule.labels?.sloth_severity === 'page',
            (
              rule.labels?.severity ?? rule.labels?.sloth_severity
            )?.toLowerCase(),
            rule.annotations?.runbook ?? null,
          ].join(' | '),
        );
      const told = declared.slos
        .flatMap(slo => slo.alerts)
        .map(({ name, paging, severity, runbook }) =>
          [name, paging, severity, runbook].join(' | '),
        );
      expect(told.sort()).toEqual(written.sort());
    },
  );
});
