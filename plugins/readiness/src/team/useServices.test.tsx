import { TestApiProvider } from '@backstage/frontend-test-utils';
import { act, renderHook, waitFor } from '@testing-library/react';
import { readinessApiRef } from '@team-readiness/backstage-plugin-readiness-react';
import { PropsWithChildren } from 'react';
import { checkoutTeam } from '../__testUtils__/examples';
import { InMemoryReadinessApi } from '../__testUtils__/InMemoryReadinessApi';
import { useServices } from './useServices';

const [known] = checkoutTeam.entities;
const services = Array.from({ length: 201 }, (_, index) => ({
  ...known,
  ref: `component:default/large-${index}`,
}));
const owner = 'group:default/checkout';

function render(brought: number, nextCursor: string | null) {
  const api = new InMemoryReadinessApi();
  const asked: unknown[] = [];
  api.listEntities = async ({ cursor, limit } = {}) => {
    asked.push([cursor, limit]);
    return cursor
      ? { items: services.slice(200), totalItems: 201, nextCursor: null }
      : { items: services.slice(0, limit), totalItems: 201, nextCursor };
  };
  const team = { services: services.slice(0, brought), total: 201 };
  const { result } = renderHook(() => useServices(team, { owner }, true), {
    wrapper: ({ children }: PropsWithChildren<{}>) => (
      <TestApiProvider apis={[[readinessApiRef, api]]}>
        {children}
      </TestApiProvider>
    ),
  });
  return { result, asked };
}

describe('useServices', () => {
  it('goes on behind the services that a large team brought', async () => {
    const { result, asked } = render(200, 'behind');
    expect(result.current).toMatchObject({ hasMore: true, total: 201 });
    expect(asked).toEqual([]);
    await act(() => result.current.more());
    await waitFor(() => expect(result.current.items).toEqual(services));
    expect(result.current.hasMore).toBe(false);
    expect(asked).toEqual([
      [undefined, 200],
      ['behind', 100],
    ]);
  });

  it('shows none twice where there is nothing behind them any more', async () => {
    const { result } = render(200, null);
    await act(() => result.current.more());
    expect(result.current.items).toHaveLength(200);
    expect(result.current.hasMore).toBe(false);
  });

  it('asks for nothing where the team brought all that it shows', async () => {
    const { result, asked } = render(7, null);
    await act(() => result.current.more());
    expect(result.current.hasMore).toBe(false);
    expect(asked).toEqual([]);
  });
});
