import { RefreshPause } from './RefreshPause';

describe('RefreshPause', () => {
  const waitFor = async (work: () => Promise<unknown>) => {
    const begin = performance.now();
    await work();
    return performance.now() - begin;
  };

  it('lets everybody wait together until three seconds after a run', async () => {
    const pause = new RefreshPause();
    pause.begin();
    let ended = 0;
    const waited = await waitFor(async () => {
      const wait = async () => {
        await pause.end();
        ended += 1;
      };
      await Promise.all([wait(), wait(), wait()]);
    });
    expect(ended).toBe(3);
    expect(waited).toBeGreaterThan(2_900);
  });
});
