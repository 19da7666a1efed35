import { englishReader } from '../__testUtils__/englishReader';
import { versions } from '../__testUtils__/standardExamples';
import { historyLines } from './CheckHistory';

const reader = englishReader();

describe('historyLines', () => {
  it('names the version that brought a check, and no earlier one', () => {
    expect(
      historyLines({ items: versions, nextCursor: null }, 'runbook', reader),
    ).toEqual([
      {
        version: 3,
        createdAt: '2026-11-22T08:00:00Z',
        words: 'Added in version 3. Counts from 22 Dec 2026.',
      },
    ]);
  });

  it('says nothing of versions that were not looked through', () => {
    const [latest] = versions;
    expect(
      historyLines({ items: [latest], nextCursor: '1' }, 'readme', reader),
    ).toEqual([]);
    expect(
      historyLines({ items: [], nextCursor: null }, 'readme', reader),
    ).toEqual([]);
  });
});
