export * from './colors';
export * from './ExitCode';
export * from './Terminal';
export * from './UsageError';
