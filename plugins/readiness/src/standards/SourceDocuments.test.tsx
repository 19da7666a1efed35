import { screen, within } from '@testing-library/react';
import { englishReader } from '../__testUtils__/englishReader';
import userEvent from '@testing-library/user-event';
import { InMemoryReadinessApi } from '../__testUtils__/InMemoryReadinessApi';
import { renderReadiness } from '../__testUtils__/renderReadiness';
import { collectorHealth } from '../__testUtils__/examples';
import { namesWords } from './TroubledSources';

const path = '/readiness/standards';

describe('SourceDocuments', () => {
  it('lists recipes and what is pushed, and says why one is not in use', async () => {
    const user = userEvent.setup();
    renderReadiness(path);
    await user.click(
      await screen.findByRole('heading', { name: 'Recipes and pushed data' }),
    );
    const table = await screen.findByRole('table', {
      name: 'Recipes and pushed data',
    });
    expect(
      within(table)
        .getAllByRole('row')
        .slice(1)
        .map(row => row.textContent),
    ).toEqual([
      expect.stringMatching(
        /^The SonarQube quality gatesonar-qualityRuns2From recipes\/sonar-quality\.yamlsince 1 Oct 2026$/,
      ),
      expect.stringMatching(
        /^The sync stateargoNot connectedThe host argo\.example is not allowed\.2From/,
      ),
      expect.stringMatching(
        /^The modelsmodelsNot connectedNothing here runs recipes/,
      ),
      expect.stringMatching(/^The load testsloadPushed by services2From/),
      expect.stringMatching(
        /^The chaos testschaosNot connectedNo service may push it yet/,
      ),
      'The published cost of a unitunit-costPushed by services–The configuration of this portal',
    ]);
  });

  it('shows nothing where there are none, and says where they could not be found out', async () => {
    const api = new InMemoryReadinessApi();
    api.definitions = { items: [], pushed: [] };
    const { unmount } = renderReadiness(path, api);
    await screen.findByRole('table', { name: 'Checks of Service readiness' });
    expect(
      screen.queryByRole('heading', { name: 'Recipes and pushed data' }),
    ).toBeNull();
    unmount();
    const broken = new InMemoryReadinessApi();
    broken.listDefinitions = async () => {
      throw new Error('away');
    };
    renderReadiness(path, broken);
    expect(
      await screen.findByText(/could not be found out: away/),
    ).toBeInTheDocument();
  });

  it('says once of a document that is not run why', async () => {
    const api = new InMemoryReadinessApi();
    const [problem] = api.problems;
    api.problems = [
      {
        ...problem,
        subject: 'definition',
        reporter: 'recipes',
        message: 'The host argo.example is not allowed.',
      },
    ];
    const user = userEvent.setup();
    renderReadiness(path, api);
    await user.click(
      await screen.findByRole('heading', { name: 'Recipes and pushed data' }),
    );
    expect(
      await screen.findAllByText('The host argo.example is not allowed.'),
    ).toHaveLength(1);
  });
});

describe('TroubledSources', () => {
  it('names what needs a look, and is silent where nothing does', async () => {
    const api = new InMemoryReadinessApi();
    const { unmount } = renderReadiness(path, api);
    expect(
      await screen.findByText(/^1 data source needs a look: SLO documents\./),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'See what is wrong' }),
    ).toHaveAttribute('href', '/readiness/health');
    unmount();
    api.collectors = [
      {
        ...collectorHealth,
        status: 'succeeded',
        counts: { ...collectorHealth.counts, failed: 1 },
      },
    ];
    renderReadiness(path, api);
    await screen.findByRole('heading', { name: 'Recipes and pushed data' });
    expect(screen.queryByText(/needs? a look/)).toBeNull();
  });

  it.each([
    [['A', 'B'], 'A, B'],
    [['A', 'B', 'C', 'D', 'E'], 'A, B, C and 2 more'],
  ])('names no more than three of %j', (names, words) => {
    expect(namesWords(englishReader(), names)).toBe(words);
  });
});
