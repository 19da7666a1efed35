/**
 * Bounds on what is read of one entity. All text comes from outside, so each has an end.
 *
 * @public
 */
export interface FileLimits {
  /** Most directories below the entity's own that are entered. */
  maxDepth: number;
  /** Most files that match; further ones are left out with a problem. */
  maxFiles: number;
  /** Most directory entries that are looked at. */
  maxWalked: number;
  /** Largest file in bytes; larger ones are left out with a problem. */
  maxFileBytes: number;
  /** Most bytes of all matching files of an entity. */
  maxTotalBytes: number;
  /** Most files of a repository tree that are remembered. */
  maxTreeFiles: number;
  /** Most bytes of a repository tree that are held in memory. */
  maxTreeBytes: number;
}

/** The bounds that hold unless a test sets others. */
export const defaultFileLimits: FileLimits = {
  maxDepth: 12,
  maxFiles: 2_000,
  maxWalked: 20_000,
  maxFileBytes: 1024 * 1024,
  maxTotalBytes: 32 * 1024 * 1024,
  maxTreeFiles: 100_000,
  maxTreeBytes: 32 * 1024 * 1024,
};

/** Directories that never hold what a collector looks for. */
export const ignoredDirectories: ReadonlySet<string> = new Set([
  '.git',
  'node_modules',
]);
