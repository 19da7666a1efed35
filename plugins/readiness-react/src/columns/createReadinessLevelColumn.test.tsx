import { errorApiRef } from '@backstage/core-plugin-api';
import { translationApiRef } from '@backstage/core-plugin-api/alpha';
import { mockApis, TestApiProvider } from '@backstage/frontend-test-utils';
import { ReadinessClient } from '@team-readiness/backstage-plugin-readiness-common';
import { render, screen, waitFor } from '@testing-library/react';
import { readinessApiRef } from '../api';
import { createReadinessLevelColumn } from './createReadinessLevelColumn';

const component = (name: string, namespace?: string) => ({
  entity: { kind: 'Component', metadata: { name, namespace } },
});

/** A backend that knows the level of everything but `unknown`. */
class Backend {
  asked: string[][] = [];
  refuses = false;

  readonly client = new ReadinessClient({
    discoveryApi: { getBaseUrl: async () => 'http://localhost/api/readiness' },
    fetchApi: { fetch: (input, init) => this.#answer(input, init) },
  });

  async #answer(input: RequestInfo | URL, init?: RequestInit) {
    const request = input instanceof Request ? input : new Request(input, init);
    const { refs } = (await request.json()) as { refs: string[] };
    this.asked.push(refs);
    const items = refs
      .filter(ref => !ref.includes('unknown'))
      .map(ref => ({
        ref,
        scorecard: { id: 'service-readiness', title: 'Service readiness' },
        level: 1,
        levelName: 'Running',
        levels: 3,
        targetLevel: 2,
        onTarget: false,
        fixes: 2,
        held: false,
        exemptions: 0,
        inGrace: false,
      }));
    return new Response(JSON.stringify({ items }), {
      status: this.refuses ? 403 : 200,
      headers: { 'content-type': 'application/json' },
    });
  }
}

function Rows(props: { rows: Array<ReturnType<typeof component>> }) {
  const column = createReadinessLevelColumn();
  return (
    <ul>
      {props.rows.map(row => (
        <li key={row.entity.metadata.name}>{column.render(row)}</li>
      ))}
    </ul>
  );
}

function renderRows(backend: Backend | undefined, names: string[]) {
  const apis = [
    [translationApiRef, mockApis.translation()],
    [errorApiRef, mockApis.error()],
    ...(backend ? [[readinessApiRef, backend.client]] : []),
  ] as Parameters<typeof TestApiProvider>[0]['apis'];
  return render(<Rows rows={names.map(name => component(name))} />, {
    wrapper: ({ children }) => (
      <TestApiProvider apis={apis}>{children}</TestApiProvider>
    ),
  });
}

describe('the column of levels', () => {
  // What is known of a level is asked for anew after a minute, which a busy machine may take for a test.
  beforeEach(() => {
    jest.spyOn(Date, 'now').mockReturnValue(Date.now());
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });

  it('has a title', () => {
    expect(createReadinessLevelColumn().title).toBe('Readiness');
    expect(createReadinessLevelColumn({ title: 'Reife' }).title).toBe('Reife');
  });

  it('cannot be sorted where the table knows one page', () => {
    const entities = [component('cart').entity];
    for (const column of [
      createReadinessLevelColumn(),
      createReadinessLevelColumn({
        list: { entities, paginationMode: 'cursor' },
      }),
    ]) {
      expect(column.sorting).toBe(false);
      expect(column.customSort).toBeUndefined();
    }
  });

  it('shows level and distance of each row, asked for with one request', async () => {
    const backend = new Backend();
    const names = Array.from({ length: 20 }, (_, index) => `service-${index}`);
    renderRows(backend, [...names, 'unknown']);
    await waitFor(() =>
      expect(screen.getAllByText('Level 1 Running')).toHaveLength(20),
    );
    expect(screen.getAllByText('2 fixes below target')).toHaveLength(20);
    expect(await screen.findByText('No level')).toBeInTheDocument();
    expect(backend.asked).toEqual([
      [...names, 'unknown'].map(name => `component:default/${name}`),
    ]);
  });

  it('asks only for what it does not know yet', async () => {
    const backend = new Backend();
    const { unmount } = renderRows(backend, ['cart', 'ledger']);
    await screen.findAllByText('Level 1 Running');
    unmount();
    renderRows(backend, ['cart', 'wallet']);
    await waitFor(() =>
      expect(screen.getAllByText('Level 1 Running')).toHaveLength(2),
    );
    expect(backend.asked.slice(1)).toEqual([['component:default/wallet']]);
  });

  it('shows at once what it knows, when the table draws its rows anew', async () => {
    const backend = new Backend();
    const { unmount } = renderRows(backend, ['cart', 'unknown']);
    await screen.findByText('Level 1 Running');
    unmount();
    renderRows(backend, ['cart', 'unknown']);
    expect(screen.getByText('Level 1 Running')).toBeInTheDocument();
    expect(screen.getByText('No level')).toBeInTheDocument();
  });

  it('asks in parts of 500', async () => {
    const backend = new Backend();
    renderRows(
      backend,
      Array.from({ length: 501 }, (_, index) => `service-${index}`),
    );
    // The two answers come one after the other.
    await waitFor(() =>
      expect(screen.getAllByText('Level 1 Running')).toHaveLength(501),
    );
    expect(backend.asked.map(refs => refs.length)).toEqual([500, 1]);
  });

  it('says that levels could not be loaded, and asks again the next time', async () => {
    const backend = new Backend();
    backend.refuses = true;
    const { unmount } = renderRows(backend, ['cart']);
    expect(await screen.findByText('Could not be loaded')).toBeInTheDocument();
    unmount();
    backend.refuses = false;
    renderRows(backend, ['cart']);
    expect(await screen.findByText('Level 1 Running')).toBeInTheDocument();
  });

  it('leaves the table alone in a portal without Readiness', () => {
    renderRows(undefined, ['cart']);
    expect(screen.getByText('No level')).toBeInTheDocument();
  });
});
