import { DrillsFact } from '@team-readiness/backstage-plugin-readiness-common';
import {
  DocumentIssue,
  durationMinutes,
  FrontMatter,
  openDocument,
} from '../documents';

type Drill = DrillsFact['drills'][number];

/** What a drill tried. @public */
export type DrillKind = DrillsFact['drills'][number]['kind'];

/**
 * Further words for the kinds of the front matter of a drill.
 *
 * @public
 */
export const drillKindSynonyms: Readonly<Record<DrillKind, readonly string[]>> =
  {
    rollback: ['roll-back', 'revert', 'back-out'],
    restore: ['recovery', 'backup-restore', 'restore-test'],
    failover: ['fail-over', 'switchover', 'switch-over'],
    'game-day': ['gameday', 'chaos', 'chaos-day', 'tabletop', 'table-top'],
  };

/**
 * Words for how a drill ended.
 *
 * @public
 */
export const drillOutcomeSynonyms: Readonly<
  Record<'succeeded' | 'failed', readonly string[]>
> = {
  succeeded: ['success', 'successful', 'passed', 'pass', 'ok'],
  failed: ['failure', 'fail', 'aborted', 'unsuccessful'],
};

/**
 * Keys of the front matter of a drill; the first that is there counts.
 *
 * @public
 */
export const drillKeys = {
  kind: ['kind', 'type'],
  date: ['date', 'held', 'held_on'],
  real: ['real'],
  succeeded: ['succeeded', 'success'],
  outcome: ['outcome', 'result'],
  duration: ['duration'],
  minutes: ['minutes'],
} as const;

/** What the document of a drill says. */
export interface DrillReading {
  /** Undefined where its kind or date is missing: then nobody knows what took place, or when. */
  drill: Omit<Drill, 'withinObjective' | 'evidence'> | undefined;
  issues: DocumentIssue[];
  nextDay: string | undefined;
}

function minutesOf(
  frontMatter: FrontMatter,
  issues: DocumentIssue[],
): number | null {
  if (!frontMatter.has(drillKeys.duration)) {
    const minutes = frontMatter.number(drillKeys.minutes);
    return minutes !== null && minutes >= 0 ? minutes : null;
  }
  const text = frontMatter.text(drillKeys.duration, 60) ?? '';
  const minutes = durationMinutes(text);
  if (minutes === undefined) {
    const message =
      'The value of duration must be an ISO 8601 duration such as PT1H20M.';
    issues.push({ message, line: 1, column: 1 });
    return null;
  }
  return Math.round(minutes * 100) / 100;
}

/**
 * Reads the front matter of a drill. Never throws.
 *
 * @param now - the time of the run, against dates in the future
 */
export function readDrill(text: string, now: Date): DrillReading {
  const opened = openDocument(text, now);
  const { frontMatter } = opened;
  const more: DocumentIssue[] = [];
  const kind = frontMatter.word(drillKeys.kind, drillKindSynonyms);
  const date = frontMatter.date(drillKeys.date, 'the drill');
  const outcome = frontMatter.has(drillKeys.succeeded)
    ? frontMatter.flag(drillKeys.succeeded)
    : endedWell(frontMatter);
  const drill =
    kind === null || date === null
      ? undefined
      : {
          kind,
          date,
          real: frontMatter.flag(drillKeys.real) ?? false,
          succeeded: outcome,
          minutes: minutesOf(frontMatter, more),
        };
  const issues = [...opened.issues(), ...more];
  if (!drill && issues.length === 0) {
    const message =
      'The document has no kind or no date in its front matter, so that it counts as no drill.';
    issues.push({ message, line: 1, column: 1 });
  }
  return { drill, issues, nextDay: frontMatter.nextDay };
}

function endedWell(frontMatter: FrontMatter): boolean | null {
  const word = frontMatter.word(drillKeys.outcome, drillOutcomeSynonyms);
  return word && word === 'succeeded';
}
