export * from './eventReach';
export * from './selectEntityEvents';
export * from './selectEventMarks';
