export * from './technologies';
export * from './technologiesNamed';
