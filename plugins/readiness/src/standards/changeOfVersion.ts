import {
  CheckChange,
  ScorecardVersion,
} from '@team-readiness/backstage-plugin-readiness-common';
import { dayWords } from '@team-readiness/backstage-plugin-readiness-react';

/**
 * What a version does with a check in one word: "Added", "Removed", "Stricter",
 * "Relaxed", or "Changed" where no answer depends on what differs.
 */
export function effectWords(
  change: Pick<CheckChange, 'change' | 'effect'>,
): string {
  if (change.change === 'added') {
    return 'Added';
  }
  if (change.change === 'removed') {
    return 'Removed';
  }
  switch (change.effect) {
    case 'stricter':
      return 'Stricter';
    case 'relaxed':
      return 'Relaxed';
    default:
      return 'Changed';
  }
}

const namedFields: ReadonlyMap<string, string> = new Map([
  ['appliesTo', 'what it is asked of'],
  ['appliesWhen', 'when it is asked'],
  ['unknownWhen', 'when it is known'],
  ['messages', 'what it says'],
  ['lookedFor', 'what is looked for'],
  ['remediation', 'how to fix it'],
  ['rationale', 'why it matters'],
  ['gate', 'whether its level needs it'],
  ['optOut', 'whether one may opt out'],
  ['enforceFrom', 'when it counts'],
  ['target', 'what it applies to'],
  ['targets', 'target levels'],
  ['holdDays', 'how long a level is held'],
  ['graceDays', 'how long what is new does not count'],
]);

function fieldWords(field: string): string {
  const [, kind, name] = /^(params|results)\.(.+)$/.exec(field) ?? [];
  if (kind) {
    return kind === 'params' ? `parameter ${name}` : `result of ${name}`;
  }
  return namedFields.get(field) ?? field;
}

/**
 * What differs, in words, e.g. "condition, parameter days".
 *
 * @param fields - keys of the document
 */
export function fieldsWords(fields: readonly string[]): string {
  return fields.map(fieldWords).join(', ');
}

/**
 * When a version was made and what became of it, e.g. "Version 3, 1 Sept 2026,
 * in use".
 */
export function versionWords(
  version: Pick<ScorecardVersion, 'version' | 'createdAt' | 'active'>,
): string {
  const inUse = version.active ? ', in use' : '';
  return `Version ${version.version}, ${dayWords(version.createdAt)}${inUse}`;
}

/**
 * From when on a change counts; empty where it counts as written.
 */
export function enforcementWords({
  enforceFrom,
}: Pick<CheckChange, 'enforceFrom'>): string {
  return enforceFrom ? `Counts from ${dayWords(enforceFrom)}` : '';
}
