import { mockServices } from '@backstage/backend-test-utils';
import { readCostConfig } from './readCostConfig';

const read = (readiness: object) =>
  readCostConfig(mockServices.rootConfig({ data: { readiness } }));

describe('readCostConfig', () => {
  it.each([{}, { cost: {} }, { cost: { focus: { files: [] } } }])(
    'is inactive for %j',
    readiness => {
      expect(read(readiness)).toBeUndefined();
    },
  );

  it('fills in defaults', () => {
    expect(read({ cost: { focus: { files: ['costs/*.csv'] } } })).toEqual({
      focus: {
        files: ['costs/*.csv'],
        tagKeys: ['backstage.io/entity-ref', 'service', 'app', 'component'],
      },
      schedule: { frequency: { hours: 6 }, timeToLive: { days: 2 } },
    });
  });

  it('reads every key', () => {
    expect(
      read({
        cost: { focus: { files: ['a'], tagKeys: ['CostCenter'] } },
        collectors: { cost: { frequency: '30m', timeToLive: { days: 1 } } },
      }),
    ).toEqual({
      focus: { files: ['a'], tagKeys: ['CostCenter'] },
      schedule: { frequency: { minutes: 30 }, timeToLive: { days: 1 } },
    });
  });

  it.each([
    [{ cost: { focus: { files: 'a.csv' } } }, 'readiness.cost.focus.files'],
    [{ cost: { focus: { files: [' '] } } }, 'readiness.cost.focus.files'],
    [
      { cost: { focus: { files: ['a'], tagKeys: [] } } },
      'readiness.cost.focus.tagKeys',
    ],
    [
      {
        cost: { focus: { files: ['a'] } },
        collectors: { cost: { timeToLive: '1h' } },
      },
      'readiness.collectors.cost.timeToLive',
    ],
  ])('names the wrong key in %j', (readiness, key) => {
    expect(() => read(readiness)).toThrow(key);
  });
});
