import { basename } from 'node:path';
import { RegoPolicy } from './RegoPolicy';

const ending = /\.(wasm|tar\.gz|tgz)$/i;

/**
 * The policy that a file of a compiled one is, where nothing is configured: it
 * has the name of the file, and its rule is `readiness/deny`.
 *
 * @param path - e.g. `policies/limits.tar.gz`, which is the policy `limits`
 * @returns null for a file that has not the ending of one
 *
 * @public
 */
export function regoPolicyOfFile(path: string): RegoPolicy | null {
  const file = basename(path);
  const name = file.replace(ending, '');
  return name === file || name === ''
    ? null
    : {
        name,
        entrypoint: 'readiness/deny',
        input: 'manifest',
        severity: 'medium',
        timeLimitMs: 1_000,
        source: { type: 'bundle', path },
      };
}
