import { act, screen } from '@testing-library/react';
import { overview } from '../__testUtils__/examples';
import { InMemoryReadinessApi } from '../__testUtils__/InMemoryReadinessApi';
import { InMemorySignalApi } from '../__testUtils__/InMemorySignalApi';
import { renderReadiness } from '../__testUtils__/renderReadiness';
import { betweenChangesMs, signalChannel } from './useChanges';

const changed = { action: 'updated', scorecards: [overview.scorecard.id] };
/** Longer than a page waits so that not all ask at once. */
const momentMs = 3_000;

function setVisibility(state: 'visible' | 'hidden') {
  Object.defineProperty(document, 'visibilityState', {
    configurable: true,
    get: () => state,
  });
  document.dispatchEvent(new Event('visibilitychange'));
}

async function renderProblems() {
  const api = new InMemoryReadinessApi();
  const signals = new InMemorySignalApi();
  const { unmount } = renderReadiness('/readiness/health', api, { signals });
  await screen.findByRole('table', { name: 'Problems' });
  const loads = () =>
    api.asked.filter(([method]) => method === 'listProblems').length;
  const send = () => act(() => signals.send(signalChannel, changed));
  const wait = (ms: number) => act(() => jest.advanceTimersByTimeAsync(ms));
  return { api, signals, unmount, loads, send, wait };
}

describe('useChanges', () => {
  beforeEach(() => {
    jest.useFakeTimers({ advanceTimers: true });
  });
  afterEach(() => {
    setVisibility('visible');
    jest.useRealTimers();
  });

  it('shows what changed, in place', async () => {
    const { api, send, wait } = await renderProblems();
    const [first] = api.problems;
    api.problems = [{ ...first, message: 'Another thing is wrong.' }];
    await wait(5 * betweenChangesMs);
    expect(screen.getByText(first.message)).toBeInTheDocument();
    await send();
    await wait(momentMs);
    expect(
      await screen.findByText('Another thing is wrong.'),
    ).toBeInTheDocument();
    expect(screen.queryByText(first.message)).not.toBeInTheDocument();
  });

  it('asks once for many changes, and then not for a while', async () => {
    const { loads, send, wait } = await renderProblems();
    const before = loads();
    await send();
    await send();
    await wait(momentMs);
    expect(loads()).toBe(before + 1);
    await send();
    await wait(momentMs);
    expect(loads()).toBe(before + 1);
    await wait(betweenChangesMs);
    expect(loads()).toBe(before + 2);
    await wait(5 * betweenChangesMs);
    expect(loads()).toBe(before + 2);
  });

  it('asks for nothing while the tab is hidden, and once when it is seen again', async () => {
    const { loads, send, wait } = await renderProblems();
    const before = loads();
    await send();
    act(() => setVisibility('hidden'));
    await wait(2 * betweenChangesMs);
    await send();
    await wait(2 * betweenChangesMs);
    expect(loads()).toBe(before);
    act(() => setVisibility('visible'));
    await wait(momentMs);
    expect(loads()).toBe(before + 1);
    act(() => setVisibility('hidden'));
    act(() => setVisibility('visible'));
    await wait(2 * betweenChangesMs);
    expect(loads()).toBe(before + 1);
  });

  it('keeps what shows where the backend does not answer', async () => {
    const { api, loads, send, wait } = await renderProblems();
    const before = loads();
    api.refusal = new Error('away');
    await send();
    await wait(momentMs);
    expect(loads()).toBe(before + 1);
    expect(screen.getByText(api.problems[0].message)).toBeInTheDocument();
    expect(screen.queryByText(/^Could not load/)).not.toBeInTheDocument();
  });

  it('stops listening when the page is left', async () => {
    const { signals, unmount } = await renderProblems();
    expect(signals.listening(signalChannel)).toBeGreaterThan(0);
    unmount();
    expect(signals.listening(signalChannel)).toBe(0);
  });
});
