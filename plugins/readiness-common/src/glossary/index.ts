export * from './annotations';
export * from './Area';
export * from './Cause';
export * from './Outcome';
export * from './Problem';
export * from './Stage';
