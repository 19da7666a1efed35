/**
 * Makes one JavaScript file of a TypeScript entry and the plugins' sources, so that a process that is
 * measured neither compiles nor holds a compiler. Packages of others stay where they are.
 */
import { build } from 'esbuild';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const output = path.join(here, '../.build');

/**
 * @param {string} name - of a file beside this one, without its ending
 * @param {string} [as] - name of what is made of it; default: the same
 * @returns {Promise<string>} path of the file that was made
 */
export async function bundle(name, as = name) {
  const outfile = path.join(output, `${as}.cjs`);
  await build({
    entryPoints: [path.join(here, `${name}.ts`)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    sourcemap: 'linked',
    logLevel: 'warning',
    plugins: [
      {
        name: 'packages-of-others',
        setup(context) {
          context.onResolve({ filter: /^[^./]/ }, ({ path: id, kind }) =>
            kind === 'entry-point' || id.startsWith('@team-readiness/')
              ? undefined
              : { path: id, external: true },
          );
        },
      },
    ],
  });
  return outfile;
}
