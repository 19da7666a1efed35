import { SharedReads } from './SharedReads';

function setup(options: { maxValues?: number; maxWeight?: number } = {}) {
  let now = 0;
  const seen: Array<[string, string | undefined]> = [];
  const reads = new SharedReads<string>({
    freshMs: 60_000,
    maxValues: options.maxValues ?? 10,
    maxWeight: options.maxWeight ?? 1_000,
    weigh: value => value.length,
    now: () => now,
  });
  return {
    seen,
    wait: (ms: number) => {
      now += ms;
    },
    get: (key: string, value: string | Error = key) =>
      reads.get(key, async last => {
        seen.push([key, last]);
        if (value instanceof Error) {
          throw value;
        }
        return value;
      }),
  };
}

describe('SharedReads', () => {
  it('reads once for all who ask within a minute, then hands over the last value', async () => {
    const { get, wait, seen } = setup();
    expect(await Promise.all([get('a', '1'), get('a', '2')])).toEqual([
      '1',
      '1',
    ]);
    wait(59_999);
    expect(await get('a', '3')).toBe('1');
    wait(1);
    expect(await get('a', '4')).toBe('4');
    expect(seen).toEqual([
      ['a', undefined],
      ['a', '1'],
    ]);
  });

  it('shares an error as long as a value, and keeps the last value over it', async () => {
    const { get, wait, seen } = setup();
    await get('a', '1');
    wait(60_000);
    await expect(get('a', new Error('down'))).rejects.toThrow('down');
    await expect(get('a', '2')).rejects.toThrow('down');
    wait(60_000);
    expect(await get('a', '3')).toBe('3');
    expect(seen.map(([, last]) => last)).toEqual([undefined, '1', '1']);
  });

  it('drops what was used longest ago, by number and by weight', async () => {
    const few = setup({ maxValues: 2 });
    await few.get('a');
    await few.get('b');
    await few.get('a');
    await few.get('c');
    await few.get('a');
    await few.get('b');
    expect(few.seen.map(([key]) => key)).toEqual(['a', 'b', 'c', 'b']);

    const light = setup({ maxWeight: 10 });
    await light.get('a', 'x'.repeat(8));
    await light.get('b', 'x'.repeat(8));
    await light.get('b');
    await light.get('a');
    expect(light.seen.map(([key]) => key)).toEqual(['a', 'b', 'a']);
  });
});
