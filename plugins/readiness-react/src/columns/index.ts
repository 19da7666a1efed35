export * from './createReadinessLevelColumn';
export * from './EntityLevelCell';
export * from './ListedLevels';
