/** How a command ends. */
export const exitCodes = {
  good: 0,
  /** Checks, tests or documents fail. */
  failing: 1,
  /** It was called in a wrong way, or what it reads is broken. */
  broken: 2,
} as const;

/** @see exitCodes */
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
