/** Waiting, refusal and failure. */
export const loading = {
  loading: 'Loading {{what}}',
  denied: 'You may not see this',
  deniedBrief: 'You may not see this.',
  deniedHelp:
    'Your account has no permission to read {{what}}. Ask whoever runs this portal for access to Readiness.',
  failed: 'Could not load {{what}}',
  again: 'Try again',
} as const;
