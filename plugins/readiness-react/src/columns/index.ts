export * from './createReadinessLevelColumn';
export * from './EntityLevelCell';
