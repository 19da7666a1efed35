import { areas } from '@team-readiness/backstage-plugin-readiness-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  checkSummary,
  serviceScorecard,
  versions,
} from '../__testUtils__/standardExamples';
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
    await within(rows[0]).findByRole('img', { name: /^Adoption of SLO rose/ });
    expect(
      within(rows[0])
        .getAllByRole('cell')
        .map(cell => cell.textContent),
    ).toEqual([
      '2 Owned',
      '40%',
      expect.stringMatching(/^Adoption of SLO rose .*\+4 points in 30 days$/),
      '6',
      '2',
      '5',
      'SLOs',
      'Yes',
    ]);
    expect(within(rows[0]).getByRole('link', { name: 'SLO' })).toHaveAttribute(
      'href',
      '/readiness/checks/service-readiness/slo-defined',
    );
    expect(rows[1]).toHaveTextContent(/From 22 Dec 2026$/);
  });

  it('asks once how all checks went, and says where each stands without the answer', async () => {
    const api = new InMemoryReadinessApi();
    api.history.listCheckAdoption = async () => {
      throw new Error('It is slow today');
    };
    const [check] = serviceScorecard.checks;
    api.scorecards = [
      {
        ...serviceScorecard,
        checks: [
          check,
          checkSummary({
            id: 'still',
            change: { since: '2026-10-22', days: 30, points: 0.2 },
          }),
          checkSummary({ id: 'new', change: null }),
        ],
      },
    ];
    renderReadiness('/readiness/standards', api);
    const table = await screen.findByRole('table', { name: /^Checks of/ });
    const change = within(table)
      .getAllByRole('row')
      .slice(1)
      .map(row => within(row).getAllByRole('cell')[2].textContent);
    expect(change).toEqual([
      '−3−3 points in 30 days',
      '–No change in 30 days',
      '–Nothing to compare with yet',
    ]);
    expect(screen.queryByText(/slow today/)).toBeNull();
  });

  it('draws the course of all checks with one question', async () => {
    const api = new InMemoryReadinessApi();
    renderReadiness('/readiness/standards', api);
    await screen.findByRole('img', { name: /^Adoption of SLO rose/ });
    expect(
      api.asked.filter(([name]) => name === 'listCheckAdoption'),
    ).toHaveLength(1);
  });

  it('folds what is not connected, with the data that it needs', async () => {
    const user = userEvent.setup();
    renderReadiness('/readiness/standards');
    const folded = await screen.findByText(
      '1 check not connected to a data source',
    );
    expect(folded.closest('details')).not.toHaveAttribute('open');
    await user.click(folded);
    const table = await screen.findByRole('table', {
      name: 'Checks of Service readiness that are not connected',
    });
    const [, row] = within(table).getAllByRole('row');
    expect(row).toHaveTextContent(/Within budget.*CostScore onlyCost data$/);
  });

  it('says where a scorecard is about nothing that the reader may see', async () => {
    const api = new InMemoryReadinessApi();
    const none = {
      pass: 0,
      fail: 0,
      unknown: 0,
      notApplicable: 0,
      exempt: 0,
      error: 0,
    };
    const [check] = serviceScorecard.checks;
    api.scorecards = [
      serviceScorecard,
      {
        ...serviceScorecard,
        id: 'ml-readiness',
        title: 'ML readiness',
        checks: [{ ...check, scorecard: 'ml-readiness', counts: none }],
      },
    ];
    renderReadiness('/readiness/standards', api);
    expect(await screen.findAllByText(/counts no entity/)).toHaveLength(1);
  });

  it('shows the first checks of many, and the others on request', async () => {
    const user = userEvent.setup();
    const api = new InMemoryReadinessApi();
    api.scorecards = [
      {
        ...serviceScorecard,
        checks: Array.from({ length: 100 }, (_, index) =>
          checkSummary({
            id: `c${index}`,
            title: `Check ${index}`,
            area: areas[index % areas.length],
          }),
        ),
      },
    ];
    renderReadiness('/readiness/standards', api);
    const table = await screen.findByRole('table', { name: /^Checks of/ });
    expect(within(table).getAllByRole('row')).toHaveLength(11);
    await user.click(
      screen.getByRole('button', { name: 'Show all 100 checks' }),
    );
    expect(within(table).getAllByRole('row')).toHaveLength(101);
  });

  it('finds checks by words and area, and keeps both in the address', async () => {
    const user = userEvent.setup();
    renderReadiness('/readiness/standards?area=nonsense');
    const words = await screen.findByLabelText('Find a check');
    expect(screen.getByLabelText('Area')).toHaveDisplayValue('All areas');

    await user.type(words, 'DOCUMENTATION runb');
    const table = screen.getByRole('table', { name: /^Checks of/ });
    expect(within(table).getAllByRole('row')).toHaveLength(2);
    expect(within(table).getByRole('link', { name: 'Runbook' })).toBeVisible();
    expect(screen.getByText('1 of 3 checks')).toBeInTheDocument();
    expect(screen.queryByText('History')).not.toBeInTheDocument();

    await user.clear(words);
    await user.selectOptions(screen.getByLabelText('Area'), 'Cost');
    expect(
      await screen.findByRole('table', { name: /not connected/ }),
    ).toBeVisible();
    await user.type(words, 'nothing like this');
    expect(screen.getByText('No check matches.')).toBeInTheDocument();
  });

  it('reads words and area from the address', async () => {
    renderReadiness('/readiness/standards?words=slo&area=slos');
    expect(await screen.findByLabelText('Find a check')).toHaveDisplayValue(
      'slo',
    );
    expect(screen.getByText('1 of 3 checks')).toBeInTheDocument();
  });

  it('filters by level, stage and data, and keeps all in the address', async () => {
    const user = userEvent.setup();
    renderReadiness('/readiness/standards?level=2&stage=warn');
    expect(await screen.findByLabelText('Level')).toHaveDisplayValue('Level 2');
    expect(screen.getByLabelText('Stage')).toHaveDisplayValue('Announced');
    const table = screen.getByRole('table', { name: /^Checks of/ });
    expect(within(table).getAllByRole('row')).toHaveLength(2);
    expect(within(table).getByRole('link', { name: 'Runbook' })).toBeVisible();

    await user.selectOptions(screen.getByLabelText('Stage'), 'All stages');
    await user.selectOptions(screen.getByLabelText('Level'), 'Score only');
    await user.selectOptions(screen.getByLabelText('Data'), 'Not connected');
    expect(
      within(screen.getByRole('table', { name: /not connected/ })).getByRole(
        'link',
        { name: 'Within budget' },
      ),
    ).toBeVisible();
    await user.selectOptions(screen.getByLabelText('Data'), 'Connected');
    expect(screen.getByText('No check matches.')).toBeInTheDocument();
  });

  it('shows how the whole standard was adopted, when asked', async () => {
    const user = userEvent.setup();
    const api = new InMemoryReadinessApi();
    const { total: standing } = await api.getOverview();
    api.rollups.rollups = {
      ...api.rollups.rollups,
      items: [
        {
          key: 'group:default/checkout',
          title: 'Checkout',
          parentRef: null,
          mine: true,
          standing,
          outcomes: checkSummary().counts,
        },
        {
          key: null,
          title: null,
          parentRef: null,
          mine: false,
          standing,
          outcomes: checkSummary().counts,
        },
      ],
    };
    renderReadiness('/readiness/standards', api);
    const fold = await screen.findByText('Adoption, day by day and by team');
    expect(api.lastAsked('getTrend')).toBeUndefined();
    await user.click(fold);
    expect(await screen.findByRole('slider')).toBeInTheDocument();
    expect(screen.getByRole('figure')).toHaveAccessibleName(
      'Adoption of Service readiness from 23 Oct 2026 to 21 Nov 2026',
    );
    expect(api.lastAsked('getTrend')).toEqual({
      scope: 'organisation',
      scorecard: 'service-readiness',
    });
    const table = await screen.findByRole('table', {
      name: 'Adoption of Service readiness by team',
    });
    expect(within(table).getAllByRole('row')).toHaveLength(2);
    expect(
      within(table).getByRole('link', { name: 'Checkout' }),
    ).toHaveAttribute(
      'href',
      '/readiness/teams/default/checkout?scorecard=service-readiness',
    );
  });

  it('reads in German, with the words of the standards as they are', async () => {
    renderReadiness('/readiness/standards', new InMemoryReadinessApi(), {
      language: 'de',
    });
    const table = await screen.findByRole('table', {
      name: 'Prüfungen von Service readiness',
    });
    expect(
      within(table)
        .getAllByRole('columnheader')
        .map(title => title.textContent?.replace(/\s/g, ' ')),
    ).toEqual([
      'Prüfung',
      'Stufe',
      'Umsetzung',
      'Änderung, 30 Tage',
      'Nicht erfüllt',
      'davon Tier 1',
      'Keine Daten',
      'Bereich',
      'Zählt',
    ]);
    expect(within(table).getAllByRole('row')[2]).toHaveTextContent(
      /Is there an SLO\?.*Ab 22\. Dez\.? 2026$/,
    );
    expect(screen.getByLabelText('Bereich')).toHaveDisplayValue(
      'Alle Bereiche',
    );
  });

  it('shows the history of a scorecard with what each version changed', async () => {
    const user = userEvent.setup();
    const { api } = renderReadiness('/readiness/standards');
    const history = await screen.findByText('History');
    expect(api.lastAsked('listScorecardVersions')).toBeUndefined();
    await user.click(history);
    const list = await screen.findByRole('list', { name: 'Versions' });
    const [latest, second, first] = [...list.children].map(
      item => item.textContent,
    );
    expect(latest).toMatch(/^Version 3, 22 Nov 2026, in use/);
    expect(latest).toContain('read at the request of mara');
    expect(latest).toContain(
      'ChangedThe scorecard itself parameter days, target levels',
    );
    expect(latest).toContain(
      'StricterSLO condition, parameter days. Counts from 22 Dec 2026',
    );
    expect(latest).toContain('AddedRunbook Counts from 22 Dec 2026');
    expect(latest).toContain('RemovedPager');
    expect(within(list).queryByRole('link', { name: 'Pager' })).toBeNull();
    expect(second).toMatch(
      /^Version 2, 3 Oct 2026From .*ChangedSLO what it says/,
    );
    expect(first).toMatch(/The first version\.$/);
  });

  it('shows the first of many changes, and the others on request', async () => {
    const user = userEvent.setup();
    const api = new InMemoryReadinessApi();
    const [latest] = versions;
    api.versions = [
      {
        ...latest,
        fields: Array.from({ length: 20 }, (_, index) => `params.p${index}`),
        checks: Array.from({ length: 40 }, (_, index) => ({
          ...latest.checks[0],
          id: `c${index}`,
          title: `Check ${index}`,
        })),
      },
    ];
    renderReadiness('/readiness/standards', api);
    await user.click(await screen.findByText('History'));
    const list = await screen.findByRole('list', { name: 'What differs' });
    expect(within(list).getAllByRole('listitem')).toHaveLength(9);
    expect(list).toHaveTextContent(/and 12 more/);
    await user.click(
      screen.getByRole('button', {
        name: `Show all of version ${latest.version}`,
      }),
    );
    expect(within(list).getAllByRole('listitem')).toHaveLength(41);
    expect(list).toHaveTextContent(/parameter p19/);
    expect(screen.queryByRole('button', { name: /^Show all of/ })).toBeNull();
  });

  it('says nothing of the parts that work behind the pages', async () => {
    const user = userEvent.setup();
    renderReadiness('/readiness/standards');
    await user.click(await screen.findByText('History'));
    await screen.findByRole('list', { name: 'Versions' });
    await user.click(screen.getByText(/not connected to a data source/));
    await screen.findByRole('table', { name: /not connected/ });
    expect(document.body.textContent).not.toMatch(
      /collector|transition|roll-?up|\bfacts?\b|packed|ticket/i,
    );
  });

  it('pages through a long history', async () => {
    const user = userEvent.setup();
    const api = new InMemoryReadinessApi();
    api.versions = Array.from({ length: 25 }, (_, index) => ({
      ...versions[1],
      version: 25 - index,
      checks: [],
    }));
    renderReadiness('/readiness/standards', api);
    await user.click(await screen.findByText('History'));
    expect(await screen.findByText('1–10 versions')).toBeInTheDocument();
    expect(
      screen.getAllByText('It asks for the same as the one before.'),
    ).toHaveLength(10);
    await user.click(screen.getByRole('button', { name: 'Next' }));
    expect(await screen.findByText('11–20 versions')).toBeInTheDocument();
  });

  it('reads the documents again, says what came of it, and shows what is active now', async () => {
    const user = userEvent.setup();
    const api = new InMemoryReadinessApi();
    api.problems = serviceScorecard.problems;
    renderReadiness('/readiness/standards', api);
    const button = await screen.findByRole('button', { name: 'Read again' });
    api.comparing = ['web-readiness'];
    api.scorecards = [{ ...serviceScorecard, version: 4 }];
    await user.click(button);
    expect(
      await screen.findByText(
        'Read 1 document, 1 problem. 1 new version is tried on what is known before it counts.',
      ),
    ).toBeInTheDocument();
    expect(await screen.findByText(/^Version 4 since/)).toBeInTheDocument();
  });

  it('keeps what shows where reading again fails, and says so', async () => {
    const user = userEvent.setup();
    const api = new InMemoryReadinessApi();
    api.refreshDefinitions = async () => {
      throw new Error('boom');
    };
    renderReadiness('/readiness/standards', api);
    await user.click(await screen.findByRole('button', { name: 'Read again' }));
    expect(
      await screen.findByText(/The documents could not be read/),
    ).toBeInTheDocument();
    expect(screen.getByText(/^Version 3 since/)).toBeInTheDocument();
  });

  it('shows where a scorecard comes from and what is wrong with its documents', async () => {
    renderReadiness('/readiness/standards');
    const panel = await screen.findByRole('region', {
      name: 'Service readiness',
    });
    expect(panel).toHaveTextContent(
      'Version 3 since 1 Sept 2026, from scorecards/service-readiness.yaml · owned by platform · 1 exemption',
    );
    expect(panel).toHaveTextContent(
      'Where one is broken, its last good version is in use.',
    );
    expect(panel).toHaveTextContent('The key "wieght" is not known.');
    expect(panel).toHaveTextContent('scorecards/service-readiness.yaml:12:5');
    expect(
      within(panel).getByRole('region', {
        name: 'Excerpt of scorecards/service-readiness.yaml:12:5',
      }).textContent,
    ).toBe('wieght: 2\n^^^^^^');
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
