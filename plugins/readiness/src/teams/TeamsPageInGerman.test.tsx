import { screen, within } from '@testing-library/react';
import { InMemoryReadinessApi } from '../__testUtils__/InMemoryReadinessApi';
import { renderReadiness } from '../__testUtils__/renderReadiness';

const part = async (name: string) =>
  within(await screen.findByRole('region', { name }));

// The portal keeps the language of a reader, so that this stands alone.
describe('TeamsPage in German', () => {
  it('speaks German', async () => {
    renderReadiness('/readiness/teams', new InMemoryReadinessApi(), {
      language: 'de',
    });
    expect(
      await screen.findByRole('treegrid', { name: 'Teams nach Bereichen' }),
    ).toBeInTheDocument();
    const gaps = await part('Größte Lücken');
    expect(
      await gaps.findByText(/^Bringt 2 Services ans Ziel/),
    ).toBeInTheDocument();
    expect(screen.getByLabelText('Lebenszyklus')).toBeInTheDocument();
  });
});
