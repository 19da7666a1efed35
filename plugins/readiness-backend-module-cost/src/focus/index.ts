export * from './Charge';
export * from './FocusFiles';
export * from './readFocusFile';
