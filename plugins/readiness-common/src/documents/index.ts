export * from './findYamlExcess';
export * from './parseYamlWithin';
