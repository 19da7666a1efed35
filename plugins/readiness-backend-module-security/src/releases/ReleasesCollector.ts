import { toError } from '@backstage/errors';
import { HumanDuration } from '@backstage/types';
import {
  Problem,
  releasesFact,
  ReleasesFact,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  CollectionRun,
  CollectionTarget,
  Collector,
  CollectorSchedule,
  Observation,
} from '@team-readiness/backstage-plugin-readiness-node';
import { ReleasesConfig } from '../config';
import {
  digestOfFiles,
  entityProblem,
  findReportFiles,
  ProblemList,
} from '../reports';
import { readArtefact, tellingName } from './readArtefact';
import { groupReleases, isPrerelease, ReleaseDirectory } from './ReleaseTree';

const id = 'releases';
const key = 'readiness.security.releases';
const maxFiles = 50_000;
const maxFileBytes = 20 * 1_048_576;
const maxReleases = 30;
/** Of one release; where there are more, what is not found is not known. */
const maxTellingFiles = 200;

type Release = ReleasesFact['releases'][number];

/**
 * Observes what an entity released and what lies beside it, in a directory tree of artefacts.
 *
 * A tree that is empty or not there is a failure. What lies in a file that cannot be read is not known, so that a release
 * beside it has null, not false.
 *
 * @public
 */
export class ReleasesCollector implements Collector {
  readonly id = id;
  readonly title = 'Releases';
  readonly description =
    'Releases in a configured directory tree, with bills of materials, signatures and provenance beside them.';
  readonly version = '1';
  readonly schema = releasesFact.schema;
  readonly frequency: HumanDuration;
  readonly timeToLive: HumanDuration;
  readonly #config: ReleasesConfig;
  readonly #workingDirectory: string | undefined;

  constructor(options: {
    config: ReleasesConfig;
    schedule: CollectorSchedule;
    /** Default: that of the process. */
    workingDirectory?: string;
  }) {
    this.#config = options.config;
    this.#workingDirectory = options.workingDirectory;
    this.frequency = options.schedule.frequency;
    this.timeToLive = options.schedule.timeToLive;
  }

  async open(options: { signal: AbortSignal }): Promise<CollectionRun> {
    const problems = new ProblemList(id);
    const { files } = await findReportFiles(
      {
        patterns: this.#config.files,
        key: `${key}.files`,
        workingDirectory: this.#workingDirectory,
        maxFiles,
        maxBytes: maxFileBytes,
        accepts: /[^/]$/,
      },
      problems,
    );
    options.signal.throwIfAborted();
    const { pattern } = this.#config;
    const { releases, strays } = groupReleases(files, pattern);
    if (releases.size === 0) {
      throw new Error(
        `There is no release in what ${key}.files names: ${
          files.length === 0
            ? 'no file is there'
            : `no path is of the form ${pattern.pattern}`
        }`,
      );
    }
    if (strays.length > 0) {
      problems.report(
        strays[0].source,
        `${strays.length} files are not of the form ${pattern.pattern} of ${key}.pattern; they are not looked at.`,
      );
    }
    return {
      collect: async (targets, { signal }) => {
        const observations: Observation[] = [];
        for (const target of targets) {
          observations.push(
            await observe(target, releases.get(target.entityRef), {
              problems,
              signal,
            }),
          );
        }
        return observations;
      },
      problems: () => problems.problems,
    };
  }
}

async function observe(
  { entityRef, previous, revision: known }: CollectionTarget,
  all: ReleaseDirectory[] | undefined,
  { problems, signal }: { problems: ProblemList; signal: AbortSignal },
): Promise<Observation> {
  signal.throwIfAborted();
  if (!all) {
    return previous && problems.unread.length > 0
      ? {
          entityRef,
          status: 'failed',
          error: new Error(
            `Its releases are not there any more, and not all could be looked through: ${problems.unreadWords}`,
          ),
        }
      : { entityRef, status: 'absent' };
  }
  const finished = all
    .filter(({ version }) => !isPrerelease(version))
    .slice(0, maxReleases);
  const revision = digestOfFiles(
    finished.flatMap(({ files }) => files),
    ...finished.map(({ version }) => version),
  );
  if (revision === known) {
    return { entityRef, status: 'unchanged' };
  }
  const found: Problem[] = [];
  const read: Release[] = [];
  let isWhole = true;
  for (const release of finished) {
    const told = await readRelease(release, signal);
    read.push(told.release);
    isWhole &&= told.isWhole;
    found.push(...told.problems.map(it => entityProblem(id, entityRef, it)));
  }
  return {
    entityRef,
    status: 'observed',
    data: { releases: read },
    // What could not be read is tried again.
    revision: isWhole ? revision : undefined,
    problems: found.slice(0, 50),
  };
}

async function readRelease(
  { version, publishedAt, files }: ReleaseDirectory,
  signal: AbortSignal,
): Promise<{ release: Release; isWhole: boolean; problems: string[] }> {
  const telling = files.filter(({ path }) => tellingName.test(path));
  let isWhole = telling.length <= maxTellingFiles;
  const problems = isWhole
    ? []
    : [
        `${version}: of ${telling.length} files that may tell something ${maxTellingFiles} are read.`,
      ];
  const there = { sbom: false, signature: false, provenance: false };
  for (const file of telling.slice(0, maxTellingFiles)) {
    signal.throwIfAborted();
    try {
      const read = await readArtefact(file);
      there.sbom ||= read.sbom;
      there.signature ||= read.signature;
      there.provenance ||= read.provenance;
      if (read.problem) {
        problems.push(`${file.source}: ${read.problem}`);
      }
    } catch (error) {
      isWhole = false;
      problems.push(`${file.source}: ${toError(error).message}`);
    }
  }
  const answer = (is: boolean) => is || (isWhole ? false : null);
  return {
    release: {
      name: version.slice(0, 200),
      publishedAt: new Date(publishedAt).toISOString(),
      sbom: answer(there.sbom),
      signed: answer(there.signature),
      provenance: answer(there.provenance),
    },
    isWhole,
    problems,
  };
}
