export * from './Charge';
export * from './FocusColumns';
export * from './FocusFiles';
export * from './FocusReader';
export * from './readFocusFile';
