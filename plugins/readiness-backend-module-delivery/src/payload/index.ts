export * from './Fields';
export * from './Refusal';
export * from './toIsoTime';
export * from './toReading';
