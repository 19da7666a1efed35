import { titleWords } from './titleWords';

describe('titleWords', () => {
  it.each([
    ['deployment-failed', 'Failed deployment 4711', '4711'],
    ['rollback-drill', 'Rollback drill', 'Rollback drill'],
    ['deployment', 'Deployment ', 'Deployment '],
    ['deployment', 'Deployments of a day', 'Deployments of a day'],
    ['adr', 'Decision 50', 'Decision 50'],
    ['impact', 'spend on storage', 'Spend on storage'],
    ['adr', 'npm instead of Yarn', 'npm instead of Yarn'],
  ] as const)('%s %j is %j', (kind, title, words) => {
    expect(titleWords({ kind, title })).toBe(words);
  });
});
