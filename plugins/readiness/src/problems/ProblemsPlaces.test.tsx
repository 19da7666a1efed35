import { screen, within } from '@testing-library/react';
import { InMemoryReadinessApi } from '../__testUtils__/InMemoryReadinessApi';
import { renderReadiness } from '../__testUtils__/renderReadiness';

/** The titles of the table of problems on the page about health. */
async function titlesOf(
  api: InMemoryReadinessApi,
): Promise<Array<string | null>> {
  renderReadiness('/readiness/health', api);
  const table = await screen.findByRole('table', { name: 'Problems' });
  return within(table)
    .getAllByRole('columnheader')
    .map(title => title.textContent);
}

describe('ProblemsTable', () => {
  it('says where, as soon as one of them has a place', async () => {
    const api = new InMemoryReadinessApi();
    const [problem] = api.problems;
    api.problems = [
      { ...problem, source: null, line: null, column: null },
      { ...problem, name: 'other', source: 'slo/old.yaml', line: 7 },
    ];
    expect(await titlesOf(api)).toContain('Where');
  });

  it('leaves the column out where nothing has one', async () => {
    const api = new InMemoryReadinessApi();
    const [problem] = api.problems;
    api.problems = [{ ...problem, source: null, line: null, column: null }];
    const titles = await titlesOf(api);
    expect(titles).not.toContain('Where');
    expect(titles).toContain('What is wrong');
  });
});
