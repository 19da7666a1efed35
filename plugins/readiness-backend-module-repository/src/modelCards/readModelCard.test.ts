import fc from 'fast-check';
import { readModelCard } from './readModelCard';

const now = new Date('2026-06-15T12:00:00Z');
const read = (text: string) => readModelCard(text, now);
const twenty = 'one two three four five six seven eight nine ten '.repeat(2);

describe('readModelCard', () => {
  it('reads a plain card', () => {
    const text = `---
evaluated: 2026-05-09
---

# fraud-score

## Intended use

It scores payments for the people who look into fraud; it must not be used to decide about credit, or about anybody's account.

## Evaluation

| metric | value | on |
| ------ | ----- | -- |
| recall | 0.91  | the hold-out of April |
| precision | 88 % | the hold-out of April |

- AUC: 0.97

## Limitations

It has seen few payments above ten thousand euros, and none of merchants that are younger than a month, which matters for both.
`;
    expect(read(text)).toMatchObject({
      card: {
        words: 67,
        intendedUse: true,
        limitations: true,
        evaluatedAt: '2026-05-09',
        metrics: 3,
      },
      about: null,
      issues: [],
    });
  });

  it('reads the metadata of the Hub', () => {
    const text = `---
library_name: timm
model-index:
- name: a
  results:
  - task: { type: image-classification }
    dataset: { type: beans, name: Beans }
    metrics:
    - { type: accuracy, value: 0.9 }
    - { type: f1, value: '0.66' }
    - { type: auc, value: pending }
---

# a

## Results

| Metric | Value |
| --- | --- |
| accuracy | 0.9 |
`;
    expect(read(text)).toMatchObject({
      card: { metrics: 2, evaluatedAt: null },
      about: 'model',
    });
  });

  it('tells of a result that the Hub refuses, with its place, and reads the rest', () => {
    const text = `---
model-index:
- name: a
  results:
  - task: { type: x }
    metrics: [{ type: acc, value: 0.9 }]
---

# a

## Uses

${twenty}
`;
    expect(read(text)).toMatchObject({
      card: { metrics: 0, intendedUse: true },
      issues: [{ line: 2, message: expect.stringContaining('model-index') }],
    });
    expect(read(`---\n[]\n---\n# a\n\n## Uses\n\n${twenty}`)).toMatchObject({
      card: { intendedUse: true },
      issues: [{ line: 2 }],
    });
  });

  it('counts nothing of the template', () => {
    const text = `# Model Card for {{ model_id | default("Model ID", true) }}

- **Developed by:** [More Information Needed]
- **License:** {{ license | default("[More Information Needed]", true)}}

## Uses

<!-- Address questions around how the model is intended to be used, including those affected by it. -->

### Direct Use

[More Information Needed]

## Bias, Risks, and Limitations

[More Information Needed]

### Recommendations

Users (both direct and downstream) should be made aware of the risks, biases and limitations of the model. More information needed for further recommendations.
`;
    const { card } = read(text);
    expect(card).toMatchObject({ intendedUse: false, limitations: false });
    expect(card.words).toBe(0);
  });

  it.each([
    ['## Intended uses & limitations', true, true],
    ['### Primary intended uses', true, false],
    ['## Out-of-Scope Use', false, false],
    ['## Ethical considerations', false, true],
    ['## Verwendungszweck', true, false],
    ['## Limites et biais', false, true],
    ['## Uso previsto', true, false],
  ])('takes %j for what it is', (heading, intendedUse, limitations) => {
    expect(read(`# a\n\n${heading}\n\n${twenty}`).card).toMatchObject({
      intendedUse,
      limitations,
    });
    expect(read(`# a\n\n${heading}\n\nToo few words.`).card).toMatchObject({
      intendedUse: false,
      limitations: false,
    });
  });

  it.each([
    ['Evaluated on 2026-03-01. Measured again on 2026-04-01.', '2026-04-01'],
    ['Evaluation date: 1 April 2026', '2026-04-01'],
    [
      '| metric | value | date |\n| - | - | - |\n| auc | 0.9 | 2026-04-01 |',
      '2026-04-01',
    ],
    [
      '| Evaluated | 2026-04-01 |\n| - | - |\n| Measured | 2026-03-01 |',
      '2026-03-01',
    ],
    ['The data of 2019-01-01 to 2020-01-01 was used.', null],
    ['Nothing.', null],
  ])('reads the newest date of an evaluation from %j', (text, date) => {
    expect(read(`# a\n\n## Evaluation\n\n${text}`).card.evaluatedAt).toBe(date);
  });

  it('does not take a date of the future, nor one of another part', () => {
    expect(read('# a\n\n## Results\n\nEvaluated on 2026-09-01')).toMatchObject({
      card: { evaluatedAt: null },
      nextDay: '2026-09-01',
      issues: [{ line: 1 }],
    });
    expect(
      read('# a\n\n## Training data\n\nMeasured on 2026-03-01').card
        .evaluatedAt,
    ).toBeNull();
  });

  it('counts metrics with a value only', () => {
    const metrics = (text: string) =>
      read(`# a\n\n## Evaluation\n\n${text}`).card.metrics;
    expect(
      metrics(
        '| Epoch | Step | Loss | WER |\n| - | - | - | - |\n| first | 100 | 0.5 | 12.3 ± 0.4 |\n| second | 200 | 0.4 | n/a |',
      ),
    ).toBe(3);
    expect(
      metrics(
        '- Accuracy: 0.91\n- F1 = 88 %\n- Model: v1\n- Since: 2026-01-01',
      ),
    ).toBe(2);
    expect(metrics('It is good.')).toBe(0);
  });

  it('knows the card of a dataset', () => {
    expect(read('---\ntask_categories: [x]\n---\n# a').about).toBe('dataset');
    expect(read('# Dataset Card for beans').about).toBe('dataset');
  });

  it('reads any text, in bounded time', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 400 }), text => {
        const { card } = read(`# a\n\n## Evaluation\n\n${text}`);
        expect(card.metrics).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 200 },
    );
    const begun = process.cpuUsage().user;
    read(`# a\n\n## Results\n\n${'{{ '.repeat(80_000)}`);
    read(`# a\n\n## Results\n\n${'[todo '.repeat(40_000)}`);
    read(`# a\n\n## Results\n\n${'a of 1,2 '.repeat(25_000)}`);
    expect((process.cpuUsage().user - begun) / 1_000).toBeLessThan(5_000);
  });
});
