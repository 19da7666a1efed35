import { NotAllowedError, NotFoundError } from '@backstage/errors';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { InMemoryReadinessApi } from '../__testUtils__/InMemoryReadinessApi';
import { renderReadiness } from '../__testUtils__/renderReadiness';

const path = '/readiness/services';

describe('the list of services', () => {
  it('shows each with owner, level and distance, farthest from target first, with two requests', async () => {
    const { api } = renderReadiness(path);
    const grid = await screen.findByRole('grid', { name: 'Services' });
    const row = within(grid).getByRole('row', { name: /cart/i });
    expect(row).toHaveTextContent('Level 1 Running');
    expect(row).toHaveTextContent(/\d fix(es)? below target/);
    expect(within(row).getByRole('link', { name: 'checkout' })).toHaveAttribute(
      'href',
      '/readiness/teams/default/checkout',
    );
    expect(api.asked.map(([method]) => method).sort()).toEqual([
      'getOverview',
      'listEntities',
    ]);
    expect(api.lastAsked('listEntities')).toMatchObject({
      sort: 'distance',
      order: 'desc',
    });
  });

  it('asks for what the address says, and leaves out what cannot be', async () => {
    const { api } = renderReadiness(
      `${path}?owner=mine&target=missed&level=1&tier=1&data=lacking&area=slos&lifecycle=production&domain=domain:default/shop&system=system:default/ordering&search=cart&sort=name&order=desc&scorecard=service-readiness`,
    );
    await screen.findByRole('grid', { name: 'Services' });
    expect(api.lastAsked('listEntities')).toEqual({
      owner: 'mine',
      target: 'missed',
      level: 1,
      tier: 1,
      data: 'lacking',
      area: 'slos',
      lifecycle: 'production',
      domain: 'domain:default/shop',
      system: 'system:default/ordering',
      search: 'cart',
      scorecard: 'service-readiness',
      sort: 'name',
      order: 'desc',
      limit: 100,
    });
    expect(screen.getByLabelText('Owner')).toHaveDisplayValue('My teams');
    expect(screen.getByLabelText('System')).toHaveDisplayValue('ordering');
  });

  it('takes no nonsense from an address', async () => {
    const { api } = renderReadiness(
      `${path}?target=soon&level=ten&tier=9&data=some&area=none&sort=luck&order=odd`,
    );
    await screen.findByRole('grid', { name: 'Services' });
    expect(api.lastAsked('listEntities')).toEqual({
      sort: 'distance',
      order: 'desc',
      limit: 100,
    });
  });

  it('is narrowed by what is chosen, and widened again', async () => {
    const { api } = renderReadiness(path);
    await userEvent.selectOptions(
      await screen.findByLabelText('Target'),
      'Below target',
    );
    await waitFor(() =>
      expect(api.lastAsked('listEntities')).toMatchObject({ target: 'missed' }),
    );
    await userEvent.type(screen.getByLabelText('Find a service'), 'cart');
    await waitFor(() =>
      expect(api.lastAsked('listEntities')).toMatchObject({
        target: 'missed',
        search: 'cart',
      }),
    );
    await userEvent.click(
      screen.getByRole('button', { name: 'Reset filters' }),
    );
    await waitFor(() =>
      expect(api.lastAsked('listEntities')).toEqual({
        sort: 'distance',
        order: 'desc',
        limit: 100,
      }),
    );
  });

  it('is sorted by its titles', async () => {
    const { api } = renderReadiness(path);
    const grid = await screen.findByRole('grid', { name: 'Services' });
    await userEvent.click(within(grid).getByRole('button', { name: /Tier/ }));
    await waitFor(() =>
      expect(api.lastAsked('listEntities')).toMatchObject({
        sort: 'tier',
        order: 'asc',
      }),
    );
  });

  it('says that nothing fits, and what to do about it', async () => {
    const api = new InMemoryReadinessApi();
    api.team = { ...api.team, entities: [] };
    renderReadiness(`${path}?search=nothing`, api);
    expect(
      await screen.findByText('No service fits the filters.'),
    ).toBeInTheDocument();
    expect(
      screen.getAllByRole('button', { name: 'Reset filters' }),
    ).toHaveLength(2);
  });

  it('says that there are none yet', async () => {
    const api = new InMemoryReadinessApi();
    api.team = { ...api.team, entities: [] };
    renderReadiness(path, api);
    expect(await screen.findByText('No services yet')).toBeInTheDocument();
  });

  it('says that the reader may not see it', async () => {
    const api = new InMemoryReadinessApi();
    api.refusal = new NotAllowedError('Refused by a test');
    renderReadiness(path, api);
    expect(await screen.findByText('You may not see this')).toBeInTheDocument();
  });

  it('leads back from a scorecard that is not there', async () => {
    const api = new InMemoryReadinessApi();
    api.refusal = new NotFoundError('There is no such scorecard');
    renderReadiness(`${path}?scorecard=nothing`, api);
    expect(await screen.findByText('No such scorecard')).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'Show all services' }),
    ).toHaveAttribute('href', '/readiness/services');
  });
});
