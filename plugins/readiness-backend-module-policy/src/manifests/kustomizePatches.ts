import { readYamlDocuments } from '@team-readiness/backstage-plugin-readiness-node';
import { posix } from 'node:path';

const maxPatches = 1_000;

/** Is it, by its name, a file that says what Kustomize builds? */
export function isKustomization(path: string): boolean {
  return /(?:^|\/)(?:kustomization\.ya?ml|Kustomization)$/.test(path);
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value.slice(0, maxPatches) : [];
}

/**
 * The files that a kustomization lays over objects: `patches[].path`, `patchesJson6902[].path` and
 * `patchesStrategicMerge` (https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/). Such a file is a piece of
 * an object and looks like one; by itself it would lack whatever it does not change.
 *
 * Never throws; what cannot be read names no files.
 *
 * @param text - of the kustomization
 * @param path - of it, relative to the entity's directory
 * @returns paths relative to the entity's directory
 */
export function kustomizePatches(text: string, path: string): string[] {
  const paths = readYamlDocuments(text).documents.flatMap(({ data }) => {
    const { patches, patchesJson6902, patchesStrategicMerge } =
      typeof data === 'object' && data !== null
        ? (data as Record<string, unknown>)
        : {};
    const inPath = [...listOf(patches), ...listOf(patchesJson6902)].map(it =>
      typeof it === 'object' && it !== null && 'path' in it
        ? it.path
        : undefined,
    );
    return [...inPath, ...listOf(patchesStrategicMerge)];
  });
  return paths.flatMap(it =>
    typeof it === 'string' && it.length <= 300 && !it.includes('\n')
      ? [posix.join(posix.dirname(path), it)]
      : [],
  );
}
