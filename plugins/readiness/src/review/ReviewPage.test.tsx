import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { EntityReadiness } from '@team-readiness/backstage-plugin-readiness-common';
import { cart, readiness, result } from '../__testUtils__/examples';
import { InMemoryReadinessApi } from '../__testUtils__/InMemoryReadinessApi';
import { renderReadiness } from '../__testUtils__/renderReadiness';

const path = '/readiness/review/component/default/cart';
const render = (changes: Partial<EntityReadiness> = {}, hash = '') => {
  const api = new InMemoryReadinessApi();
  api.entity = { ...cart, ...changes };
  return renderReadiness(`${path}${hash}`, api);
};
const findings = 'Nothing of this fails without being noticed.';

/** Every key makes the whole page anew, which takes long in a test. */
const write = (label: string, value: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value } });

async function fillIn() {
  await screen.findByLabelText('Reviewers');
  write('Reviewers', 'Mara, group:platform');
  await userEvent.click(screen.getByLabelText('Ready'));
  write('Reliability: findings', findings);
}

beforeEach(() => window.localStorage.clear());

describe('ReviewPage', () => {
  it('shows a service through four lenses, with one request', async () => {
    const { api } = render({
      scorecards: [
        readiness({
          results: [
            result(),
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

describe('the form of a review', () => {
  it('writes the file, keeps the draft, and copies it', async () => {
    const user = userEvent.setup();
    const { unmount } = render({}, '#write');
    await fillIn();
    await user.click(
      screen.getByRole('button', { name: 'Add the fix to level 2' }),
    );
    write('Due', '2099-01-31');
    const preview = screen.getByRole('region', {
      name: /^Preview of docs\/reviews\/\d{4}-\d{2}-\d{2}\.md$/,
    });
    expect(preview).toHaveTextContent(
      'reviewers: ["user:default/mara", "group:default/platform"] decision: "ready"',
    );
    expect(preview).toHaveTextContent(
      `# Readiness review of Cart ## Reliability ${findings} ## Follow-ups | Follow-up | Owner | Due | | --- | --- | --- | | SLO | group:default/checkout | 2099-01-31 |`,
    );
    const writeText = jest.spyOn(window.navigator.clipboard, 'writeText');
    await user.click(screen.getByRole('button', { name: 'Copy' }));
    expect(await screen.findByText(/^Copied\. Put it into/)).toBeVisible();
    expect(writeText).toHaveBeenCalledWith(expect.stringContaining(findings));

    unmount();
    render({}, '#write');
    expect(await screen.findByLabelText('Reliability: findings')).toHaveValue(
      findings,
    );
    expect(screen.getByText(/draft that was kept/)).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Discard draft' }));
    expect(screen.getByRole('button', { name: 'Keep it' })).toHaveFocus();
    await user.click(screen.getByRole('button', { name: 'Yes, discard it' }));
    expect(screen.getByLabelText('Reliability: findings')).toHaveValue('');
    expect(window.localStorage).toHaveLength(0);
  });

  it('says what is wrong in a summary that takes focus and leads to the fields', async () => {
    const user = userEvent.setup();
    render({}, '#write');
    const reviewers = await screen.findByLabelText('Reviewers');
    expect(screen.queryByText(/to be mended/)).toBeNull();
    write('Cost: findings', 'Too much.');
    await user.click(screen.getByLabelText('Ready, with follow-ups'));
    await user.click(screen.getByRole('button', { name: 'Copy' }));
    const summary = screen.getByRole('group', {
      name: '3 things have to be mended first',
    });
    await waitFor(() => expect(summary).toHaveFocus());
    await user.click(
      within(summary).getByRole('link', {
        name: 'Name at least one reviewer.',
      }),
    );
    expect(reviewers).toHaveFocus();
    expect(reviewers).toBeInvalid();
    expect(reviewers).toHaveAccessibleDescription(
      'Name at least one reviewer.',
    );
    expect(screen.getByLabelText('Cost: findings')).toHaveAccessibleDescription(
      'Cost: write at least 5 words, or leave it empty.',
    );
    write('Reviewers', 'group:checkout');
    expect(reviewers).toHaveAccessibleDescription(
      /The owner alone cannot review it/,
    );
    await user.click(screen.getByRole('button', { name: 'Add a follow-up' }));
    expect(screen.getByLabelText('What')).toHaveFocus();
    expect(screen.getByLabelText('Due')).toBeInvalid();
  });

  it('opens the page of the host that makes the file', async () => {
    const open = jest.spyOn(window, 'open').mockReturnValue(null);
    render(
      { sourceUrl: 'https://github.com/harbour/cart/tree/main/' },
      '#write',
    );
    await fillIn();
    await userEvent.click(
      screen.getByRole('button', { name: 'Open on GitHub' }),
    );
    expect(open).toHaveBeenCalledWith(
      expect.stringMatching(
        /^https:\/\/github\.com\/harbour\/cart\/new\/main\?filename=docs%2Freviews%2F.*&value=---%0Adate/,
      ),
      '_blank',
      'noopener,noreferrer',
    );
    open.mockRestore();
  });
});
