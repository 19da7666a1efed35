export * from './findFiles';
export * from './loadDocuments';
export * from './readTexts';
