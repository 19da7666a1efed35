import { SarifFact } from '@team-readiness/backstage-plugin-readiness-common';

/** How bad a finding is. @public */
export type Severity = SarifFact['findings'][number]['severity'];

/** From the worst down. @public */
export const severities: readonly Severity[] = [
  'critical',
  'high',
  'medium',
  'low',
  'info',
];

/** Where something lies, as far as a run tells. @public */
export interface ArtifactPlace {
  /**
   * What the path is relative to: null where nothing is said, so the root of what was scanned; the name of a base;
   * `/` for an absolute path of the machine that scanned.
   */
  root: string | null;
  /** Without slashes at its ends, `.` and `..`. */
  path: string;
}

/** The root of absolute paths. @public */
export const absoluteRoot = '/';

/** One thing that a scanner found. @public */
export interface ScannedFinding {
  rule: string;
  severity: Severity;
  /** File or component, for people; null where nothing is told. */
  path: string | null;
  /** Where the file lies; null where it is no file. */
  place: ArtifactPlace | null;
  /** The same in each run for the same finding; unique within the run. */
  fingerprint: string;
  /** When the tool says that it first found it, in milliseconds since 1970. */
  firstDetectedAt: number | null;
  suppressed: boolean;
}

/** What was scanned: a directory in a repository. @public */
export interface RunOrigin {
  /** As toRepositoryUrl writes it, or the backend's own machine. */
  repository: string;
  /** What relative paths are below; empty for the root of the repository. */
  directory: string;
  /** Which place of the run that directory is; null where it is not told. */
  mappedTo: ArtifactPlace | null;
}

/** One run of one tool. @public */
export interface ScannedRun {
  tool: string;
  /** What of the tool's work it is: results of another category do not replace it. Empty where it has none. */
  category: string;
  /** In milliseconds since 1970; null where the document does not tell. */
  finishedAt: number | null;
  /** Why nothing follows from it; null where its results hold. */
  failure: string | null;
  /** The repositories that it says it looked at. */
  origins: RunOrigin[];
  /** The entity that it says it is about, or null. */
  entityRef: string | null;
  findings: ScannedFinding[];
  /** How many results it has, whatever became of them. */
  results: number;
}

/** One of two that are the same: the worse, and suppressed only if both are. @public */
export function mergeFindings(
  one: ScannedFinding,
  other: ScannedFinding,
): ScannedFinding {
  const worse =
    severities.indexOf(one.severity) <= severities.indexOf(other.severity)
      ? one
      : other;
  const times = [one.firstDetectedAt, other.firstDetectedAt].filter(
    it => it !== null,
  );
  return {
    ...worse,
    firstDetectedAt: times.length > 0 ? Math.min(...times) : null,
    suppressed: one.suppressed && other.suppressed,
  };
}
