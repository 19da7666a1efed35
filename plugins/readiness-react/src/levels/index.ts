export * from './LevelBadge';
export * from './LevelStanding';
export * from './TargetDistance';
export * from './TargetLabel';
