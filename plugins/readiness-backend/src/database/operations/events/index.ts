export * from './deleteOldEvents';
export * from './eventReach';
export * from './insertEvents';
export * from './linkIncidentEvents';
export * from './selectEntityEvents';
export * from './selectEventEntities';
export * from './selectEventMarks';
