export * from './readSlothDocuments';
