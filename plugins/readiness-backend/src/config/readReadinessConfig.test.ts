import { mockServices } from '@backstage/backend-test-utils';
import { readReadinessConfig } from './readReadinessConfig';

const read = (readiness?: object) =>
  readReadinessConfig(
    mockServices.rootConfig({
      data: readiness ? JSON.parse(JSON.stringify({ readiness })) : {},
    }),
  );

describe('readReadinessConfig', () => {
  it('has a default for everything', () => {
    const config = read();
    expect(config.definitions).toEqual({
      builtIn: ['service-readiness', 'team-readiness'],
      recipes: [],
      documents: [],
      files: [],
      urls: [],
      frequency: { minutes: 1 },
      warnDays: 30,
    });
    expect(config.tier.paths).toEqual([
      'metadata.annotations.team-readiness.dev/tier',
      'metadata.labels.tier',
      'spec.tier',
    ]);
    expect(config.catalog).toEqual({
      frequency: { minutes: 10 },
      timeToLive: { days: 1 },
      minimumShare: 0.5,
      pageSize: 200,
    });
    expect(config.evaluation.batchSize).toBeUndefined();
    expect(config.collector('anything')).toEqual({
      timeout: { minutes: 5 },
      minimumShare: 0.5,
      disabled: false,
    });
  });

  it('reads each key', () => {
    const config = read({
      definitions: {
        builtIn: [],
        recipes: ['sonarqube'],
        documents: [{ kind: 'Scorecard' }],
        files: ['a/*.yaml'],
        urls: ['https://example.org/a.yaml?token=x'],
        owner: 'Developer-Platform',
        frequency: 'PT5S',
        warnDays: 0,
      },
      tier: { paths: ['spec.class'], values: { Gold: 1, bronze: 3 } },
      catalog: {
        frequency: { minutes: 2 },
        timeToLive: { hours: 2 },
        minimumShare: 0,
        pageSize: 7,
      },
      evaluation: { batchSize: 50 },
      collectors: {
        slo: { frequency: '5 minutes', timeToLive: { hours: 1 } },
        cost: { disabled: true, minimumShare: 0.9 },
      },
    });
    expect(config.definitions.files).toEqual(['a/*.yaml']);
    expect(config.definitions).toMatchObject({
      builtIn: [],
      owner: 'group:default/developer-platform',
      recipes: ['sonarqube'],
      documents: [{ kind: 'Scorecard' }],
      urls: ['https://example.org/a.yaml?token=x'],
      warnDays: 0,
    });
    expect(config.tier.values.get('gold')).toBe(1);
    expect(config.catalog.pageSize).toBe(7);
    expect(config.catalog.minimumShare).toBe(0);
    expect(config.collector('slo').frequency).toEqual({ minutes: 5 });
    expect(config.collector('cost')).toMatchObject({
      disabled: true,
      minimumShare: 0.9,
    });
  });

  it('is frozen in depth', () => {
    const config = read();
    expect(Object.isFrozen(config)).toBe(true);
    expect(Object.isFrozen(config.definitions.files)).toBe(true);
    expect(Object.isFrozen(config.catalog)).toBe(true);
  });

  it.each([
    [
      { catalog: { frequency: 'soon' } },
      'readiness.catalog.frequency is not a duration',
    ],
    [
      { catalog: { frequency: { days: 2 } } },
      'readiness.catalog.timeToLive must be longer than readiness.catalog.frequency',
    ],
    [
      { catalog: { minimumShare: 2 } },
      'readiness.catalog.minimumShare must be between 0 and 1',
    ],
    [
      { catalog: { pageSize: 0 } },
      'readiness.catalog.pageSize must be a whole number',
    ],
    [
      { tier: { values: { gold: 4 } } },
      'readiness.tier.values.gold must be 1, 2 or 3',
    ],
    [{ tier: { values: ['gold'] } }, 'readiness.tier.values must map'],
    [
      { definitions: { frequency: { minutes: 0 } } },
      'readiness.definitions.frequency must be longer than nothing',
    ],
    [{ definitions: { files: 'a.yaml' } }, 'readiness.definitions.files'],
    [
      { definitions: { documents: { kind: 'Scorecard' } } },
      'readiness.definitions.documents must be a list of documents',
    ],
    [
      { definitions: { urls: ['https://a.example/a.yaml', 'b.yaml'] } },
      'readiness.definitions.urls[1] must be an absolute http or https URL',
    ],
    [
      { definitions: { urls: ['file:///etc/passwd'] } },
      'readiness.definitions.urls[0] must be',
    ],
    [
      { definitions: { urls: Array(51).fill('https://a.example/a.yaml') } },
      'readiness.definitions.urls holds more than 50 URLs',
    ],
    [
      { definitions: { owner: 'group:a:b' } },
      'readiness.definitions.owner must be the ref of a group or a user',
    ],
    [
      { definitions: { owner: 'component:default/cart' } },
      'readiness.definitions.owner must be the ref of a group or a user',
    ],
    [
      { definitions: { warnDays: 1.5 } },
      'readiness.definitions.warnDays must be a whole number',
    ],
    [
      { collectors: { slo: { timeout: 'x' } } },
      'readiness.collectors.slo.timeout is not a duration',
    ],
    [
      {
        collectors: {
          slo: { frequency: { hours: 1 }, timeToLive: { minutes: 1 } },
        },
      },
      'readiness.collectors.slo.timeToLive must be longer',
    ],
    [
      { collectors: { 'not an id': {} } },
      'readiness.collectors.not an id is not the id of a collector',
    ],
  ])('refuses %j', (readiness, message) => {
    expect(() => read(readiness)).toThrow(message);
  });

  it('does not repeat a secret of a URL', () => {
    const urls = ['https://user:hunter2@example.org/a.yaml'];
    let message = '';
    try {
      read({ definitions: { urls } });
    } catch (error) {
      message = String(error);
    }
    expect(message).toContain('readiness.definitions.urls[0]');
    expect(message).not.toContain('hunter2');
  });
});
