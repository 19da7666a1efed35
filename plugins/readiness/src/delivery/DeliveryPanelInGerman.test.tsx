import { screen } from '@testing-library/react';
import { InMemoryReadinessApi } from '../__testUtils__/InMemoryReadinessApi';
import { delivery } from '../__testUtils__/recordExamples';
import { renderReadiness } from '../__testUtils__/renderReadiness';

// One language a file: what an app loaded of one stays in memory.
describe('the deliveries of a team in German', () => {
  it('are told with numbers, days and weekdays of the language', async () => {
    const api = new InMemoryReadinessApi();
    api.delivery = delivery;
    renderReadiness('/readiness/teams/default/checkout/history', api, {
      language: 'de',
    });
    expect(await screen.findByText('4,2 pro Woche')).toBeInTheDocument();
    // It is loaded before it is seen: what stands above it comes first.
    expect(
      await screen.findByRole('region', { name: 'Fehlschläge nach Wochentag' }),
    ).toHaveTextContent(
      /Freitags schlagen 3 von 12 Deployments fehl, an anderen Tagen 2 von 60\..*Freitag3 von 1225 %1 zu 240 \(fällt auf\)/,
    );
    expect(
      screen.getByRole('img', { name: /^\d+ Deployments vom / }),
    ).toBeInTheDocument();
  });
});
