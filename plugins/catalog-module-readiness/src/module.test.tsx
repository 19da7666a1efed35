import { Entity } from '@backstage/catalog-model';
import { renderTestApp } from '@backstage/frontend-test-utils';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { ReadinessClient } from '@team-readiness/backstage-plugin-readiness-common';
import { readinessApiRef } from '@team-readiness/backstage-plugin-readiness-react';
import { screen, waitFor, within } from '@testing-library/react';
import catalogModuleReadiness from './index';

const entity = (kind: string, name: string): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind,
  metadata: { name },
  spec: { type: 'service', lifecycle: 'production', owner: 'checkout' },
});

/** A backend of Readiness that knows one service. */
class Backend {
  readonly asked: string[][] = [];
  readonly client = new ReadinessClient({
    discoveryApi: { getBaseUrl: async () => 'http://localhost/api/readiness' },
    fetchApi: { fetch: (input, init) => this.#answer(input, init) },
  });

  async #answer(input: RequestInfo | URL, init?: RequestInit) {
    const request = input instanceof Request ? input : new Request(input, init);
    this.asked.push(((await request.json()) as { refs: string[] }).refs);
    return new Response(
      JSON.stringify({
        items: [
          {
            ref: 'component:default/cart',
            scorecard: { id: 'service-readiness', title: 'Service readiness' },
            level: 2,
            levelName: 'Owned',
            levels: 3,
            targetLevel: 2,
            onTarget: true,
            fixes: 0,
            held: false,
            exemptions: 0,
            inGrace: false,
          },
        ],
      }),
      { headers: { 'content-type': 'application/json' } },
    );
  }
}

function renderCatalog(path: string) {
  const backend = new Backend();
  renderTestApp({
    features: [catalogPlugin, catalogModuleReadiness],
    apis: [
      [
        catalogApiRef,
        catalogApiMock({
          entities: [
            entity('Component', 'cart'),
            entity('Component', 'ledger'),
            entity('User', 'ada'),
          ],
        }),
      ],
      [readinessApiRef, backend.client],
    ],
    initialRouteEntries: [path],
  });
  return backend;
}

describe('the list of the catalog', () => {
  it('has a column with levels, which one request fills', async () => {
    const backend = renderCatalog(
      '/catalog?filters[kind]=component&filters[user]=all',
    );
    expect(await screen.findByText('Level 2 Owned')).toBeInTheDocument();
    const titles = screen
      .getAllByRole('columnheader')
      .map(title => title.textContent);
    expect(titles.slice(0, 2)).toEqual(['Name', 'Readiness']);
    const row = (name: string) => within(screen.getByText(name).closest('tr')!);
    expect(row('cart').getByText('On target')).toBeInTheDocument();
    expect(row('ledger').getByText('No level')).toBeInTheDocument();
    expect(backend.asked).toHaveLength(1);
  });

  it('is as ever for kinds that have no levels', async () => {
    const backend = renderCatalog(
      '/catalog?filters[kind]=user&filters[user]=all',
    );
    // The table draws its rows anew as it learns more.
    await waitFor(() => expect(screen.getByText('ada')).toBeVisible());
    expect(
      screen.getAllByRole('columnheader').map(title => title.textContent),
    ).toContain('Name');
    expect(screen.queryByText('Readiness')).not.toBeInTheDocument();
    expect(backend.asked).toEqual([]);
  });
});
