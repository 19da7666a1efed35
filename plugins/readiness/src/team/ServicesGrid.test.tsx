import { screen, within } from '@testing-library/react';
import { InMemoryReadinessApi } from '../__testUtils__/InMemoryReadinessApi';
import { renderReadiness } from '../__testUtils__/renderReadiness';
import { windowOf } from '../__testUtils__/windowOf';

/** What a panel leaves of a window, in pixels. */
const roomOf = { phone: 294, screen: 1134 };

const sum = (numbers: number[]) =>
  numbers.reduce((all, width) => all + width, 0);

/** The least widths of the columns of the list of all services. */
async function widths(): Promise<number[]> {
  const grid = await screen.findByRole('grid', { name: 'Services' });
  const row = within(grid).getAllByRole('row')[0];
  return row.style.gridTemplateColumns
    .split(/\s(?=minmax)/)
    .map(column => Number(/\d+/.exec(column)?.[0]));
}

describe('ServicesGrid', () => {
  const before = window.matchMedia;
  afterEach(() => {
    window.matchMedia = before;
  });

  it('has room for service and distance on a phone', async () => {
    window.matchMedia = windowOf(360);
    renderReadiness('/readiness/services');
    expect(sum((await widths()).slice(0, 2))).toBeLessThan(roomOf.phone);
  });

  it('has room for everything on a screen, owners and notes too', async () => {
    window.matchMedia = windowOf(1440);
    const api = new InMemoryReadinessApi();
    const { listEntities } = api;
    api.listEntities = async query => {
      const page = await listEntities.call(api, query);
      return {
        ...page,
        items: page.items.map(item => ({ ...item, inGrace: true })),
      };
    };
    renderReadiness('/readiness/services', api);
    const all = await widths();
    expect(screen.getByRole('columnheader', { name: 'Note' })).toBeVisible();
    expect(screen.getByRole('columnheader', { name: 'Owner' })).toBeVisible();
    expect(sum(all)).toBeLessThanOrEqual(roomOf.screen);
  });
});
