import { z } from 'zod';

/**
 * Schema of a label selector (k8s.io/apimachinery, meta/v1).
 */
export const labelSelectorSchema = z.object({
  matchLabels: z.record(z.string(), z.string()).nullish(),
  matchExpressions: z
    .array(
      z.object({
        key: z.string(),
        operator: z.enum(['In', 'NotIn', 'Exists', 'DoesNotExist']),
        values: z.array(z.string()).nullish(),
      }),
    )
    .max(100)
    .nullish(),
});

/** A label selector as written. */
export type LabelSelector = z.output<typeof labelSelectorSchema>;

/**
 * Labels of which some may not be known.
 */
export interface KnownLabels {
  labels: Record<string, string>;
  /** All labels are there; otherwise a key that is missing may exist. */
  complete: boolean;
}

type Answer = boolean | 'unknown';

function matchesRequirement(
  requirement: { key: string; operator: string; values?: string[] | null },
  { labels, complete }: KnownLabels,
): Answer {
  const { key, operator, values } = requirement;
  if (!Object.hasOwn(labels, key)) {
    if (!complete) {
      return 'unknown';
    }
    return operator === 'NotIn' || operator === 'DoesNotExist';
  }
  switch (operator) {
    case 'In':
      return (values ?? []).includes(labels[key]);
    case 'NotIn':
      return !(values ?? []).includes(labels[key]);
    default:
      return operator === 'Exists';
  }
}

/**
 * Does a selector select these labels? One without requirements selects
 * everything; all requirements have to hold.
 *
 * @returns `unknown` where that hangs on a label that is not known
 */
export function selectorMatches(
  selector: LabelSelector | null | undefined,
  labels: KnownLabels,
): Answer {
  const requirements = [
    ...Object.entries(selector?.matchLabels ?? {}).map(([key, value]) => ({
      key,
      operator: 'In',
      values: [value],
    })),
    ...(selector?.matchExpressions ?? []),
  ];
  const answers = requirements.map(it => matchesRequirement(it, labels));
  if (answers.includes(false)) {
    return false;
  }
  return answers.includes('unknown') ? 'unknown' : true;
}
