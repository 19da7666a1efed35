import {
  CheckChange,
  ScorecardVersion,
} from '@team-readiness/backstage-plugin-readiness-common';
import { Words } from '@team-readiness/backstage-plugin-readiness-react';
import { ReadinessT } from '../translations';

/**
 * What a version does with a check in one word: "Added", "Removed", "Stricter",
 * "Relaxed", or "Changed" where no answer depends on what differs.
 */
export function effectWords(
  t: ReadinessT,
  change: Pick<CheckChange, 'change' | 'effect'>,
): string {
  if (change.change !== 'changed') {
    return t(`standards.effects.${change.change}`);
  }
  switch (change.effect) {
    case 'stricter':
      return t('standards.effects.stricter');
    case 'relaxed':
      return t('standards.effects.relaxed');
    default:
      return t('standards.effects.changed');
  }
}

/** Keys of a document that do not say by themselves what they are about, or read otherwise in another language. */
const namedFields = [
  'appliesTo',
  'appliesWhen',
  'unknownWhen',
  'messages',
  'lookedFor',
  'remediation',
  'rationale',
  'gate',
  'optOut',
  'enforceFrom',
  'target',
  'targets',
  'holdDays',
  'graceDays',
  'condition',
  'title',
  'question',
  'level',
  'area',
  'weight',
  'effort',
  'stage',
  'owner',
  'description',
  'levels',
] as const;

function fieldWords(t: ReadinessT, field: string): string {
  const [, kind, name] = /^(params|results)\.(.+)$/.exec(field) ?? [];
  if (kind) {
    return kind === 'params'
      ? t('standards.fields.parameter', { name })
      : t('standards.fields.result', { name });
  }
  const named = namedFields.find(known => known === field);
  return named ? t(`standards.fields.${named}`) : field;
}

/**
 * What differs, in words, e.g. "condition, parameter days".
 *
 * @param fields - keys of the document
 */
export function fieldsWords(t: ReadinessT, fields: readonly string[]): string {
  return fields.map(field => fieldWords(t, field)).join(', ');
}

/**
 * When a version was made and what became of it, e.g. "Version 3, 1 Sept 2026,
 * in use".
 *
 * @param reader - what `useReadinessTranslation` gives
 */
export function versionWords(
  { t, words }: { t: ReadinessT; words: Words },
  version: Pick<ScorecardVersion, 'version' | 'createdAt' | 'active'>,
): string {
  const named = {
    version: String(version.version),
    day: words.day(version.createdAt),
  };
  return version.active
    ? t('standards.history.versionInUse', named)
    : t('standards.history.version', named);
}

/**
 * From when on a change counts; empty where it counts as written.
 *
 * @param reader - what `useReadinessTranslation` gives
 */
export function enforcementWords(
  { t, words }: { t: ReadinessT; words: Words },
  { enforceFrom }: Pick<CheckChange, 'enforceFrom'>,
): string {
  return enforceFrom
    ? t('standards.countsFrom', { day: words.day(enforceFrom) })
    : '';
}
