import createWabt from 'wabt';

/**
 * Modules that speak OPA's ABI 1.2 by hand, so that no compiler of Rego is
 * needed to test what runs them. Addresses: 16 built-in functions, 32 entry
 * points, 256 and 1,024 the two answers, 2,048 the word that is looked for.
 */

function literal(text: string): string {
  return `${text.replace(/["\\]/g, it => `\\${it}`)}\\00`;
}

/** The body of `opa_eval`, which answers with the address of its result. */
type Body = string;

/** Answers with the second text if the input holds the word, else with the first. */
export const searching: Body = `
  (loop $outer
    (if (i32.gt_s (i32.add (local.get $i) (global.get $word)) (local.get $len))
      (then (return (i32.const 256))))
    (local.set $j (i32.const 0))
    (block $miss (loop $compare
      (br_if $miss (i32.ne
        (i32.load8_u (i32.add (local.get $in) (i32.add (local.get $i) (local.get $j))))
        (i32.load8_u (i32.add (i32.const 2048) (local.get $j)))))
      (local.set $j (i32.add (local.get $j) (i32.const 1)))
      (if (i32.eq (local.get $j) (global.get $word)) (then (return (i32.const 1024))))
      (br $compare)))
    (local.set $i (i32.add (local.get $i) (i32.const 1)))
    (br $outer))
  (unreachable)`;

/** Never ends. */
export const looping: Body = '(loop $ever (br $ever)) (unreachable)';

/** Traps. */
export const trapping: Body = '(unreachable)';

/** Takes all memory that it gets, then traps. */
export const greedy: Body = `
  (loop $more (br_if $more (i32.ne (memory.grow (i32.const 256)) (i32.const -1))))
  (unreachable)`;

/** Loops where the input holds the word, else answers with the first text. */
export const sometimesLooping: Body = searching.replace(
  '(return (i32.const 1024))',
  '(loop $ever (br $ever))',
);

/**
 * Assembles a module.
 *
 * @param options.word - that `searching` looks for in the JSON of the input
 * @param options.without - result set where the word is not there
 * @param options.with - result set where it is
 */
export async function assembleRego(options: {
  body?: Body;
  word?: string;
  without?: unknown;
  with?: unknown;
  entrypoint?: string;
  memory?: string;
}): Promise<Uint8Array> {
  const {
    body = searching,
    word = '"owner":',
    without = [{ result: ['There is no owner.'] }],
    with: found = [{ result: [] }],
    entrypoint = 'readiness/deny',
    memory = '(import "env" "memory" (memory 2))',
  } = options;
  const wat = `(module ${memory}
    (global (export "opa_wasm_abi_version") i32 (i32.const 1))
    (global (export "opa_wasm_abi_minor_version") i32 (i32.const 2))
    (global $heap (mut i32) (i32.const 65536))
    (global $word i32 (i32.const ${Buffer.byteLength(word)}))
    (data (i32.const 16) "{}\\00")
    (data (i32.const 32) "${literal(JSON.stringify({ [entrypoint]: 0 }))}")
    (data (i32.const 256) "${literal(JSON.stringify(without))}")
    (data (i32.const 1024) "${literal(JSON.stringify(found))}")
    (data (i32.const 2048) "${literal(word)}")
    (func (export "opa_malloc") (param $n i32) (result i32) (local $at i32)
      (local.set $at (global.get $heap))
      (global.set $heap (i32.add (global.get $heap) (local.get $n)))
      (local.get $at))
    (func (export "opa_heap_ptr_get") (result i32) (global.get $heap))
    (func (export "opa_heap_ptr_set") (param i32) (global.set $heap (local.get 0)))
    (func (export "opa_json_parse") (param i32 i32) (result i32) (local.get 0))
    (func (export "opa_json_dump") (param i32) (result i32) (local.get 0))
    (func (export "builtins") (result i32) (i32.const 16))
    (func (export "entrypoints") (result i32) (i32.const 32))
    (func (export "opa_eval") (param i32) (param i32) (param i32) (param $in i32)
      (param $len i32) (param i32) (param i32) (result i32)
      (local $i i32) (local $j i32)
      ${body}))`;
  const wabt = await createWabt();
  const module = wabt.parseWat('policy.wat', wat);
  try {
    return module.toBinary({}).buffer;
  } finally {
    module.destroy();
  }
}
