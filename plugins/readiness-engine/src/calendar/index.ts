export * from './BusinessCalendar';
export { type WorkingDays } from './WorkingDays';
