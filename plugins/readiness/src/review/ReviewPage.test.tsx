import { screen, within } from '@testing-library/react';
import { EntityReadiness } from '@team-readiness/backstage-plugin-readiness-common';
import { cart, readiness, result } from '../__testUtils__/examples';
import { InMemoryReadinessApi } from '../__testUtils__/InMemoryReadinessApi';
import { renderReadiness } from '../__testUtils__/renderReadiness';

const path = '/readiness/review/component/default/cart';
const render = (changes: Partial<EntityReadiness> = {}) => {
  const api = new InMemoryReadinessApi();
  api.entity = { ...cart, ...changes };
  return renderReadiness(path, api);
};

describe('ReviewPage', () => {
  it('shows a service through four lenses, with one request', async () => {
    const { api } = render({
      scorecards: [
        readiness({
          results: [
            result(),
            result({ checkId: 'budget', title: 'Budget', counts: false }),
            result({
              checkId: 'findings',
              title: 'Findings',
              area: 'security',
              outcome: 'unknown',
            }),
            result({
              checkId: 'owner',
              title: 'Owned',
              area: 'ownership',
              outcome: 'pass',
            }),
          ],
        }),
      ],
    });
    const reliability = await screen.findByRole('region', {
      name: 'Reliability',
    });
    expect(
      within(
        within(reliability).getByRole('list', { name: 'Not met' }),
      ).getByRole('link', { name: 'SLO' }),
    ).toHaveAttribute(
      'href',
      '/catalog/default/component/cart/readiness#service-readiness.slo-defined',
    );
    expect(
      within(reliability).getByRole('list', {
        name: 'Not met, does not count yet',
      }),
    ).toHaveTextContent(/Budget/);
    expect(
      within(screen.getByRole('region', { name: 'Security' })).getByRole(
        'list',
        { name: 'Not known' },
      ),
    ).toHaveTextContent('Findings');
    expect(
      screen.getByRole('region', { name: 'Governance' }),
    ).toHaveTextContent('MetOwned');
    expect(screen.getByRole('region', { name: 'Cost' })).toHaveTextContent(
      'No check looks at it through this lens yet.',
    );
    expect(
      screen.getByRole('region', { name: 'Where it stands' }),
    ).toHaveTextContent('Level 1 Running');
    expect(api.asked.map(([name]) => name)).toEqual(['getEntity']);
  });

  it('shows the trade-offs on record and the last reviews, as text', async () => {
    render({
      decisions: [
        {
          path: 'docs/adr/0004.md',
          link: 'https://example.com/adr/4',
          title: 'Release by canary',
          date: '2026-02-03',
          status: 'accepted',
          options: 3,
          hasConsequences: true,
          topics: ['rollout'],
          consultedOutside: true,
        },
        {
          path: 'docs/adr/0005.md',
          link: ['javascript', 'alert(1)'].join(':'),
          title: '<b>Bold</b>',
          date: null,
          status: null,
          options: 0,
          hasConsequences: false,
          topics: [],
          consultedOutside: null,
        },
      ],
      reviews: [
        {
          path: 'docs/reviews/2026-03.md',
          date: '2026-03-12',
          lenses: ['cost', 'reliability'],
          outside: false,
          decision: 'ready',
        },
      ],
    });
    const table = await screen.findByRole('table', {
      name: 'Trade-offs recorded',
    });
    expect(
      within(table)
        .getAllByRole('row')
        .slice(1)
        .map(row => row.textContent),
    ).toEqual([
      expect.stringMatching(
        /^Release by canary.*how releases reach users3 Feb 2026Accepted3Written downConsulted$/,
      ),
      '<b>Bold</b>no dateNot knownnoneMissingNot known',
    ]);
    expect(within(table).getAllByRole('link')).toHaveLength(1);
    expect(
      screen.getByRole('table', { name: 'Last reviews' }),
    ).toHaveTextContent('12 Mar 2026readyReliability, CostNo, the team alone');
  });

  it('says that there is no such service', async () => {
    const api = new InMemoryReadinessApi();
    api.getEntity = async () => {
      throw Object.assign(new Error('x'), { name: 'NotFoundError' });
    };
    renderReadiness(path, api);
    expect(
      await screen.findByText('No component:default/cart'),
    ).toBeInTheDocument();
  });
});
