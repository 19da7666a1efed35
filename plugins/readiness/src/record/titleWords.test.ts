import { titleWords } from './titleWords';

describe('titleWords', () => {
  it.each([
    ['deployment-failed', 'Failed deployment 4711', '4711'],
    ['rollback-drill', 'Rollback drill', 'Rollback drill'],
    ['rollback-drill', 'Rollback drill ', 'Rollback drill '],
    ['incident', 'Incidents of the past', 'Incidents of the past'],
    ['impact', 'spend on storage', 'Spend on storage'],
    ['adr', 'npm instead of Yarn', 'npm instead of Yarn'],
  ] as const)('%s %j is %j', (kind, title, words) => {
    expect(titleWords({ kind, title })).toBe(words);
  });
});
