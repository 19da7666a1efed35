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

  it('leads to the readiness review and the impact brief', async () => {
    renderService(apiWithHistory());
    expect(
      await screen.findByRole('link', { name: 'Readiness review' }),
    ).toHaveAttribute('href', '/readiness/review/component/default/cart');
    expect(screen.getByRole('link', { name: 'Impact brief' })).toHaveAttribute(
      'href',
      '/readiness/impact-brief/component/default/cart',
    );
  });

  it('shows how the score went beside the level, and the whole trend on request', async () => {
    const api = renderService(apiWithHistory());
    expect(
      await screen.findByRole('img', { name: /^Score of Service readiness/ }),
    ).toBeVisible();
    expect(api.lastAsked('getTrend')).toEqual({
      scope: 'entity',
      ref: 'component:default/cart',
      scorecard: 'service-readiness',
    });
    // Level, score and fixes need three answers at most.
    expect(methods(api).length).toBeLessThanOrEqual(3);
    await userEvent.click(screen.getByRole('heading', { name: 'Trend' }));
    expect(
      await screen.findByRole('figure', {
        name: 'Score of Service readiness, 23 Oct 2026 to 21 Nov 2026',
      }),
    ).toBeVisible();
  });

  it('shows the score alone where its trend cannot be had', async () => {
    const api = apiWithHistory();
    api.history.getTrend = async () => {
      throw new Error('boom');
    };
    renderService(api);
    expect(await screen.findByText('Score')).toBeVisible();
    expect(screen.queryByRole('img', { name: /^Score of/ })).toBeNull();
    expect(screen.queryByText(/Could not load/)).toBeNull();
  });
});
