import { screen } from '@testing-library/react';
import { InMemoryReadinessApi } from '../__testUtils__/InMemoryReadinessApi';
import { renderReadiness } from '../__testUtils__/renderReadiness';

const never = () => new Promise<never>(() => undefined);

const looks = () =>
  [...document.querySelectorAll<HTMLElement>('[data-skeleton]')].map(
    ({ dataset }) => dataset.skeleton,
  );

describe('Skeleton', () => {
  it.each([
    ['/readiness/teams', ['filters', 'tiles', 'grid']],
    [
      '/readiness/teams/default/checkout',
      ['title', 'headline', 'list', 'table'],
    ],
    ['/readiness/services', ['filters', 'table']],
    ['/readiness/standards', ['filters', 'table']],
    [
      '/readiness/checks/service-readiness/slo-defined',
      ['title', 'headline', 'list', 'table'],
    ],
    [
      '/readiness/review/component/default/cart',
      ['title', 'headline', 'list', 'list'],
    ],
  ])('of %s has the shape of what comes', async (path, parts) => {
    const api = new InMemoryReadinessApi();
    api.getOverview = never;
    api.getTeam = never;
    api.listScorecards = never;
    api.getCheck = never;
    api.getEntity = never;
    renderReadiness(path, api);
    const said = await screen.findByText(/^Loading the /);
    expect(looks()).toEqual(parts);
    // Nothing of it is heard but that it is on its way, and it is busy until it is whole.
    const busy = said.parentElement?.querySelector('[aria-busy=true]');
    expect(busy).toBeInTheDocument();
    expect(
      [...(busy?.children ?? [])].every(
        part => part.getAttribute('aria-hidden') === 'true',
      ),
    ).toBe(true);
  });

  it('within a part of a page is as high as its rows, whatever its shape, so that nothing below moves', async () => {
    const api = new InMemoryReadinessApi();
    api.rollups.listGaps = never;
    api.history.getTrend = never;
    renderReadiness('/readiness/teams', api);
    await screen.findByText('Loading the biggest gaps');
    const heightOf = (shape: string) =>
      document.querySelector<HTMLElement>(`[data-skeleton=${shape}] > *`)?.style
        .height;
    expect(heightOf('chart')).toBe('216px');
    expect(heightOf('list')).toBe('264px');
  });
});
