export * from './closeDayRows';
export * from './dayRows';
export * from './rewindOutcomes';
export * from './snapshotDays';
export * from './writeDayRows';
export * from './writeScoreDays';
