export * from './ChangesPanel';
export * from './MovementPanel';
export * from './movementWords';
export * from './OnSight';
export * from './PeriodFilters';
export * from './periods';
export * from './points';
export * from './TrendPanel';
