export * from './applyRenames';
export * from './findRenames';
