export * from './findYamlExcess';
export * from './parseYamlWithin';
export * from './PathGlob';
