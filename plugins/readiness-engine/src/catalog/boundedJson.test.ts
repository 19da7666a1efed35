import fc from 'fast-check';
import { boundedJson, factBounds } from './boundedJson';

const bounds = { depth: 4, nodes: 50, text: 10 };

function measure(value: unknown): { depth: number; nodes: number } {
  if (typeof value !== 'object' || value === null) {
    return { depth: 0, nodes: 1 };
  }
  const inner = Object.values(value).map(measure);
  return {
    depth: 1 + Math.max(0, ...inner.map(m => m.depth)),
    nodes: 1 + inner.reduce((sum, m) => sum + m.nodes, 0),
  };
}

describe('boundedJson', () => {
  it('returns equal JSON for JSON within bounds', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), value => {
        const json = JSON.parse(JSON.stringify(value));
        const copy = boundedJson(json, factBounds);
        // What is left out is told; what is not left out is equal.
        expect(copy.complete ? copy.value : json).toEqual(json);
      }),
    );
  });

  it('stays within bounds, whatever goes in', () => {
    fc.assert(
      fc.property(fc.anything({ maxDepth: 8 }), value => {
        const { value: copy } = boundedJson(value, bounds);
        const { depth, nodes } = measure(copy);
        expect(depth).toBeLessThanOrEqual(bounds.depth);
        expect(nodes).toBeLessThanOrEqual(bounds.nodes);
        const again =
          copy === undefined ? copy : JSON.parse(JSON.stringify(copy));
        expect(again).toEqual(copy);
      }),
    );
  });

  it('drops prototype keys, cycles, functions and numbers that are none', () => {
    const cyclic: Record<string, unknown> = { fine: 1 };
    cyclic.self = cyclic;
    const hostile = {
      ...JSON.parse('{"__proto__": {"polluted": true}, "constructor": 1}'),
      run: () => 1,
      nan: NaN,
      text: 'ab\u0000c\ud800',
      missing: undefined,
    };
    expect(boundedJson(hostile, bounds)).toEqual({
      value: { nan: null, text: 'abc\ufffd' },
      complete: false,
    });
    expect(boundedJson(cyclic, bounds)).toEqual({
      value: {
        fine: 1,
        self: { fine: 1, self: { fine: 1, self: { fine: 1 } } },
      },
      complete: false,
    });
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    expect(boundedJson({ missing: undefined, a: 1 }, bounds).complete).toBe(
      true,
    );
  });

  it('does not walk a million nodes', () => {
    const wide = Array.from({ length: 1_000_000 }, () => [1]);
    const started = process.cpuUsage().user;
    expect(boundedJson(wide, bounds).complete).toBe(false);
    expect((process.cpuUsage().user - started) / 1_000).toBeLessThan(2_000);
  });
});
