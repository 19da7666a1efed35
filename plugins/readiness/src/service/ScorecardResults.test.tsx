import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { cart, readiness, result } from '../__testUtils__/examples';
import { InMemoryReadinessApi } from '../__testUtils__/InMemoryReadinessApi';
import { renderService } from '../__testUtils__/renderService';

describe('ScorecardResults', () => {
  it('opens what keeps the entity from its target, and says of the rest in a line what was found', async () => {
    const api = new InMemoryReadinessApi();
    api.entity = {
      ...cart,
      scorecards: [
        readiness({
          results: [
            result(),
            result({
              checkId: 'slo-reviewed',
              title: 'SLO is reviewed',
              gate: false,
              message: 'Reviewed a year ago.',
            }),
          ],
        }),
      ],
    };
    renderService(api);
    const slo = await screen.findByRole('article', { name: 'SLO' });
    const reviewed = screen.getByRole('article', { name: 'SLO is reviewed' });
    expect(within(slo).getByText('How to fix it')).toBeVisible();
    expect(within(reviewed).getByText('Reviewed a year ago.')).toBeVisible();
    expect(within(reviewed).queryByText('How to fix it')).toBeNull();
    await userEvent.click(within(reviewed).getByText('SLO is reviewed'));
    expect(await within(reviewed).findByText('How to fix it')).toBeVisible();
  });

  it('opens the result that a link leads to, in whatever fold it is', async () => {
    renderService(new InMemoryReadinessApi(), '#service-readiness.readme');
    const readme = await screen.findByText('README.md has 400 words.');
    expect(readme).toBeVisible();
    expect(document.getElementById('service-readiness.readme')).toHaveFocus();
  });

  it('shows how a result was decided, part by part, in plain words', async () => {
    const user = userEvent.setup();
    const api = new InMemoryReadinessApi();
    const part = (
      role: 'applies' | 'unknown' | 'condition',
      text: string,
      truth: 'true' | 'false',
    ) => ({
      role,
      text,
      truth,
      depth: 0,
      kind: 'part' as const,
      decided: role === 'condition',
      seen: [{ path: text, value: 7 }],
    });
    const conditions = [
      part('applies', 'kind: Component', 'true'),
      part('unknown', 'slo.broken > 0', 'false'),
      part('condition', 'slo.documents.size() > 0', 'false'),
    ];
    api.entity = {
      ...cart,
      scorecards: [
        readiness({
          results: [
            result({ conditions }),
            result({
              checkId: 'readme',
              title: 'README',
              area: 'documentation',
              outcome: 'not-applicable',
              reason: 'does-not-apply',
              conditions: [part('applies', 'kind: API', 'false')],
            }),
          ],
        }),
      ],
    };
    renderService(api);
    const slo = await screen.findByRole('article', { name: 'SLO' });
    expect(within(slo).queryByText('Met when')).not.toBeInTheDocument();
    await user.click(within(slo).getByText('How it was decided'));
    await within(slo).findByText('Met when');
    expect(
      within(slo)
        .getAllByRole('heading', { level: 5 })
        .map(heading => heading.textContent),
    ).toEqual([
      'How to fix it',
      'Asked of it because',
      'Known because',
      'Met when',
    ]);
    expect(
      within(slo).getByRole('list', { name: 'Met when' }),
    ).toHaveTextContent(
      'Falseslo.documents.size() > 0Decided itslo.documents.size() > 0 = 7',
    );

    const documentation = screen.getByRole('region', { name: 'Documentation' });
    await user.click(within(documentation).getByText('1 does not apply'));
    await user.click(within(documentation).getByText('README'));
    await within(documentation).findByText('How it was decided');
    expect(
      await within(documentation).findByText('Not asked of it because'),
    ).toBeVisible();
  });

  it('shows opt-outs with their reason, and those without effect', async () => {
    const user = userEvent.setup();
    const api = new InMemoryReadinessApi();
    const optedOut = (checkId: string, accepted: boolean, reason: string) =>
      result({
        checkId,
        title: checkId,
        outcome: accepted ? 'exempt' : 'fail',
        reason: accepted ? 'opt-out' : 'condition',
        message: accepted ? `Opted out in the catalog entry: ${reason}` : 'No.',
        optOut: { accepted, reason },
      });
    api.entity = {
      ...cart,
      scorecards: [
        readiness({
          fixes: [],
          results: [
            optedOut('first', true, 'We have no users.'),
            optedOut('second', false, 'No time.'),
            optedOut('third', false, ''),
          ],
        }),
      ],
    };
    renderService(api);
    const first = await screen.findByRole('article', { name: 'first' });
    expect(within(first).getByText('Opted out')).toBeVisible();
    expect(within(first).queryByText('Exempt')).not.toBeInTheDocument();
    expect(
      within(first).getByText(
        'Opted out in the catalog entry: We have no users.',
      ),
    ).toBeVisible();
    for (const [title, label, words] of [
      ['second', 'Opt-out without effect', 'No time.'],
      ['third', 'Opt-out without effect', 'No reason is given.'],
    ]) {
      const article = screen.getByRole('article', { name: title });
      await user.click(within(article).getByRole('heading', { name: title }));
      const term = await within(article).findByText(label, { selector: 'dt' });
      expect(term.nextElementSibling).toHaveTextContent(words);
    }
  });

  it.each([
    [
      { stage: 'warn' as const, enforceFrom: '2026-12-22' },
      /Counts from 22 Dec 2026/,
    ],
    [
      { stage: 'warn' as const, enforceFrom: null },
      /Announced, does not count yet/,
    ],
    [{ stage: 'enforced' as const, enforceFrom: null }, /Does not count yet/],
  ])(
    'says of a result that does not count from when on it does: %j',
    async (stage, words) => {
      const api = new InMemoryReadinessApi();
      api.entity = {
        ...cart,
        scorecards: [
          readiness({ results: [result({ ...stage, counts: false })] }),
        ],
      };
      renderService(api);
      const slo = await screen.findByRole('article', { name: 'SLO' });
      expect(slo).toHaveTextContent(words);
    },
  );

  it('says what data a fix waits for', async () => {
    const api = new InMemoryReadinessApi();
    const [fix] = readiness().fixes;
    api.entity = {
      ...cart,
      scorecards: [
        readiness({
          fixes: [
            {
              ...fix,
              outcome: 'unknown',
              missing: [
                { collector: 'slo', title: 'SLO documents', why: 'stale' },
                {
                  collector: 'incidents',
                  title: 'the incident events',
                  why: 'no-source',
                },
              ],
            },
          ],
        }),
      ],
    };
    renderService(api);
    expect(
      await screen.findByText(
        'Waits for SLO documents (not seen for too long), the incident events (not connected)',
      ),
    ).toBeInTheDocument();
  });

  it('folds an area in which nothing is to be done to one line, after the others', async () => {
    const api = new InMemoryReadinessApi();
    api.entity = {
      ...cart,
      scorecards: [
        readiness({
          results: [
            result({ checkId: 'owner', area: 'ownership', outcome: 'pass' }),
            result({ checkId: 'raci', area: 'ownership', outcome: 'pass' }),
            result(),
          ],
        }),
      ],
    };
    renderService(api);
    const scorecard = await screen.findByRole('region', {
      name: 'Service readiness',
    });
    expect(
      within(scorecard)
        .getAllByRole('heading', { level: 3 })
        .map(heading => heading.textContent),
    ).toEqual(['1 fix to level 2', 'SLOs', 'Ownership']);
    const ownership = within(scorecard).getByRole('region', {
      name: 'Ownership',
    });
    const folded = within(ownership).getByText('2 met').closest('details');
    expect(folded).not.toHaveAttribute('open');
  });

  it('folds what does not count yet, and all results of another scorecard', async () => {
    const api = new InMemoryReadinessApi();
    const later = { counts: false, stage: 'warn' as const };
    api.entity = {
      ...cart,
      scorecards: [
        readiness({
          fixes: [],
          results: [
            result({ checkId: 'announced', title: 'Announced', ...later }),
            result({ checkId: 'cost', title: 'Cost', area: 'cost' }),
          ],
        }),
        readiness({
          scorecard: { id: 'ml', title: 'ML readiness' },
          fixes: [],
          results: [result({ checkId: 'drift', title: 'Drift', area: 'ml' })],
        }),
      ],
    };
    renderService(api);
    const slos = await screen.findByRole('region', { name: 'SLOs' });
    const folded = within(slos).getByText('1 does not count yet');
    expect(folded.closest('details')).not.toHaveAttribute('open');
    expect(
      screen.getByRole('article', { name: 'Cost' }).closest('details'),
    ).toBeNull();
    const other = screen.getByRole('region', { name: 'ML readiness' });
    const results = within(other).getByText('Results by area: 1 not met');
    expect(results.closest('details')).not.toHaveAttribute('open');
    await userEvent.click(results);
    expect(within(other).getByRole('article', { name: 'Drift' })).toBeVisible();
  });

  it('names the checks whose data is missing while a level is held, and those exempt', async () => {
    const api = new InMemoryReadinessApi();
    api.entity = {
      ...cart,
      scorecards: [
        readiness({
          level: 2,
          heldSince: '2026-10-03T00:00:00Z',
          exemptions: 1,
          results: [
            result({ outcome: 'unknown', reason: 'stale' }),
            result({
              checkId: 'runbook',
              title: 'Runbook',
              outcome: 'exempt',
              exemption: {
                reason: 'Being rewritten.',
                approver: 'user:default/mara',
                until: '2026-12-24',
              },
            }),
            result({ checkId: 'third', outcome: 'unknown', level: 3 }),
          ],
        }),
      ],
    };
    renderService(api);
    expect((await screen.findByText(/^Data is missing for:/)).textContent).toBe(
      'Data is missing for: SLO',
    );
    expect(screen.getByText(/^Exempt:/).textContent).toBe(
      'Exempt: Runbook (until 24 Dec 2026)',
    );
  });

  it('folds the checks that are not connected', async () => {
    renderService();
    const folded = await screen.findByText(
      '2 checks are not connected to a data source',
    );
    expect(folded.closest('details')).not.toHaveAttribute('open');
    await userEvent.click(folded);
    expect(
      (await screen.findByText('Delivery', { selector: 'dt' }))
        .nextElementSibling,
    ).toHaveTextContent('Deploys often');
  });
});
