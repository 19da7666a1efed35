import { CheckDetails } from '@team-readiness/backstage-plugin-readiness-common';
import { goodExamples } from './goodExamples';

const none = { unknown: 0, error: 0, exempt: 0, notApplicable: 0 };

function team(
  title: string,
  pass: number,
  fail: number,
): CheckDetails['teams'][number] {
  const all = pass + fail;
  return {
    team: { ref: `group:default/${title}`, title },
    counts: { ...none, pass, fail },
    adoption: all > 0 ? pass / all : null,
  };
}

const titles = (teams: CheckDetails['teams']) =>
  teams.map(each => each.team.title);

describe('goodExamples', () => {
  it('names teams in which all is met, the largest first', () => {
    const { all, most } = goodExamples([
      team('a', 1, 0),
      team('b', 9, 1),
      team('c', 5, 0),
      team('empty', 0, 0),
      team('d', 2, 0),
      team('e', 3, 0),
    ]);
    expect(titles([...all])).toEqual(['c', 'e', 'd']);
    expect(most).toBeUndefined();
  });

  it('names the one with most where none has all', () => {
    const { all, most } = goodExamples([team('a', 1, 9), team('b', 3, 1)]);
    expect(all).toEqual([]);
    expect(most?.team.title).toBe('b');
  });

  it('names nobody where nobody meets it', () => {
    expect(goodExamples([team('a', 0, 9)])).toEqual({
      all: [],
      most: undefined,
    });
  });
});
