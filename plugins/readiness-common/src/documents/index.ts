export * from './findYamlExcess';
