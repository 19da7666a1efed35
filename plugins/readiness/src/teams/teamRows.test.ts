import { standing } from '../__testUtils__/examples';
import { HeatmapTeam, TeamOrder, teamRows } from './teamRows';

const team = (
  name: string,
  parent?: string,
  more: Partial<HeatmapTeam> = {},
): HeatmapTeam => ({
  team: {
    ref: `group:default/${name}`,
    title: name,
    parentRef: parent ? `group:default/${parent}` : null,
  },
  standing: standing(),
  ...more,
});

const rows = (
  teams: HeatmapTeam[],
  options: { toggled?: string[]; order?: TeamOrder; flat?: boolean } = {},
) =>
  teamRows(teams, {
    titles: { mine: 'Mine', others: 'Others' },
    toggled: new Set(options.toggled),
    order: options.order,
    flat: options.flat ?? false,
  });
const words = (...given: Parameters<typeof rows>) =>
  rows(...given).map(row =>
    row.kind === 'section'
      ? `[${row.title}]`
      : '  '.repeat(row.level - 1) + (row.team?.title ?? 'nobody'),
  );

describe('teamRows', () => {
  it('puts child teams below their parents, folded', () => {
    const teams = [team('a'), team('b'), team('c', 'a'), team('d', 'c')];
    expect(words(teams)).toEqual(['a', 'b']);
    expect(words(teams, { toggled: ['others/group:default/a'] })).toEqual([
      'a',
      '  c',
      'b',
    ]);
    expect(words(teams, { flat: true })).toEqual(['a', 'b', 'c', 'd']);
  });

  it('unfolds a team that stands alone', () => {
    const teams = [team('all'), team('a', 'all'), team('b', 'all')];
    expect(words(teams)).toEqual(['all', '  a', '  b']);
    expect(words(teams, { toggled: ['others/group:default/all'] })).toEqual([
      'all',
    ]);
  });

  it('shows each of my teams at the top, and others that are only below mine', () => {
    const mine = { mine: true };
    const teams = [
      team('all', undefined, mine),
      team('shop', 'all', mine),
      team('search', 'all'),
      team('index', 'search'),
    ];
    expect(words(teams)).toEqual([
      '[Mine]',
      'all',
      'shop',
      '[Others]',
      'search',
      '  index',
    ]);
  });

  it('begins with what nobody owns', () => {
    expect(
      words([{ team: null, standing: standing() }, team('a'), team('b')]),
    ).toEqual(['nobody', 'a', 'b']);
  });

  it('survives teams that are below each other', () => {
    expect(words([team('a', 'b'), team('b', 'a')])).toEqual(['a', 'b']);
    expect(
      words([team('a', 'b'), team('b', 'a')], {
        toggled: [
          'others/group:default/a',
          'others/group:default/a/group:default/b',
        ],
      }),
    ).toEqual(['a', '  b', '    a', 'b']);
  });

  it('sorts brothers and sisters, those without a number last', () => {
    const onTarget = (onTargetNow: number, withTarget: number) => ({
      standing: standing({ onTarget: onTargetNow, withTarget }),
    });
    const teams = [
      team('none', undefined, onTarget(0, 0)),
      team('half', undefined, onTarget(1, 2)),
      team('all', undefined, onTarget(3, 3)),
    ];
    expect(words(teams, { order: { by: 'onTarget', order: 'asc' } })).toEqual([
      'half',
      'all',
      'none',
    ]);
    expect(words(teams, { order: { by: 'onTarget', order: 'desc' } })).toEqual([
      'all',
      'half',
      'none',
    ]);
    expect(words(teams, { order: { by: 'name', order: 'asc' } })).toEqual([
      'all',
      'half',
      'none',
    ]);
  });
});
