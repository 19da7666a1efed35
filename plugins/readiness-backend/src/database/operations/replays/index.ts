export * from './claimReplay';
export * from './freeClaims';
export * from './holdReplay';
export * from './saveReplay';
