export type { DeclaredAlert, DeclaredSlo, DeclaredSlos } from './DeclaredSlo';
export * from './readDeclaredDocuments';
