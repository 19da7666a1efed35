import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { cart, readiness, result } from '../__testUtils__/examples';
import { InMemoryReadinessApi } from '../__testUtils__/InMemoryReadinessApi';
import { renderService } from '../__testUtils__/renderService';

describe('ServiceReadiness', () => {
  it('says level, target and what is left to do', async () => {
    renderService();
    expect(await screen.findByText('Level 1 Running')).toBeInTheDocument();
    expect(screen.getByText('1 fix below target')).toBeInTheDocument();
    expect(
      screen.getByRole('heading', { name: '1 fix to level 2' }),
    ).toBeInTheDocument();
    const [fix] = screen.getAllByRole('link', { name: 'SLO' });
    expect(fix.getAttribute('href')).toMatch(
      /#service-readiness\.slo-defined$/,
    );
    expect(
      document.getElementById('service-readiness.slo-defined'),
    ).toHaveAccessibleName('SLO');
  });

  it('shows what is not met with evidence, fix and the file to create', async () => {
    renderService();
    const slo = await screen.findByRole('article', { name: 'SLO' });
    expect(within(slo).getByText('Not met')).toBeInTheDocument();
    expect(
      within(slo).getByText(
        /^Needed for level 2 · about 4 h · since 1 Sept? 2026$/,
      ),
    ).toBeInTheDocument();
    expect(
      within(slo).getByText('An OpenSLO document in the folder slo.'),
    ).toBeInTheDocument();
    expect(
      within(slo).getByText(/SLO documents: slo, seen/),
    ).toBeInTheDocument();
    expect(
      within(slo).getByText('No SLO document was found.', { selector: 'dd' }),
    ).toBeInTheDocument();
    expect(within(slo).getByText('slo/cart.yaml')).toBeInTheDocument();
    expect(
      within(slo).getByRole('button', { name: 'Copy the path slo/cart.yaml' }),
    ).toBeInTheDocument();
    expect(
      within(slo).getByRole('group', { name: 'Example of slo/cart.yaml' }),
    ).toBeInTheDocument();
    expect(
      within(slo).getByRole('link', { name: /Read more/ }),
    ).toHaveAttribute('href', 'https://example.com/slo');
  });

  it('opens what asks for work in order of urgency, and folds the rest to counts', async () => {
    renderService();
    const documentation = await screen.findByRole('region', {
      name: 'Documentation',
    });
    expect(
      within(documentation)
        .getAllByRole('article')
        .map(article => article.getAttribute('aria-label')),
    ).toEqual(['Architecture overview', 'Runbook is fresh']);
    expect(
      within(documentation).getByText('Exempt until 24 Dec 2026', {
        selector: 'span',
      }),
    ).toBeInTheDocument();
    await userEvent.click(within(documentation).getByText('Runbook is fresh'));
    expect(
      await within(documentation).findByText(/Being rewritten\. Approved by/),
    ).toBeVisible();

    const folded = within(documentation).getByText('1 met · 1 does not apply');
    expect(folded.closest('details')).not.toHaveAttribute('open');
    await userEvent.click(folded);
    expect(folded.closest('details')).toHaveAttribute('open');
    expect(
      within(documentation).getByText('README.md has 400 words.'),
    ).toBeVisible();
  });

  it('says on request why each scorecard applies, and which line gave the target', async () => {
    const user = userEvent.setup();
    const api = renderService();
    await screen.findByText('Level 1 Running');
    expect(api.lastAsked('getApplicability')).toBeUndefined();
    await user.click(screen.getByText('Why these scorecards?'));
    const service = await screen.findByRole('region', {
      name: 'Why Service readiness',
    });
    expect(service).toHaveTextContent(
      /AppliesIt applies, since kind is Component\./,
    );
    expect(
      screen.getByRole('list', { name: 'Target level' }),
    ).toHaveTextContent('Truereadiness.tier: 1Decided itreadiness.tier = 1');
    const team = screen.getByRole('region', { name: 'Why Team readiness' });
    expect(team).toHaveTextContent(
      'Does not applyIt does not apply, since kind is Component, not Group.',
    );
  });

  it('names the file, line and column of what could not be read', async () => {
    renderService();
    const problems = await screen.findByRole('region', {
      name: 'What could not be read',
    });
    expect(within(problems).getByText('slo/old.yaml:7:3')).toBeInTheDocument();
    expect(
      within(problems).getByText('Expected an indicator, found a list.'),
    ).toBeInTheDocument();
  });

  it('leads no higher than to the highest level that applies', async () => {
    const api = new InMemoryReadinessApi();
    api.entity = {
      ...cart,
      scorecards: [readiness({ targetLevel: 3, ceiling: 2 })],
    };
    renderService(api);
    expect(
      await screen.findByRole('heading', { name: '1 fix to level 2' }),
    ).toBeInTheDocument();
  });

  it('explains a held level, exemptions, grace and a ceiling in words', async () => {
    const api = new InMemoryReadinessApi();
    api.entity = {
      ...cart,
      scorecards: [
        readiness({
          level: 2,
          levelName: 'Owned',
          heldSince: '2026-10-03T00:00:00Z',
          heldUntil: '2026-10-17T00:00:00Z',
          exemptions: 1,
          inGrace: true,
          ceiling: 2,
        }),
      ],
    };
    renderService(api);
    expect(
      await screen.findByText('Level 2 Owned (1 exemption)'),
    ).toBeInTheDocument();
    expect(
      screen.getByText(
        'Level 2 is held: data is missing since 3 Oct 2026. It is lowered on 17 Oct 2026 unless the data comes back.',
      ),
    ).toBeInTheDocument();
    expect(
      screen.getByText('The level rests on 1 exemption with an end date.'),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/do not count for the team yet/),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/^Level 2 is the highest that applies here/),
    ).toBeInTheDocument();
  });

  it('looks again, says so, and shows what came out', async () => {
    const user = userEvent.setup();
    const api = new InMemoryReadinessApi();
    let finish = () => {};
    const refresh = api.refreshEntity.bind(api);
    api.refreshEntity = async () => {
      await new Promise<void>(resolve => {
        finish = resolve;
      });
      return refresh();
    };
    renderService(api);

    const button = await screen.findByRole('button', { name: 'Refresh' });
    await user.click(button);
    expect(button).toBeDisabled();
    expect(screen.getByText('Looking again…')).toBeInTheDocument();
    expect(screen.getByText('1 fix below target')).toBeInTheDocument();

    finish();
    expect(await screen.findByText('Level 2 Owned')).toBeInTheDocument();
    expect(screen.getByText('On target')).toBeInTheDocument();
    expect(screen.queryByText('slo/cart.yaml')).not.toBeInTheDocument();
    expect(screen.getByText('Refreshed just now')).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Refresh' })).toBeEnabled();
  });

  it('keeps what is known when a refresh fails', async () => {
    const user = userEvent.setup();
    const api = new InMemoryReadinessApi();
    api.refreshEntity = async () => {
      throw new Error('boom');
    };
    renderService(api);
    await user.click(await screen.findByRole('button', { name: 'Refresh' }));
    expect(await screen.findByText(/The refresh failed/)).toBeInTheDocument();
    expect(screen.getByText('Level 1 Running')).toBeInTheDocument();
  });

  it('says that an entity waits, and checks it at once on request', async () => {
    const user = userEvent.setup();
    const api = new InMemoryReadinessApi();
    api.entity = { ...cart, state: 'waiting', scorecards: [], problems: [] };
    renderService(api);
    expect(await screen.findByText(/was not checked yet/)).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Refresh' }));
    expect(await screen.findByText('Level 2 Owned')).toBeInTheDocument();
  });

  it('says where nothing is asked of an entity', async () => {
    const api = new InMemoryReadinessApi();
    api.entity = { ...cart, scorecards: [], problems: [] };
    renderService(api);
    expect(
      await screen.findByText('Nothing is asked of it'),
    ).toBeInTheDocument();
    expect(
      await screen.findByText(/It does not apply, since kind is Component/),
    ).toBeVisible();
  });

  it('lets no script out of hostile text', async () => {
    const scriptUrl = ['javascript', 'alert(1)'].join(':');
    const api = new InMemoryReadinessApi();
    api.entity = {
      ...cart,
      problems: [],
      scorecards: [
        readiness({
          results: [
            result({
              message: '<img src=x onerror=alert(1)>',
              remediation: {
                text: `[click](${scriptUrl}) <script>alert(1)</script>`,
                path: '../../etc/passwd',
                example: null,
                link: scriptUrl,
              },
            }),
          ],
        }),
      ],
    };
    renderService(api);
    expect(
      await screen.findByText('<img src=x onerror=alert(1)>', {
        selector: 'dd',
      }),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('link', { name: /Read more/ }),
    ).not.toBeInTheDocument();
    expect(document.querySelector('script')).not.toBeInTheDocument();
    document
      .querySelectorAll('a')
      .forEach(link =>
        expect(link.getAttribute('href') ?? '').not.toMatch(/^javascript:/i),
      );
  });
});
