import { screen } from '@testing-library/react';
import { InMemoryReadinessApi } from '../__testUtils__/InMemoryReadinessApi';
import { impactBrief } from '../__testUtils__/recordExamples';
import { renderReadiness } from '../__testUtils__/renderReadiness';

// One language a file: what an app loaded of one stays in memory.
describe('ImpactBriefPage in German', () => {
  it('says what came out, and sets before beside after', async () => {
    const api = new InMemoryReadinessApi();
    api.impactBrief = impactBrief;
    renderReadiness('/readiness/impact-brief/group/default/checkout', api, {
      language: 'de',
    });
    expect(
      await screen.findByText('2 von 3 Messwerten besser und 1 schlechter'),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('heading', { name: 'Wirkungsbericht: Checkout' }),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('table', { name: 'Davor und danach' }),
    ).toHaveTextContent(/Deployment-Häufigkeithöher ist besser2,1 pro Woche/);
    expect(
      screen.getByText(/^Deployments und Störungen sind erst seit 2\. Feb/),
    ).toBeInTheDocument();
    expect(
      screen.getByText('zu wenige für einen Vergleich'),
    ).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Drucken' })).toBeInTheDocument();
  });
});
