export * from './CloudEvent';
export * from './EventRequest';
export * from './readCloudEvents';
export * from './UnsupportedMediaTypeError';
