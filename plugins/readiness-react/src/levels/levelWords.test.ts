import { countWords, levelWords, targetWords } from './levelWords';

describe('levelWords', () => {
  it.each([
    [{ level: 0, levelName: 'Not yet at 1' }, 'Not yet at 1'],
    [{ level: 2, levelName: 'Owned' }, 'Level 2 Owned'],
    [
      { level: 2, levelName: 'Owned', exemptions: 1 },
      'Level 2 Owned (1 exemption)',
    ],
    [
      { level: 3, levelName: 'Senior-ready', exemptions: 2 },
      'Level 3 Senior-ready (2 exemptions)',
    ],
  ])('%j is %s', (standing, words) => {
    expect(levelWords(standing)).toBe(words);
  });
});

describe('targetWords', () => {
  it.each([
    [{ targetLevel: null, onTarget: null, fixes: 0 }, 'No target'],
    [{ targetLevel: 2, onTarget: true, fixes: 0 }, 'On target'],
    [{ targetLevel: 2, onTarget: false, fixes: 1 }, '1 fix below target'],
    [{ targetLevel: 2, onTarget: false, fixes: 2 }, '2 fixes below target'],
    [{ targetLevel: 2, onTarget: false, fixes: 0 }, 'Below target'],
  ])('%j is %s', (distance, words) => {
    expect(targetWords(distance)).toBe(words);
  });
});

describe('countWords', () => {
  it('knows one from many', () => {
    expect(countWords(0, 'fix', 'fixes')).toBe('0 fixes');
    expect(countWords(1, 'fix', 'fixes')).toBe('1 fix');
    expect(countWords(1200, 'fix', 'fixes')).toBe('1,200 fixes');
  });
});
