export * from './deliveryTarget';
export * from './PackageUrl';
