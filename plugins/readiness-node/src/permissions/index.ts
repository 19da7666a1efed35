export * from './hasOwner';
export * from './isScorecard';
export * from './scorecardConditions';
export * from './scorecardResourceRef';
