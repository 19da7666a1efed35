export * from './findFiles';
export * from './listLostCases';
export * from './listOrphans';
export * from './loadDocuments';
export * from './readTexts';
