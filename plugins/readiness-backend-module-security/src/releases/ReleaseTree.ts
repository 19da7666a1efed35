import { ConfiguredFile } from '@team-readiness/backstage-plugin-readiness-node';
import { PathPattern } from '../places';

/** One version of an entity, and the files beside it. */
export interface ReleaseDirectory {
  version: string;
  /** When the first of its files was written, in milliseconds since 1970. */
  publishedAt: number;
  files: ConfiguredFile[];
}

/** SemVer has what precedes a release after a dash; others name it. */
const semverWithDash = /^v?\d+\.\d+\.\d+-/i;
const unfinishedWord =
  /(?:^|[._-])(?:alpha|beta|rc|cr|pre|preview|snapshot|dev|nightly|canary|milestone|m)[._-]?\d*(?:$|[._-])/i;
const unfinishedSuffix = /\d(?:a|b|rc)\d+$/i;

/** Is this a version that precedes a release? */
export function isPrerelease(version: string): boolean {
  return (
    semverWithDash.test(version) ||
    unfinishedWord.test(version) ||
    unfinishedSuffix.test(version)
  );
}

/**
 * Files by entity and version, as their paths say.
 *
 * @returns by entity ref, and there the newest release first
 */
export function groupReleases(
  files: readonly ConfiguredFile[],
  pattern: PathPattern,
): { releases: Map<string, ReleaseDirectory[]>; strays: ConfiguredFile[] } {
  const byEntity = new Map<string, Map<string, ReleaseDirectory>>();
  const strays: ConfiguredFile[] = [];
  for (const file of files) {
    const meaning = pattern.read(file.path);
    if (meaning?.version === undefined) {
      strays.push(file);
      continue;
    }
    const { entityRef, version } = meaning;
    const releases = byEntity.get(entityRef) ?? new Map();
    byEntity.set(entityRef, releases);
    const release = releases.get(version) ?? {
      version,
      publishedAt: Infinity,
      files: [],
    };
    releases.set(version, release);
    release.files.push(file);
    release.publishedAt = Math.min(release.publishedAt, file.modifiedAt);
  }
  const releases = new Map(
    [...byEntity].map(([entityRef, versions]) => [
      entityRef,
      [...versions.values()].sort(
        (a, b) =>
          b.publishedAt - a.publishedAt || (a.version < b.version ? 1 : -1),
      ),
    ]),
  );
  return { releases, strays };
}
