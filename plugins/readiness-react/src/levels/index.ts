export * from './LevelBadge';
export * from './levelWords';
export * from './TargetLabel';
