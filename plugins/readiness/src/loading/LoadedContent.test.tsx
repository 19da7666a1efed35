import { ResponseError } from '@backstage/errors';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { InMemoryReadinessApi } from '../__testUtils__/InMemoryReadinessApi';
import { renderReadiness } from '../__testUtils__/renderReadiness';

async function responseError(status: number, name: string) {
  return ResponseError.fromResponse(
    new Response(
      JSON.stringify({
        error: { name, message: 'Refused by a test' },
        request: { method: 'GET', url: '/v1/x' },
        response: { statusCode: status },
      }),
      { status, headers: { 'content-type': 'application/json' } },
    ),
  );
}

const pages = [
  '/readiness/teams',
  '/readiness/teams/default/checkout',
  '/readiness/standards',
  '/readiness/checks/service-readiness/slo-defined',
  '/readiness/health',
];

describe('the states of a page', () => {
  const recordPages = [
    '/readiness/teams/default/checkout/track-record',
    '/readiness/teams/default/checkout/delivery',
    '/readiness/impact-brief/group/default/checkout',
  ];

  it.each([...pages, ...recordPages])(
    '%s says that it is loading',
    async path => {
      const api = new InMemoryReadinessApi();
      const never = () => new Promise<never>(() => undefined);
      api.getOverview = never;
      api.getTeam = never;
      api.listScorecards = never;
      api.getCheck = never;
      api.listProblems = never;
      api.getTrackRecord = never;
      api.getDelivery = never;
      api.getImpactBrief = never;
      renderReadiness(path, api);
      expect(await screen.findByText(/^Loading the /)).toBeInTheDocument();
      expect(document.querySelector('[aria-busy=true]')).toBeInTheDocument();
    },
  );

  it.each(pages)('%s says that the reader may not see it', async path => {
    const api = new InMemoryReadinessApi();
    api.refusal = await responseError(403, 'NotAllowedError');
    renderReadiness(path, api);
    expect(await screen.findByText('You may not see this')).toBeInTheDocument();
    expect(screen.queryByText(/Refused by a test/)).not.toBeInTheDocument();
  });

  it.each(pages)('%s shows an error and tries again', async path => {
    const user = userEvent.setup();
    const api = new InMemoryReadinessApi();
    api.refusal = await responseError(500, 'Error');
    renderReadiness(path, api);

    const again = await screen.findByRole('button', { name: 'Try again' });
    expect(
      (await screen.findAllByText(/Could not load the/)).length,
    ).toBeGreaterThan(0);
    api.refusal = undefined;
    await user.click(again);
    await waitFor(() =>
      expect(
        document.querySelector('table, [role=grid], [role=treegrid]'),
      ).toBeInTheDocument(),
    );
    await waitFor(() =>
      expect(
        document.querySelector('[aria-busy=true]'),
      ).not.toBeInTheDocument(),
    );
  });

  it.each([
    ['/readiness/teams/default/ghosts', 'No team "ghosts"'],
    ['/readiness/checks/service-readiness/ghost', 'No such check'],
  ])('%s says that there is no such thing', async (path, words) => {
    renderReadiness(path);
    expect(await screen.findByText(words)).toBeInTheDocument();
  });
});
