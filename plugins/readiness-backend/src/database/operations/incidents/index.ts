export * from './selectIncidentMarks';
