import { EntityVisibility } from '../../database/operations/visibility';
import { KeptSums } from './KeptSums';

const set = (setId: number): EntityVisibility => ({ kind: 'set', setId });

describe('KeptSums', () => {
  let now: number;
  let reads: number;
  let sums: KeptSums;
  beforeEach(() => {
    now = 0;
    reads = 0;
    sums = new KeptSums({ clock: { now: () => new Date(now) } });
  });

  const read = (
    asked: { visibility: EntityVisibility; what?: string; tier?: number },
    size = 1,
  ) =>
    sums.keep(
      { what: 'areas', ...asked },
      async () => {
        reads += 1;
        return { of: reads };
      },
      () => size,
    );

  it('answers for a minute what was read, to whoever asks for the same over the same set', async () => {
    expect(await read({ visibility: set(1) })).toEqual({ of: 1 });
    now = 59_999;
    expect(await read({ visibility: set(1) })).toEqual({ of: 1 });
    now = 60_000;
    expect(await read({ visibility: set(1) })).toEqual({ of: 2 });
  });

  it('reads anew for another set, filter or question', async () => {
    const all: EntityVisibility = { kind: 'all' };
    const answers = [
      await read({ visibility: set(1) }),
      await read({ visibility: set(2) }),
      await read({ visibility: all }),
      await read({ visibility: set(1), tier: 1 }),
      await read({ visibility: set(1), what: 'levels' }),
    ];
    expect(new Set(answers.map(answer => answer.of)).size).toBe(5);
    expect(await read({ visibility: set(1) })).toEqual(answers[0]);
  });

  it('keeps nothing for who sees nothing', async () => {
    await read({ visibility: { kind: 'none' } });
    await read({ visibility: { kind: 'none' } });
    expect(reads).toBe(2);
    expect(sums.size()).toEqual({ answers: 0, rows: 0 });
  });

  it('reads once for all who wait', async () => {
    const answers = await Promise.all(
      [1, 1, 1].map(id => read({ visibility: set(id) })),
    );
    expect(answers).toEqual([{ of: 1 }, { of: 1 }, { of: 1 }]);
  });

  it('forgets what failed, and tells all who waited', async () => {
    const failing = () =>
      sums.keep(
        { visibility: set(1), what: 'areas' },
        async () => {
          throw new Error('The database is away');
        },
        () => 0,
      );
    const both = await Promise.allSettled([failing(), failing()]);
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await read({ visibility: set(1) })).toEqual({ of: 1 });
  });

  it('is bounded in answers and rows, and forgets first what was asked for longest ago', async () => {
    for (let id = 1; id <= 250; id += 1) {
      await read({ visibility: set(id) });
      await read({ visibility: set(1) });
    }
    expect(sums.size().answers).toBe(200);
    expect(await read({ visibility: set(1) })).toEqual({ of: 1 });

    await read({ visibility: set(1_000) }, 200_000);
    await read({ visibility: set(1_001) }, 200_000);
    expect(sums.size().rows).toBeLessThanOrEqual(300_000);
    // More than is kept at all.
    await read({ visibility: set(1_002) }, 400_000);
    expect(sums.size()).toEqual({ answers: 0, rows: 0 });
  });
});
