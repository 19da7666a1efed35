import { openSloAnnotations } from '@team-readiness/backstage-plugin-readiness-common';

/** What an SLO says of itself beside what OpenSLO knows. */
export interface SloAnnotations {
  /** The user journey that it protects, or null. */
  journey: string | null;
  /** ISO date of the last review, or null. */
  reviewedAt: string | null;
  /** Path or http(s) address of its error budget policy, or null. */
  errorBudgetPolicy: string | null;
  /** One sentence for each annotation that cannot be used. */
  issues: string[];
}

const maxLength = 200;
const maxLinkLength = 2_000;
const journeyLabel = 'journey';
/** A line of the description such as `Journey: Pay for a basket`. */
const journeyLine = /^[ \t]*(?:user )?journey:[ \t]*(\S[^\r\n]*)$/im;

function textAt(map: unknown, key: string): string | null {
  if (typeof map !== 'object' || map === null || !Object.hasOwn(map, key)) {
    return null;
  }
  const value = (map as Record<string, unknown>)[key];
  // OpenSLO lets a label have several values.
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return typeof first === 'string' && first.trim() !== '' ? first.trim() : null;
}

function isDay(text: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : NaN;
  // A day such as the 31st of June would be counted over into July.
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** Is it a path that stays where it begins, or an http(s) address? */
function isLink(text: string): boolean {
  if (text.length > maxLinkLength || /[\s\\]/.test(text)) {
    return false;
  }
  if (/^[a-z][a-z0-9+.-]*:/i.test(text)) {
    return /^https?:\/\/[^/]/i.test(text) && URL.canParse(text);
  }
  return !/^[/~]|[*?]/.test(text) && !text.split('/').includes('..');
}

/**
 * Reads the annotations of an SLO that are ours, and the journey where others
 * write it. Never throws.
 *
 * @param metadata - of the document, as written
 * @param description - `spec.description`
 */
export function readSloAnnotations(
  metadata: { annotations?: unknown; labels?: unknown },
  description: string | null | undefined,
): SloAnnotations {
  const { annotations, labels } = metadata;
  const issues: string[] = [];
  const reviewed = textAt(annotations, openSloAnnotations.reviewed);
  if (reviewed !== null && !isDay(reviewed)) {
    issues.push(
      `the annotation ${openSloAnnotations.reviewed} takes a date such as 2026-01-31`,
    );
  }
  const policy = textAt(annotations, openSloAnnotations.errorBudgetPolicy);
  if (policy !== null && !isLink(policy)) {
    issues.push(
      `the annotation ${openSloAnnotations.errorBudgetPolicy} takes a path below the entity's directory or an http(s) address`,
    );
  }
  const journey =
    textAt(annotations, openSloAnnotations.journey) ??
    textAt(labels, journeyLabel) ??
    journeyLine.exec(description ?? '')?.[1].trim() ??
    null;
  return {
    journey: journey === null ? null : journey.slice(0, maxLength),
    reviewedAt: reviewed !== null && isDay(reviewed) ? reviewed : null,
    errorBudgetPolicy:
      policy !== null && isLink(policy)
        ? policy.replace(/^(?:\.\/)+/, '')
        : null,
    issues,
  };
}
