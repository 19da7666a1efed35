export * from './EntityVisibility';
export * from './findVisibleSet';
export * from './removeVisibleSets';
export * from './writeVisibleSet';
