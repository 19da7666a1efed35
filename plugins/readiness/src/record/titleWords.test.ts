import { englishReader } from '../__testUtils__/englishReader';
import { detailWords, titleWords } from './titleWords';

const { t, words } = englishReader();

describe('titleWords', () => {
  it.each([
    ['deployment-failed', 'Failed deployment 4711', '4711'],
    ['rollback-drill', 'Rollback drill', 'Rollback drill'],
    ['deployment', 'Deployment ', 'Deployment '],
    ['deployment', 'Deployments of a day', 'Deployments of a day'],
    ['adr', 'Decision 50', 'Decision 50'],
    ['impact', 'spend on storage', 'Spend on storage'],
    ['adr', 'npm instead of Yarn', 'npm instead of Yarn'],
  ] as const)('%s %j is %j', (kind, title, said) => {
    expect(titleWords(t, words, { kind, title })).toBe(said);
  });

  it('says of a level change from what to what, and why', () => {
    const change = {
      kind: 'level-change',
      title: 'Fell to Not yet at 1',
      details: 'From Running to Not yet at 1: the standard changed.',
      levelChange: {
        from: { level: 1, levelName: 'Running' },
        to: { level: 0, levelName: 'Not yet at 1' },
        cause: 'standard',
      },
    } as const;
    expect(titleWords(t, words, change)).toBe('Level 1 Running → Not yet at 1');
    expect(detailWords(t, change)).toBe('The standard changed');
    const { levelChange, ...told } = change;
    expect(titleWords(t, words, told)).toBe('Fell to Not yet at 1');
    expect(detailWords(t, told)).toBe(change.details);
  });
});
