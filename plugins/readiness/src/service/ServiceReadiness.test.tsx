import { renderInTestApp } from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { readinessApiRef } from '@team-readiness/backstage-plugin-readiness-react';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  checkRouteRef,
  rootRouteRef,
  standardsRouteRef,
  teamsRouteRef,
} from '../routes';
import { cart, readiness, result } from '../__testUtils__/examples';
import { InMemoryReadinessApi } from '../__testUtils__/InMemoryReadinessApi';
import { ServiceReadiness } from './ServiceReadiness';

const name = { kind: 'component', namespace: 'default', name: 'cart' };

function renderService(api = new InMemoryReadinessApi(), hash = '') {
  renderInTestApp(<ServiceReadiness name={name} />, {
    initialRouteEntries: [`/${hash}`],
    apis: [[readinessApiRef, api]],
    mountedRoutes: {
      '/catalog/:namespace/:kind/:name': entityRouteRef,
      '/readiness': rootRouteRef,
      '/readiness/teams': teamsRouteRef,
      '/readiness/standards': standardsRouteRef,
      '/readiness/checks/:scorecard/:id': checkRouteRef,
    },
  });
  return api;
}

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
      within(slo).getByRole('region', { name: 'Example of slo/cart.yaml' }),
    ).toBeInTheDocument();
    expect(
      within(slo).getByRole('link', { name: /Read more/ }),
    ).toHaveAttribute('href', 'https://example.com/slo');
    expect(
      within(slo).getByRole('link', { name: 'Tell the owner of the check' }),
    ).toHaveAttribute(
      'href',
      '/readiness/checks/service-readiness/slo-defined#owner',
    );
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
      name: 'Files that could not be read',
    });
    expect(within(problems).getByText('slo/old.yaml:7:3')).toBeInTheDocument();
    expect(
      within(problems).getByText('Expected an indicator, found a list.'),
    ).toBeInTheDocument();
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
