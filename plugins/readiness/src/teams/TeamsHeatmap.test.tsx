import { screen, within } from '@testing-library/react';
import { renderReadiness } from '../__testUtils__/renderReadiness';
import { windowOf } from '../__testUtils__/windowOf';

const titles = async () => {
  const grid = await screen.findByRole('treegrid', { name: 'Teams by areas' });
  return within(grid)
    .getAllByRole('columnheader')
    .map(title => title.textContent);
};

describe('TeamsHeatmap', () => {
  const before = window.matchMedia;
  afterEach(() => {
    window.matchMedia = before;
  });

  it('shows the areas right beside the names on a phone, and the counts behind them', async () => {
    window.matchMedia = windowOf(360);
    renderReadiness('/readiness/teams');
    const shown = await titles();
    expect(shown.map(title => title?.replace(/\u00ad/g, ''))).toEqual([
      'Team',
      'Ownership',
      'Documentation',
      'SLOs',
      'Policy',
      'Cost',
      'On target',
      'Tier 1 below',
    ]);
    // Long ones break where a reader would.
    expect(shown).toContain('Documen\u00adtation');
    expect(screen.getByText('5 of 8')).toBeInTheDocument();
    expect(
      within(
        screen.getByRole('img', { name: /^Checkout, Ownership: / }),
      ).getByText('90%'),
    ).toHaveStyle({ whiteSpace: 'nowrap' });
    // The name has both lines.
    expect(screen.queryByText('2 child teams')).not.toBeInTheDocument();
  });

  it('begins with the counts on a screen', async () => {
    window.matchMedia = windowOf(1440);
    renderReadiness('/readiness/teams');
    expect((await titles()).slice(0, 4)).toEqual([
      'Team',
      'On target',
      'Tier 1 below',
      'Ownership',
    ]);
    expect(screen.getByText('2 child teams')).toBeInTheDocument();
  });
});
