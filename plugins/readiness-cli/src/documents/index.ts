export * from './findFiles';
export * from './listOrphans';
export * from './loadDocuments';
export * from './readTexts';
