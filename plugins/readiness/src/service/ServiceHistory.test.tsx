import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { InMemoryReadinessApi } from '../__testUtils__/InMemoryReadinessApi';
import { delivery, trackRecord } from '../__testUtils__/recordExamples';
import { renderService } from '../__testUtils__/renderService';

function apiWithHistory() {
  const api = new InMemoryReadinessApi();
  api.delivery = delivery;
  api.trackRecord = trackRecord;
  return api;
}

const methods = (api: InMemoryReadinessApi) => api.asked.map(([name]) => name);

describe('ServiceHistory', () => {
  it('asks for nothing until it is opened', async () => {
    const user = userEvent.setup();
    const api = renderService(apiWithHistory());
    await screen.findByText('Level 1 Running');
    expect(methods(api)).not.toContain('getDelivery');
    expect(methods(api)).not.toContain('getTrackRecord');

    await user.click(screen.getByRole('heading', { name: 'Delivery' }));
    expect(await screen.findByText('Change fail rate')).toBeVisible();
    expect(api.lastAsked('getDelivery')).toMatchObject({ name: 'cart' });
    expect(methods(api)).not.toContain('getTrackRecord');

    await user.click(screen.getByRole('heading', { name: 'Track record' }));
    const may = await screen.findByRole('region', { name: 'May 2026' });
    // All entries are of this service, so that none needs to say it.
    expect(
      within(may).queryByRole('link', { name: 'Cart' }),
    ).not.toBeInTheDocument();
  });

  it('opens where a link points at it', async () => {
    renderService(apiWithHistory(), '#track-record');
    expect(
      await screen.findByRole('region', { name: 'May 2026' }),
    ).toBeVisible();
    expect(document.getElementById('track-record')).toHaveFocus();
  });

  it('leads to the impact brief', async () => {
    renderService(apiWithHistory());
    expect(
      await screen.findByRole('link', { name: 'Impact brief' }),
    ).toHaveAttribute('href', '/readiness/impact-brief/component/default/cart');
  });
});
