export * from './BusinessCalendar';
