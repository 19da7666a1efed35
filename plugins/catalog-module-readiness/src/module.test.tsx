import { Entity } from '@backstage/catalog-model';
import { renderTestApp } from '@backstage/frontend-test-utils';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { ReadinessClient } from '@team-readiness/backstage-plugin-readiness-common';
import { readinessApiRef } from '@team-readiness/backstage-plugin-readiness-react';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import catalogModuleReadiness from './index';

const entity = (kind: string, name: string): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind,
  metadata: { name },
  spec: { type: 'service', lifecycle: 'production', owner: 'checkout' },
});

const levelOf = (name: string, level: number, fixes: number) => ({
  ref: `component:default/${name}`,
  scorecard: { id: 'service-readiness', title: 'Service readiness' },
  level,
  levelName: level === 2 ? 'Owned' : 'Running',
  levels: 3,
  targetLevel: 2,
  onTarget: fixes === 0,
  fixes,
  held: false,
  exemptions: 0,
  inGrace: false,
});

/** A backend of Readiness that knows some services. */
class Backend {
  readonly asked: string[][] = [];
  levels = [levelOf('cart', 2, 0)];
  readonly client = new ReadinessClient({
    discoveryApi: { getBaseUrl: async () => 'http://localhost/api/readiness' },
    fetchApi: { fetch: (input, init) => this.#answer(input, init) },
  });

  async #answer(input: RequestInfo | URL, init?: RequestInit) {
    const request = input instanceof Request ? input : new Request(input, init);
    this.asked.push(((await request.json()) as { refs: string[] }).refs);
    return new Response(JSON.stringify({ items: this.levels }), {
      headers: { 'content-type': 'application/json' },
    });
  }
}

/** A list that holds all of its rows. */
const unpaged = {
  backend: { baseUrl: 'http://localhost:7007' },
  app: {
    baseUrl: 'http://localhost:3000',
    extensions: [{ 'page:catalog': { config: { pagination: false } } }],
  },
};

function renderCatalog(
  path: string,
  entities = [
    entity('Component', 'cart'),
    entity('Component', 'ledger'),
    entity('User', 'ada'),
  ],
  config?: typeof unpaged,
) {
  const backend = new Backend();
  renderTestApp({
    features: [catalogPlugin, catalogModuleReadiness],
    apis: [
      [catalogApiRef, catalogApiMock({ entities })],
      [readinessApiRef, backend.client],
    ],
    config,
    initialRouteEntries: [path],
  });
  return backend;
}

const allComponents = '/catalog?filters[kind]=component&filters[user]=all';

describe('the list of the catalog', () => {
  // What is known of a level is asked for anew after a minute, which is less than a busy machine takes for a test.
  beforeEach(() => {
    jest.spyOn(Date, 'now').mockReturnValue(Date.now());
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });

  it('has a column with levels, which one request fills', async () => {
    const backend = renderCatalog(allComponents);
    const row = (name: string) => within(screen.getByText(name).closest('tr')!);
    // The table draws its rows anew as it learns more.
    await waitFor(() => {
      expect(row('cart').getByText('Level 2 Owned')).toBeInTheDocument();
      expect(row('cart').getByText('On target')).toBeInTheDocument();
      expect(row('ledger').getByText('No level')).toBeInTheDocument();
    });
    const titles = screen
      .getAllByRole('columnheader')
      .map(title => title.textContent);
    expect(titles.slice(0, 2)).toEqual(['Name', 'Readiness']);
    expect(backend.asked).toHaveLength(1);
  });

  it('is sorted by level and fixes where it is not paged, those on other pages too', async () => {
    const names = [
      ...Array.from({ length: 20 }, (_, index) => `middle-${index}`),
      ...['unknown', 'worst', 'zebra'],
    ];
    const backend = renderCatalog(
      allComponents,
      names.map(name => entity('Component', name)),
      unpaged,
    );
    backend.levels = [
      ...names.slice(0, 20).map(name => levelOf(name, 1, 2)),
      levelOf('worst', 1, 3),
      levelOf('zebra', 2, 0),
    ];
    // By role it takes minutes on a busy machine: each look asks for the style of all cells.
    const first = () => document.querySelector('tbody tr')?.textContent ?? '';
    // At one go: the table may draw its titles anew between pressing and letting go.
    const sort = () => fireEvent.click(screen.getByText('Readiness'));
    await waitFor(() => expect(first()).toMatch('Level 1 Running'));
    expect(backend.asked).toHaveLength(1);
    expect(first()).not.toMatch(/worst|zebra/);
    sort();
    await waitFor(() => expect(first()).toMatch('worst'));
    sort();
    await waitFor(() => expect(first()).toMatch('zebra'));
    expect(backend.asked).toHaveLength(1);
  });

  it('is as ever for kinds that have no levels', async () => {
    const backend = renderCatalog(
      '/catalog?filters[kind]=user&filters[user]=all',
    );
    // The table draws its rows anew as it learns more.
    await waitFor(() => expect(screen.getByText('ada')).toBeVisible());
    await waitFor(() =>
      expect(
        screen.getAllByRole('columnheader').map(title => title.textContent),
      ).toContain('Name'),
    );
    expect(screen.queryByText('Readiness')).not.toBeInTheDocument();
    expect(backend.asked).toEqual([]);
  });
});
