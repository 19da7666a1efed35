import { CollectorHealth } from '@team-readiness/backstage-plugin-readiness-common';
import { englishReader } from '../__testUtils__/englishReader';
import { collectorHealth } from '../__testUtils__/examples';
import {
  countParts,
  isInTrouble,
  sortSources,
  sourceStateOf,
  sourceStateWords,
} from './sourceState';

const counts = collectorHealth.counts;
const source = (changes: Partial<CollectorHealth>): CollectorHealth => ({
  ...collectorHealth,
  status: 'succeeded',
  counts: { ...counts, failed: 0 },
  ...changes,
});

const reader = englishReader();

describe('sourceStateOf', () => {
  it.each<[string, Partial<CollectorHealth>]>([
    ['fine', {}],
    ['fine', { lagSeconds: 299 }],
    ['mostly', { counts }],
    ['partly', { counts: { ...counts, failed: 500 } }],
    ['failed', { status: 'failed', lagSeconds: 900 }],
    ['running', { status: 'running', counts }],
    ['overdue', { lagSeconds: 300 }],
    ['overdue', { status: 'never', lagSeconds: 300 }],
    ['paused', { status: 'paused' }],
    ['never', { status: 'never' }],
  ])('is %s for %j', (state, changes) => {
    expect(sourceStateOf(source(changes))).toBe(state);
    expect(isInTrouble(source(changes))).toBe(
      ['failed', 'overdue', 'partly'].includes(state),
    );
  });

  it.each([
    [19, 81, false],
    [20, 80, true],
    [1, 0, true],
  ])('%d failed and %d read are trouble: %s', (failed, observed, trouble) => {
    const some = { ...counts, failed, observed, unchanged: 0, absent: 0 };
    expect(isInTrouble(source({ counts: some }))).toBe(trouble);
  });
});

describe('sourceStateWords', () => {
  it('speaks of pushes where nothing is looked at', () => {
    expect(sourceStateWords(reader.t, 'never', 'push')).toBe(
      'Nothing has been pushed yet',
    );
    expect(sourceStateWords(reader.t, 'fine', 'push')).toBe('Fine');
    expect(sourceStateWords(reader.t, 'never', 'recipe')).toBe(
      'Has not looked yet',
    );
  });
});

describe('sortSources', () => {
  it('puts first what needs somebody, and last what is derived', () => {
    const named = (id: string, changes: Partial<CollectorHealth>) =>
      source({ id, ...changes });
    const sorted = sortSources([
      named('sums', { kind: 'derived' }),
      named('b', {}),
      named('a', {}),
      named('paused', { status: 'paused' }),
      named('mostly', { counts }),
      named('partly', { counts: { ...counts, failed: 500 } }),
      named('never', { status: 'never' }),
      named('failed', { status: 'failed' }),
      named('running', { status: 'running' }),
    ]);
    expect(sorted.map(({ id }) => id)).toEqual([
      'failed',
      'partly',
      'paused',
      'running',
      'mostly',
      'never',
      'b',
      'a',
      'sums',
    ]);
  });
});

describe('countParts', () => {
  it('leaves out what is 0, failures first', () => {
    const some = { ...counts, observed: 12_000, unchanged: 0, deferred: 2 };
    expect(countParts(reader, source({ counts: some }))).toEqual([
      '5 failed',
      '12,000 read',
      '3 nothing there',
      '2 put off',
    ]);
    expect(countParts(reader, source({ counts: some, kind: 'push' }))).toEqual([
      '5 refused',
      '12,000 new',
      '3 taken back',
      '2 put off',
    ]);
    const none = {
      observed: 0,
      unchanged: 0,
      absent: 0,
      failed: 0,
      deferred: 0,
    };
    expect(countParts(reader, source({ counts: none }))).toEqual([]);
  });
});
