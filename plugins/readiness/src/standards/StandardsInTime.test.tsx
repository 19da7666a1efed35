import { act, screen, waitFor } from '@testing-library/react';
import { InMemoryReadinessApi } from '../__testUtils__/InMemoryReadinessApi';
import { renderReadiness } from '../__testUtils__/renderReadiness';

const checks = () =>
  screen.findByRole('table', { name: 'Checks of Service readiness' });
const unloaded = () =>
  screen.findByRole('region', { name: 'Documents that could not be loaded' });

/** An API with a document that gave nothing. */
function apiWithProblem() {
  const api = new InMemoryReadinessApi();
  const [shown] = api.scorecards.flatMap(({ problems }) => problems);
  api.problems = [
    { ...shown, name: 'web-readiness', source: 'scorecards/web.yaml' },
  ];
  return api;
}

const isAbove = (one: HTMLElement, other: HTMLElement) =>
  // eslint-disable-next-line no-bitwise
  (one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;

describe('StandardsPage', () => {
  it('shows the standards before it is known what is wrong, and that below them when it comes', async () => {
    const api = apiWithProblem();
    const answer = await api.listProblems();
    let tell: () => void = () => undefined;
    api.listProblems = () =>
      new Promise(resolve => {
        tell = () => resolve(answer);
      });
    renderReadiness('/readiness/standards', api);
    const table = await checks();
    expect(
      screen.queryByText('Documents that could not be loaded'),
    ).not.toBeInTheDocument();

    await act(async () => tell());
    expect(isAbove(table, await unloaded())).toBe(true);
  });

  it('shows what is wrong above the standards where it is known in time', async () => {
    const api = apiWithProblem();
    const answer = await api.listScorecards();
    let tell: () => void = () => undefined;
    api.listScorecards = () =>
      new Promise(resolve => {
        tell = () => resolve(answer);
      });
    renderReadiness('/readiness/standards', api);
    // The last thing that is asked: what the reader may know comes before it.
    await waitFor(() =>
      expect(api.asked.map(([method]) => method)).toContain('listCollectors'),
    );
    await act(async () => tell());
    const table = await checks();
    expect(isAbove(await unloaded(), table)).toBe(true);
  });
});
