/** The program itself, as a shell runs it. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';

jest.setTimeout(60_000);

const program = join(__dirname, '..', 'bin', 'readiness');
const fixtures = join(__dirname, '__fixtures__');

function run(
  args: string[],
  env: Record<string, string> = {},
): Promise<{ code: number; out: string; err: string }> {
  const {
    NODE_OPTIONS: _,
    FORCE_COLOR: __,
    NO_COLOR: ___,
    ...own
  } = process.env;
  return new Promise(resolve => {
    execFile(
      process.execPath,
      [program, ...args],
      { cwd: fixtures, env: { ...own, ...env } },
      (error, out, err) =>
        resolve({ code: error ? Number(error.code) : 0, out, err }),
    );
  });
}

describe('readiness', () => {
  it('writes what was asked for to standard output, without colours where nobody sees them', async () => {
    const { code, out, err } = await run([
      'evaluate',
      'orders',
      '--entity',
      'orders',
      '--on-target',
    ]);
    expect(code).toBe(1);
    expect(out).toMatch(/^component:default\/orders/);
    expect(out).not.toContain('\u001b');
    expect(err).toMatch(
      /^Nothing is known of the owner .*\ncomponent:default\/orders is not on target of service-readiness\n$/,
    );
  });

  it('uses colours where it is told to', async () => {
    const { code, out } = await run(['functions'], { FORCE_COLOR: '1' });
    expect(code).toBe(0);
    expect(out).toContain('\u001b[1mdaysSince');
    const without = await run(['functions'], {
      FORCE_COLOR: '1',
      NO_COLOR: '1',
    });
    expect(without.out).not.toContain('\u001b');
  });

  it('ends with one sentence and code 2 where it is called in a wrong way', async () => {
    const { code, out, err } = await run(['lint', '/nowhere/at/all']);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toBe('error There is no file or directory "/nowhere/at/all"\n');
  });
});
