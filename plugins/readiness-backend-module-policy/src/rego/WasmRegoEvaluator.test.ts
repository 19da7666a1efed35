import { randomBytes } from 'node:crypto';
import threads from 'node:worker_threads';
import { gzipSync } from 'node:zlib';
import { packBundle, PackedEntry } from './__testUtils__/packBundle';
import {
  assembleRego,
  greedy,
  looping,
  sometimesLooping,
  trapping,
} from './__testUtils__/regoModules';
import { WasmRegoEvaluator } from './WasmRegoEvaluator';

const signal = new AbortController().signal;
const owned = { spec: { owner: 'x' } };
const orphan = { spec: {} };

const opened: WasmRegoEvaluator[] = [];
const open = async (
  bytes: Uint8Array,
  change: { entrypoint?: string; timeLimitMs?: number } = {},
) => {
  const evaluator = await WasmRegoEvaluator.open({
    bytes,
    entrypoint: 'readiness/deny',
    timeLimitMs: 10_000,
    ...change,
  });
  opened.push(evaluator);
  return evaluator;
};
afterEach(async () => {
  await Promise.all(opened.splice(0).map(it => it.close()));
});

describe('WasmRegoEvaluator', () => {
  let policy: Uint8Array;
  beforeAll(async () => {
    policy = await assembleRego({});
  });

  it('answers each input by the policy', async () => {
    const evaluator = await open(policy);
    expect(
      await evaluator.evaluate([owned, orphan, owned], { signal }),
    ).toEqual([
      { value: [] },
      { value: ['There is no owner.'] },
      { value: [] },
    ]);
  });

  it('takes inputs of several callers one after the other', async () => {
    const evaluator = await open(policy);
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        evaluator.evaluate([index % 2 ? owned : orphan], { signal }),
      ),
    );
    expect(answers.map(([it]) => ('value' in it ? it.value : it))).toEqual(
      Array.from({ length: 20 }, (_, index) =>
        index % 2 ? [] : ['There is no owner.'],
      ),
    );
  });

  it('does not know what the rule is not defined for', async () => {
    const evaluator = await open(await assembleRego({ with: [] }));
    expect(await evaluator.evaluate([owned], { signal })).toEqual([
      { reason: expect.stringContaining('not defined') },
    ]);
  });

  it('has another revision for another policy, and for another rule', async () => {
    const other = await assembleRego({ word: '"team":' });
    const two = await assembleRego({ entrypoint: 'readiness/warn' });
    const revisions = [
      (await open(policy)).revision,
      (await open(policy)).revision,
      (await open(other)).revision,
      (await open(two, { entrypoint: 'readiness/warn' })).revision,
    ];
    expect(revisions[0]).toBe(revisions[1]);
    expect(new Set(revisions).size).toBe(3);
  });

  describe('hostile policies', () => {
    it('stops one that never ends, and goes on with the next input', async () => {
      const evaluator = await open(
        await assembleRego({ body: sometimesLooping }),
        { timeLimitMs: 2_000 },
      );
      expect(
        await evaluator.evaluate([orphan, owned, orphan], { signal }),
      ).toEqual([
        { value: ['There is no owner.'] },
        {
          reason: 'The policy took longer than 2000 milliseconds.',
          mayPass: true,
        },
        { value: ['There is no owner.'] },
      ]);
    });

    describe('threads', () => {
      const { Worker } = threads;
      const begun: threads.Worker[] = [];
      /** One that has ended has no id. */
      const running = () => begun.filter(it => it.threadId !== -1);
      beforeEach(() => {
        begun.length = 0;
        jest.spyOn(threads, 'Worker').mockImplementation((...args) => {
          const worker = new Worker(...args);
          begun.push(worker);
          return worker;
        });
      });
      afterEach(() => {
        jest.restoreAllMocks();
      });

      it('are ended with the run, and none is begun for inputs that waited then', async () => {
        const evaluator = await open(
          await assembleRego({ body: sometimesLooping }),
          { timeLimitMs: 60_000 },
        );
        const waiting = Array.from({ length: 5 }, () =>
          evaluator.evaluate([owned], { signal }),
        );
        await new Promise(resolve => setTimeout(resolve, 100));
        expect(running()).toHaveLength(1);
        await evaluator.close();
        for (const [answer] of await Promise.all(waiting)) {
          expect(answer).toEqual({ reason: expect.any(String), mayPass: true });
        }
        expect([begun.length, running().length]).toEqual([1, 0]);
      });

      it('are as many at the end of 50 runs as before', async () => {
        for (let run = 0; run < 50; run += 1) {
          const evaluator = await WasmRegoEvaluator.open({
            bytes: policy,
            entrypoint: 'readiness/deny',
            timeLimitMs: 10_000,
          });
          await evaluator.evaluate([owned], { signal });
          await evaluator.close();
        }
        expect([begun.length, running().length]).toEqual([50, 0]);
      }, 60_000);
    });

    it('runs one no more that ended three times in a row', async () => {
      const evaluator = await open(await assembleRego({ body: looping }), {
        timeLimitMs: 100,
      });
      const answers = await evaluator.evaluate(Array(500).fill(owned), {
        signal,
      });
      expect(answers).toHaveLength(500);
      expect(
        answers.filter(
          it => 'reason' in it && it.reason.startsWith('The policy took'),
        ),
      ).toHaveLength(3);
      expect(answers[499]).toEqual({
        reason: expect.stringMatching(/not run any more/),
        mayPass: true,
      });
    });

    it.each([
      ['traps', trapping, /failed: unreachable/],
      ['takes all memory', greedy, /failed: unreachable/],
    ])('does not know the answer of one that %s', async (_, body, reason) => {
      const evaluator = await open(await assembleRego({ body }), {
        timeLimitMs: 5_000,
      });
      expect(await evaluator.evaluate([owned, orphan], { signal })).toEqual([
        { reason: expect.stringMatching(reason) },
        { reason: expect.stringMatching(reason) },
      ]);
    });

    it.each([
      ['4 GB', '(import "env" "memory" (memory 65536))', /65536 pages/],
      ['memory of its own', '(memory 65536)', /brings its own memory/],
      [
        'a table of millions',
        '(import "env" "memory" (memory 2)) (table 9000000 funcref)',
        /table of more than/,
      ],
      [
        'something of the host',
        '(import "node" "exit" (func)) (import "env" "memory" (memory 2))',
        /cannot be loaded/,
      ],
    ])('refuses one that wants %s', async (_, memory, message) => {
      await expect(open(await assembleRego({ memory }))).rejects.toThrow(
        message,
      );
    });

    it('refuses an input that is too large, and what is no module', async () => {
      const evaluator = await open(policy);
      const [answer] = await evaluator.evaluate(
        [{ text: 'x'.repeat(6_000_000) }],
        { signal },
      );
      expect(answer).toEqual({ reason: expect.stringContaining('too large') });
      await expect(open(Buffer.from('package readiness'))).rejects.toThrow(
        'no WebAssembly module',
      );
      await expect(open(policy.slice(0, 100))).rejects.toThrow(/./);
      await expect(open(policy, { entrypoint: 'a/b' })).rejects.toThrow(
        'no entry point a/b; it has readiness/deny',
      );
    });

    it('survives whatever lies behind the head of a module', async () => {
      for (let index = 0; index < 50; index += 1) {
        const bytes = Buffer.from(policy);
        randomBytes(3).forEach(it => {
          bytes[8 + ((it * 37 + index * 101) % (bytes.length - 8))] = it;
        });
        const outcome = await open(bytes, { timeLimitMs: 100 }).then(
          evaluator => evaluator.evaluate([owned], { signal }),
          error => error,
        );
        expect(outcome).toBeInstanceOf(Object);
      }
    }, 60_000);
  });

  describe('bundles', () => {
    const answer = async (...entries: PackedEntry[]) => {
      const evaluator = await open(packBundle(...entries));
      return evaluator.evaluate([orphan], { signal });
    };
    const named = (path: string): PackedEntry => ({ path, content: policy });

    it('are read as OPA builds them', async () => {
      expect(
        await answer(
          { path: '/data.json', content: '{"a":{"b":1}}' },
          { path: '/readiness/data.json', content: '{"c":2}' },
          named('/policy.wasm'),
          {
            path: '/.manifest',
            content: JSON.stringify({
              revision: '',
              roots: [''],
              wasm: [{ entrypoint: 'readiness/deny', module: '/policy.wasm' }],
            }),
          },
          { path: '/deny.rego', content: 'package readiness' },
        ),
      ).toEqual([{ value: ['There is no owner.'] }]);
      expect(await answer(named('./policy.wasm'))).toHaveLength(1);
    });

    it('give the module that the manifest names for the rule', async () => {
      const other = await assembleRego({ without: [{ result: ['Other.'] }] });
      expect(
        await answer(
          named('policy.wasm'),
          { path: 'b/policy.wasm', content: other },
          {
            path: '.manifest',
            content: JSON.stringify({
              wasm: [{ entrypoint: 'readiness/deny', module: 'b/policy.wasm' }],
            }),
          },
        ),
      ).toEqual([{ value: ['Other.'] }]);
    });

    it.each<[string, PackedEntry[], RegExp]>([
      ['no policy', [{ path: 'a.rego', content: 'x' }], /no compiled policy/],
      ['a path upwards', [{ path: '../policy.wasm' }], /leads out/],
      ['a hidden path upwards', [{ path: 'a/../../policy.wasm' }], /leads out/],
      [
        'a link',
        [
          {
            path: 'policy.wasm',
            type: 'SymbolicLink',
            linkpath: '/etc/passwd',
          },
        ],
        /link or a device/,
      ],
      [
        'a hard link',
        [{ path: 'a', type: 'Link', linkpath: 'policy.wasm' }],
        /link or a device/,
      ],
      [
        'two files of a name',
        [{ path: 'policy.wasm' }, { path: '/policy.wasm' }],
        /two files/,
      ],
      [
        'data for the prototype',
        [{ path: '__proto__/data.json', content: '{}' }],
        /leads out/,
      ],
      [
        'data that are no JSON',
        [{ path: 'policy.wasm' }, { path: 'data.json', content: '{' }],
        /no JSON/,
      ],
      [
        'too many files',
        Array.from({ length: 5_001 }, (_, it) => ({ path: `f${it}` })),
        /more than 5000 files/,
      ],
    ])('with %s are refused', async (_, entries, message) => {
      await expect(answer(...entries)).rejects.toThrow(message);
    });

    it('that grow, are cut off, or are no tar are refused', async () => {
      const bomb = gzipSync(Buffer.alloc(80 * 1_048_576));
      expect(bomb.length).toBeLessThan(200_000);
      await expect(open(bomb)).rejects.toThrow(/when it is unpacked/);
      const whole = packBundle(named('policy.wasm'));
      await expect(open(whole.subarray(0, 200))).rejects.toThrow(
        /no whole gzip/,
      );
      await expect(open(gzipSync(Buffer.alloc(5_000, 'x')))).rejects.toThrow(
        /./,
      );
    });
  });
});
