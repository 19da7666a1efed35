import { EntityLevel } from '@team-readiness/backstage-plugin-readiness-common';
import { LevelLoader } from './LevelLoader';
import { ListedLevels } from './ListedLevels';

const levels: Record<string, [level: number, fixes: number]> = {
  best: [3, 0],
  near: [1, 1],
  far: [1, 4],
};

function loaderOf(known: typeof levels) {
  const listEntityLevels = async (query: { refs: string[] }) =>
    query.refs
      .filter(ref => known[ref])
      .map(
        (ref): EntityLevel => ({
          ref,
          scorecard: { id: 'service-readiness', title: 'Service readiness' },
          level: known[ref][0],
          levelName: 'Running',
          levels: 3,
          targetLevel: 2,
          onTarget: known[ref][1] === 0,
          fixes: known[ref][1],
          held: false,
          exemptions: 0,
          inGrace: false,
        }),
      );
  return new LevelLoader({ listEntityLevels });
}

async function sorted(descending: boolean) {
  const refs = ['none', 'best', 'far', 'near'];
  const listed = new ListedLevels(refs);
  const loader = loaderOf(levels);
  listed.loadWith(loader);
  await Promise.all(refs.map(ref => loader.load(ref)));
  // As tables do it: for the other direction they turn the rows round.
  return refs.sort((a, b) =>
    descending ? listed.compare(b, a, true) : listed.compare(a, b, false),
  );
}

describe('the order of levels', () => {
  it('begins with the lowest, and within a level with the farthest from its target', async () => {
    expect(await sorted(false)).toEqual(['far', 'near', 'best', 'none']);
  });

  it('is turned round, and ends with what has no level all the same', async () => {
    expect(await sorted(true)).toEqual(['best', 'near', 'far', 'none']);
  });

  it('leaves rows as they are while nothing is known', () => {
    const listed = new ListedLevels(['a', 'b']);
    expect(listed.compare('a', 'b', false)).toBe(0);
  });
});
