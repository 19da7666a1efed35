export * from './readPyrraDocuments';
