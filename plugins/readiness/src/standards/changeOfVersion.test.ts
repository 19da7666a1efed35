import { englishReader } from '../__testUtils__/englishReader';
import { effectWords, fieldsWords, versionWords } from './changeOfVersion';

const reader = englishReader();
const { t } = reader;

describe('effectWords', () => {
  it.each([
    ['added', 'stricter', 'Added'],
    ['removed', 'relaxed', 'Removed'],
    ['changed', 'stricter', 'Stricter'],
    ['changed', 'relaxed', 'Relaxed'],
    ['changed', 'none', 'Changed'],
  ] as const)('%s and %s is %s', (change, effect, words) => {
    expect(effectWords(t, { change, effect })).toBe(words);
  });
});

describe('fieldsWords', () => {
  it('has words for what a key does not say by itself', () => {
    expect(
      fieldsWords(t, [
        'condition',
        'params.runbookFreshDays',
        'results.owner-is-team',
        'appliesTo',
        'constructor',
      ]),
    ).toBe(
      'condition, parameter runbookFreshDays, result of owner-is-team, what it is asked of, constructor',
    );
    expect(fieldsWords(t, [])).toBe('');
  });
});

describe('versionWords', () => {
  it('says which one is in use', () => {
    const createdAt = '2026-11-22T08:00:00Z';
    expect(versionWords(reader, { version: 2, createdAt, active: false })).toBe(
      'Version 2, 22 Nov 2026',
    );
    expect(versionWords(reader, { version: 3, createdAt, active: true })).toBe(
      'Version 3, 22 Nov 2026, in use',
    );
  });
});
