export * from './addToMovements';
export * from './loadScorecardAges';
