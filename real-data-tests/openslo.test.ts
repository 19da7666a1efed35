/**
 * OpenSLO documents of others, against a plain YAML parser that counts them.
 */
import { readFileSync } from 'node:fs';
import { readOpenSloDocuments } from '@team-readiness/backstage-plugin-readiness-backend-module-slo';
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
