export * from './DefinitionText';
export * from './readConfigDocuments';
export * from './readDefinitionTexts';
export * from './readFiles';
export * from './UrlDocuments';
