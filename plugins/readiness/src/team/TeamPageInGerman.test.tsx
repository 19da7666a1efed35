import { screen } from '@testing-library/react';
import { renderReadiness } from '../__testUtils__/renderReadiness';

// One language a file: what an app loaded of one stays in memory.
describe('TeamPage in German', () => {
  it('says where the team stands, why, and what to do next', async () => {
    renderReadiness('/readiness/teams/default/checkout', undefined, {
      language: 'de',
    });
    expect(
      await screen.findByText('5 von 8 Services am Ziel'),
    ).toBeInTheDocument();
    expect(
      await screen.findByText(
        /^Hauptsächlich, weil Prüfungen neu erfüllt sind/,
      ),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('region', { name: 'Nächste Schritte' }),
    ).toHaveTextContent(
      'Offen in 5 Services, der letzte Schritt zum Ziel für 3',
    );
    expect(screen.getByRole('link', { name: 'Verlauf' })).toBeInTheDocument();
  });
});
