import fc from 'fast-check';
import { RunCursor, RunProgress } from './RunProgress';

const entities = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    repositoryKey: Math.floor(index / 7),
    id: index + 1,
  }));

describe('RunProgress', () => {
  it('is the same after it was stored, wherever the run was interrupted', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 12 }),
        fc.nat(12),
        (sizes, interruptedAt) => {
          const all = entities(sizes.reduce((sum, size) => sum + size, 0));
          const go = (isInterrupted: boolean): RunCursor => {
            let progress = RunProgress.none.begun({
              total: all.length,
              lastEntityId: all.length,
            });
            let from = 0;
            sizes.forEach((size, index) => {
              if (isInterrupted && index === interruptedAt) {
                progress = RunProgress.fromCursor(
                  index ? progress.toCursor() : null,
                ).begun({ total: all.length, lastEntityId: all.length });
              }
              const passed = all.slice(from, from + size);
              expect(passed.some(entity => progress.isBehind(entity))).toBe(
                false,
              );
              progress = progress.advanced(
                passed,
                passed.map(({ id }) => ({
                  status: id % 3 ? 'unchanged' : 'absent',
                  hadFact: id % 2 === 0,
                })),
              );
              expect(passed.every(entity => progress.isBehind(entity))).toBe(
                true,
              );
              from += size;
            });
            return progress.cursor;
          };
          expect(go(true)).toEqual(go(false));
        },
      ),
    );
  });

  it.each([
    null,
    '',
    'null',
    '[]',
    '{"id": "7"}',
    '{"id": 7}',
    '{"__proto__": {"id": 7}}',
    '{"id": 1e999}',
  ])('begins anew for %j', text => {
    expect(RunProgress.fromCursor(text)).toBe(RunProgress.none);
    expect(RunProgress.fromCursor(text).toCursor()).toBeNull();
  });

  it('refuses where too few of what was known survive', () => {
    const after = (lost: number) =>
      RunProgress.none
        .advanced(
          entities(10),
          entities(10).map(({ id }) => ({
            status: id <= lost ? 'absent' : 'failed',
            hadFact: true,
          })),
        )
        .refusal('docs', 0.5);
    expect(after(5)).toBeUndefined();
    expect(after(6)).toContain('6 of the 10 entities');
  });
});
