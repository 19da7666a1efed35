export * from './LevelBadge';
export * from './LevelStanding';
export * from './levelWords';
export * from './TargetDistance';
export * from './TargetLabel';
