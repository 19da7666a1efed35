import { renderOpenMetrics } from './renderOpenMetrics';

describe('renderOpenMetrics', () => {
  it('names type and help, escapes labels, and ends with a mark', () => {
    expect(
      renderOpenMetrics([
        {
          name: 'runs',
          type: 'counter',
          help: 'Runs\nso far.',
          samples: [{ labels: { of: 'a "b" \\ c\nd' }, value: 3 }],
        },
        { name: 'nothing', type: 'gauge', help: 'None.', samples: [] },
        {
          name: 'ratio',
          type: 'gauge',
          help: 'A share.',
          samples: [
            { labels: {}, value: 0.25 },
            { labels: { of: 'x' }, value: NaN },
          ],
        },
      ]),
    ).toBe(
      [
        '# TYPE readiness_runs counter',
        '# HELP readiness_runs Runs\\nso far.',
        'readiness_runs_total{of="a \\"b\\" \\\\ c\\nd"} 3',
        '# TYPE readiness_ratio gauge',
        '# HELP readiness_ratio A share.',
        'readiness_ratio 0.25',
        '# EOF',
        '',
      ].join('\n'),
    );
  });
});
