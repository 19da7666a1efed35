import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderReadiness } from '../__testUtils__/renderReadiness';
import { excerptWords, placeWords } from './ProblemsTable';

describe('HealthPage', () => {
  it('lists problems with their place, and what each data source did last', async () => {
    renderReadiness('/readiness/health');
    const problems = await screen.findByRole('table', { name: 'Problems' });
    expect(problems).toHaveTextContent('slo/old.yaml:7:3');
    expect(
      within(problems).getByRole('link', { name: 'cart' }),
    ).toHaveAttribute('href', '/catalog/default/component/cart/readiness');
    const sources = screen.getByRole('table', { name: 'Data sources' });
    expect(sources).toHaveTextContent(
      /SLO documents.*Failed.*The host did not answer\..*12.*8.*1/,
    );
  });

  it('narrows the problems', async () => {
    const user = userEvent.setup();
    const { api } = renderReadiness('/readiness/health?about=nonsense');
    await user.selectOptions(await screen.findByLabelText('About'), 'Standard');
    await waitFor(() =>
      expect(api.lastAsked('listProblems')).toMatchObject({
        subject: 'definition',
      }),
    );
    expect(await screen.findByText('No problems')).toBeInTheDocument();
  });

  it('says nothing of the parts that work behind the pages', async () => {
    renderReadiness('/readiness/health');
    await screen.findByRole('table', { name: 'Problems' });
    expect(document.body.textContent).not.toMatch(
      /collector|transition|roll-?up|\bfacts?\b|packed|ticket/i,
    );
  });
});

describe('placeWords', () => {
  it.each([
    [{ source: 'a.yaml', line: 3, column: 7 }, 'a.yaml:3:7'],
    [{ source: 'a.csv', line: 3, column: null }, 'a.csv:3'],
    [{ source: 'a.csv', line: null, column: 7 }, 'a.csv'],
    [{ source: null, line: 3, column: null }, 'line 3'],
    [{ source: null, line: null, column: null }, ''],
  ])('%j is %s', (problem, words) => {
    expect(placeWords(problem)).toBe(words);
  });
});

describe('excerptWords', () => {
  it.each([
    ['    wieght: 2\n      ^^', 'wieght: 2\n  ^^'],
    ['a: 1\n^', 'a: 1\n^'],
    ['', ''],
  ])('%j is %j', (excerpt, words) => {
    expect(excerptWords(excerpt)).toBe(words);
  });
});
