import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { InMemoryReadinessApi } from '../__testUtils__/InMemoryReadinessApi';
import { renderService } from '../__testUtils__/renderService';

describe('CheckHistory', () => {
  it('says when a result changed, why, and what was seen before and after, on request', async () => {
    const user = userEvent.setup();
    const api = renderService();
    const slo = await screen.findByRole('article', { name: 'SLO' });
    expect(api.lastAsked('listTransitions')).toBeUndefined();
    await user.click(within(slo).getByText('History of this check'));
    const history = await within(slo).findByRole('list', {
      name: 'History of this check',
    });
    expect(history).toHaveTextContent(
      /^5 Nov 2026from Not met to Metwhat was observed changed/,
    );
    expect(api.lastAsked('listTransitions')).toMatchObject({
      entity: 'component:default/cart',
      scorecard: 'service-readiness',
      check: 'slo-defined',
      kind: 'result',
    });
    expect(api.lastAsked('getTransition')).toBeUndefined();
    await user.click(
      within(history).getByText('What was seen before and after'),
    );
    expect(
      await within(history).findByRole('table', {
        name: 'SLO documents: what was seen',
      }),
    ).toHaveTextContent('cart-availability');
    expect(api.lastAsked('getTransition')).toBe('7');
  });

  it('does not say that nothing differs where what was seen is not told', async () => {
    const user = userEvent.setup();
    const api = new InMemoryReadinessApi();
    api.history.details = api.history.details.map(details => ({
      ...details,
      facts: details.facts.map(({ after, ...fact }) => ({
        ...fact,
        before: null,
        after: after && { ...after, data: null },
      })),
    }));
    renderService(api);
    const slo = await screen.findByRole('article', { name: 'SLO' });
    await user.click(within(slo).getByText('History of this check'));
    await user.click(
      await within(slo).findByText('What was seen before and after'),
    );
    expect(await within(slo).findByText('SLO documents')).toBeVisible();
    expect(within(slo).queryByRole('table')).not.toBeInTheDocument();
    expect(within(slo).queryByText(/^Nothing differs/)).toBeNull();
  });

  it('says that a check has not changed', async () => {
    const api = new InMemoryReadinessApi();
    api.history.transitions = [];
    renderService(api);
    const slo = await screen.findByRole('article', { name: 'SLO' });
    await userEvent.click(within(slo).getByText('History of this check'));
    expect(await within(slo).findByText(/^It has not changed/)).toBeVisible();
  });

  it('is there for what is met, too', async () => {
    renderService(new InMemoryReadinessApi(), '#service-readiness.readme');
    const readme = (
      await screen.findByText('README.md has 400 words.')
    ).closest('li')!;
    await userEvent.click(within(readme).getByText('README'));
    expect(
      await within(readme).findByText('History of this check'),
    ).toBeVisible();
  });
});
