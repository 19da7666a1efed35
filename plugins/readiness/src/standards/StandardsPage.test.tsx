import { screen, within } from '@testing-library/react';
import { InMemoryReadinessApi } from '../__testUtils__/InMemoryReadinessApi';
import { renderReadiness } from '../__testUtils__/renderReadiness';

describe('StandardsPage', () => {
  it('lists the checks of each scorecard with adoption, change, failing and no data', async () => {
    renderReadiness('/readiness/standards');
    const table = await screen.findByRole('table', {
      name: 'Checks of Service readiness',
    });
    const rows = within(table).getAllByRole('row').slice(1);
    expect(rows).toHaveLength(2);
    expect(
      within(rows[0])
        .getAllByRole('cell')
        .map(cell => cell.textContent),
    ).toEqual([
      'SLOs',
      '2 Owned',
      '40%',
      '−3 points in 30 days',
      '6',
      '2',
      '5',
    ]);
    expect(within(rows[0]).getByRole('link', { name: 'SLO' })).toHaveAttribute(
      'href',
      '/readiness/checks/service-readiness/slo-defined',
    );
    expect(rows[1]).toHaveTextContent('Announced, does not count yet');
  });

  it('folds what is not connected', async () => {
    renderReadiness('/readiness/standards');
    const folded = await screen.findByText(
      '1 check not connected to a data source',
    );
    expect(folded.closest('details')).not.toHaveAttribute('open');
  });

  it('shows where a scorecard comes from and what is wrong with its documents', async () => {
    renderReadiness('/readiness/standards');
    const panel = await screen.findByRole('region', {
      name: 'Service readiness',
    });
    expect(panel).toHaveTextContent(
      'Version 3, from scorecards/service-readiness.yaml · owned by platform · 1 exemption',
    );
    expect(panel).toHaveTextContent('The last good version is in use.');
    expect(panel).toHaveTextContent('The key "wieght" is not known.');
    expect(panel).toHaveTextContent('scorecards/service-readiness.yaml:12:5');
  });

  it('shows documents that gave no scorecard, once', async () => {
    const api = new InMemoryReadinessApi();
    const [shown] = api.scorecards.flatMap(({ problems }) => problems);
    api.problems = [
      shown,
      {
        ...shown,
        name: 'web-readiness',
        source: 'scorecards/web.yaml',
        line: 3,
        column: 1,
        message: 'Expected a key, found a tab.',
      },
    ];
    renderReadiness('/readiness/standards', api);
    const panel = await screen.findByRole('region', {
      name: 'Documents that could not be loaded',
    });
    expect(panel).toHaveTextContent('1 problem.');
    expect(panel).toHaveTextContent('scorecards/web.yaml:3:1');
    expect(panel).not.toHaveTextContent(shown.message);
  });

  it('says where there is no scorecard', async () => {
    const api = new InMemoryReadinessApi();
    api.scorecards = [];
    renderReadiness('/readiness/standards', api);
    expect(await screen.findByText('No standards yet')).toBeInTheDocument();
  });
});
