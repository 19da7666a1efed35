/**
 * Makes the fact of an entity of the runs about it and of what was known before.
 *
 * Runs of one tool and one category, read in one document, are one analysis; the newest that succeeded counts. What a scanner
 * does not say is never taken for clean: where the newest analysis failed an earlier one counts, and where there is none, or a
 * tool reports no more, its earlier findings stay, and with them the time at which they were known.
 */
import { SarifFact } from '@team-readiness/backstage-plugin-readiness-common';
import { Analysis, analysesOf, earlier, withoutRetired } from './analyses';
import { EarlierFindings, firstSeenOf } from './firstSeen';
import { EntityRun } from './SarifIndex';
import { severities } from './ScannedRun';

type Finding = SarifFact['findings'][number];

/** What is known of an entity besides its runs. */
export interface KnownBefore {
  /** The earlier fact, if any. */
  previous: SarifFact | undefined;
  now: Date;
  /** A tool that reported no more for that long counts as retired, in milliseconds. */
  forgetAfterMs: number;
  /** Something could not be read, so that runs may be missing. */
  isIncomplete: boolean;
  /** A document about this very entity could not be read. */
  isBroken: boolean;
}

/** The fact, and what people should know of it. */
export interface FindingsAssembled {
  fact: SarifFact;
  problems: string[];
  /** Does the fact depend on the clock or on the earlier fact, so that the same documents may give another one? */
  isTransient: boolean;
}

const maxFindings = 1_000;
/** The host takes 262,144 characters of a fact. */
const maxCharacters = 230_000;
const maxTools = 50;

/** The worst first; of the same severity what is not suppressed, and what is open for longest. */
function compare(a: Finding, b: Finding): number {
  return (
    severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
    Number(a.suppressed) - Number(b.suppressed) ||
    compareTexts(a.firstSeen, b.firstSeen) ||
    compareTexts(a.tool, b.tool) ||
    compareTexts(a.rule, b.rule) ||
    compareTexts(a.path ?? '', b.path ?? '') ||
    compareTexts(a.fingerprint ?? '', b.fingerprint ?? '')
  );
}

function compareTexts(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}

/** As many of the worst as a fact can hold. */
function bounded(findings: Finding[]): Finding[] {
  const sorted = [...findings].sort(compare).slice(0, maxFindings);
  let characters = 0;
  const end = sorted.findIndex(finding => {
    characters += JSON.stringify(finding).length + 1;
    return characters > maxCharacters;
  });
  return end < 0 ? sorted : sorted.slice(0, end);
}

/** Collects what the fact is made of. */
class Assembly {
  readonly tools = new Set<string>();
  readonly findings: Finding[] = [];
  readonly problems: string[] = [];
  readonly #earlier: EarlierFindings;
  readonly #known: KnownBefore;
  readonly #now: number;
  isTransient = false;
  analysedAt: number | null = Infinity;

  constructor(known: KnownBefore) {
    this.#known = known;
    this.#earlier = new EarlierFindings(known.previous);
    this.#now = known.now.getTime();
  }

  /** Adds the newest analysis that succeeded. */
  add(tool: string, succeeded: readonly Analysis[]): void {
    const [newest] = succeeded;
    this.tools.add(tool);
    this.analysedAt = earlier(this.analysedAt, newest.finishedAt);
    for (const finding of newest.findings.values()) {
      const firstSeen = firstSeenOf(
        finding,
        succeeded,
        this.#earlier.find(tool, finding),
        this.#now,
      );
      this.findings.push({
        rule: finding.rule,
        tool,
        severity: finding.severity,
        path: finding.path,
        firstSeen: new Date(firstSeen).toISOString(),
        suppressed: finding.suppressed,
        fingerprint: finding.fingerprint,
      });
    }
  }

  /** Takes over what was known of a tool that says nothing now. */
  keep(tool: string): void {
    const { previous } = this.#known;
    this.isTransient = true;
    const at = Date.parse(previous?.analysedAt ?? '');
    this.analysedAt = earlier(
      this.analysedAt,
      previous?.tools.includes(tool) && Number.isFinite(at) ? at : null,
    );
    if (previous?.tools.includes(tool)) {
      this.tools.add(tool);
      this.findings.push(
        ...previous.findings.filter(it => it.tool === tool && !this.#has(it)),
      );
    }
  }

  /** Is a tool that was there before, and says nothing now, in no use any more? */
  isRetired(): boolean {
    const { previous, isIncomplete, forgetAfterMs } = this.#known;
    const at = Date.parse(previous?.analysedAt ?? '');
    return !isIncomplete && !(at > this.#now - forgetAfterMs);
  }

  toFact(): SarifFact {
    const findings = bounded(this.findings);
    if (findings.length < this.findings.length) {
      this.problems.push(
        `There are ${this.findings.length} findings; the worst ${findings.length} are recorded.`,
      );
    }
    const { analysedAt } = this;
    return {
      tools: [...this.tools].sort().slice(0, maxTools),
      analysedAt:
        analysedAt === null || analysedAt === Infinity
          ? null
          : new Date(Math.min(analysedAt, this.#now)).toISOString(),
      findings,
    };
  }

  #has({ tool, fingerprint }: Finding): boolean {
    return (
      fingerprint !== undefined &&
      this.findings.some(
        it => it.tool === tool && it.fingerprint === fingerprint,
      )
    );
  }
}

/**
 * Makes the fact.
 *
 * @param runs - about the entity, in any order; at least one, or something known before
 */
export function assembleFindings(
  runs: readonly EntityRun[],
  known: KnownBefore,
): FindingsAssembled {
  const assembly = new Assembly(known);
  const all = analysesOf(runs);
  const groups = withoutRetired(all, known.now.getTime() - known.forgetAfterMs);
  assembly.isTransient ||= groups.length < all.length;
  const failed = new Set<string>();
  for (const analyses of groups) {
    const [newest] = analyses;
    const succeeded = analyses.filter(it => it.failure === null);
    if (newest.failure !== null) {
      assembly.problems.push(
        `The newest run of ${newest.tool} (${newest.source}) says nothing: ${
          newest.failure
        }. ${
          succeeded.length > 0
            ? 'The one before it counts.'
            : 'What was known of it before counts, if anything.'
        }`,
      );
    }
    if (succeeded.length > 0) {
      assembly.add(newest.tool, succeeded);
    } else {
      failed.add(newest.tool);
    }
  }
  failed.forEach(tool => assembly.keep(tool));
  const missing = (known.previous?.tools ?? []).filter(
    tool => !assembly.tools.has(tool) && !failed.has(tool),
  );
  for (const tool of missing) {
    if (!assembly.isRetired()) {
      assembly.problems.push(
        `${tool} reports about it no more; what it found last counts for now.`,
      );
      assembly.keep(tool);
    }
  }
  if (known.isBroken && missing.length === 0) {
    assembly.analysedAt = null;
    assembly.isTransient = true;
  }
  return {
    fact: assembly.toFact(),
    problems: assembly.problems,
    isTransient: assembly.isTransient,
  };
}
