import { z } from 'zod';

/** Is there a value? A key without a value counts as missing. */
export function isGiven<T>(value: T | null | undefined): value is T {
  return value !== undefined && value !== null;
}

/** Name of an object, or a reference to one. */
export const name = z.string().trim().min(1).max(253);

/** A description, at most as long as OpenSLO allows. */
export const description = z
  .string()
  .max(1_050, 'has more than the 1,050 characters that OpenSLO allows')
  .nullish();

/** A duration shorthand: minutes, hours, days, weeks, months, quarters or years. */
export const duration = z
  .string()
  .max(20)
  .regex(
    /^[1-9][0-9]*(m|h|d|w|M|Q|Y)$/,
    'is not a duration shorthand such as 1h, 28d, 4w, 1M or 1Q',
  );

/** What annotations and labels hold never breaks a document. */
export const metadata = z.looseObject({
  name,
  displayName: z.string().nullish(),
  annotations: z.unknown().optional(),
  labels: z.unknown().optional(),
});

/** Adds an issue where two parts are given of which only one may be. */
export function excludes(
  value: Record<string, unknown>,
  one: string,
  other: string,
  context: z.core.$RefinementCtx,
): void {
  if (isGiven(value[one]) && isGiven(value[other])) {
    context.addIssue({
      code: 'custom',
      path: [other],
      message: `excludes ${one}; only one of them may be given`,
    });
  }
}
