export * from './readYamlDocuments';
export * from './schemaIssues';
export * from './YamlDocument';
