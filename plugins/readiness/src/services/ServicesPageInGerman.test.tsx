import { screen } from '@testing-library/react';
import { InMemoryReadinessApi } from '../__testUtils__/InMemoryReadinessApi';
import { renderReadiness } from '../__testUtils__/renderReadiness';

describe('the list of services in German', () => {
  it('names its filters and counts in German', async () => {
    renderReadiness('/readiness/services', new InMemoryReadinessApi(), {
      language: 'de',
    });
    expect(
      await screen.findByLabelText('Nicht erfüllt in'),
    ).toBeInTheDocument();
    expect(
      screen.getByText('Am weitesten vom Ziel zuerst'),
    ).toBeInTheDocument();
  });
});
