import { screen, within } from '@testing-library/react';
import { InMemoryReadinessApi } from '../__testUtils__/InMemoryReadinessApi';
import { trackRecord } from '../__testUtils__/recordExamples';
import { renderReadiness } from '../__testUtils__/renderReadiness';

// One language a file: what an app loaded of one stays in memory.
describe('the track record of a team in German', () => {
  it('names months and kinds of entries, and keeps what authors wrote', async () => {
    const api = new InMemoryReadinessApi();
    api.trackRecord = trackRecord;
    renderReadiness('/readiness/teams/default/checkout/track-record', api, {
      language: 'de',
    });
    const may = await screen.findByRole('region', { name: 'Mai 2026' });
    expect(within(may).getAllByRole('listitem')[1]).toHaveTextContent(
      /Entscheidung.*Release with canaries/,
    );
    expect(
      screen.getByText('Vollständig seit dem 1. Juni 2024.'),
    ).toBeInTheDocument();
    expect(
      within(screen.getByRole('group', { name: 'Art des Eintrags' })).getByRole(
        'button',
        { name: 'Störungen 1' },
      ),
    ).toBeInTheDocument();
  });
});
