import { EntityRun, FoundRun } from './SarifIndex';
import { mergeFindings, ScannedFinding } from './ScannedRun';

/** The runs of one tool and one category that were read in one document. */
export interface Analysis {
  tool: string;
  source: string;
  /** In milliseconds since 1970; null where one of its runs does not tell. */
  finishedAt: number | null;
  failure: string | null;
  findings: Map<string, ScannedFinding>;
}

/**
 * What a run is of where it has no category: the name of its document without dates, numbers and commits, so that a scanner
 * that looks at several things keeps them apart, and one that writes a new document each day replaces the one before.
 */
function seriesOf({ source }: FoundRun): string[] {
  return [source.replace(/[0-9a-f]{7,}|\d+/gi, '#')];
}

/** Runs by tool and category, and there by document; the newest analysis first, those without a time last. */
export function analysesOf(runs: readonly EntityRun[]): Analysis[][] {
  const groups = new Map<string, Map<string, Analysis>>();
  for (const { run, findings } of runs) {
    const key = JSON.stringify([run.tool, run.category || seriesOf(run)]);
    const group = groups.get(key) ?? new Map<string, Analysis>();
    groups.set(key, group);
    const known = group.get(run.source);
    const analysis = known ?? {
      tool: run.tool,
      source: run.source,
      finishedAt: run.finishedAt,
      failure: null,
      findings: new Map<string, ScannedFinding>(),
    };
    group.set(run.source, analysis);
    analysis.failure ??= run.failure;
    analysis.finishedAt = earlier(analysis.finishedAt, run.finishedAt);
    for (const finding of findings) {
      const same = analysis.findings.get(finding.fingerprint);
      analysis.findings.set(
        finding.fingerprint,
        same ? mergeFindings(same, finding) : finding,
      );
    }
  }
  return [...groups.values()].map(group =>
    [...group.values()].sort(
      (a, b) =>
        (b.finishedAt ?? -Infinity) - (a.finishedAt ?? -Infinity) ||
        (a.source < b.source ? -1 : 1),
    ),
  );
}

/** The earlier of two times; null where one is not known. */
export function earlier(
  one: number | null,
  other: number | null,
): number | null {
  return one === null || other === null ? null : Math.min(one, other);
}

/**
 * Leaves out categories that a tool looks at no more: it reported since, and not on them.
 *
 * @param before - in milliseconds since 1970: what is older counts for nothing then
 */
export function withoutRetired(
  groups: Analysis[][],
  before: number,
): Analysis[][] {
  const newest = new Map<string, number>();
  for (const [{ tool, finishedAt }] of groups) {
    newest.set(tool, Math.max(newest.get(tool) ?? 0, finishedAt ?? 0));
  }
  return groups.filter(
    ([{ tool, finishedAt }]) =>
      finishedAt === null ||
      finishedAt >= before ||
      (newest.get(tool) ?? 0) < before,
  );
}
