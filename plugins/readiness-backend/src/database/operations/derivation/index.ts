export * from './derivationLease';
export * from './lookedUpRefs';
export * from './markForDerivation';
export * from './selectAffected';
export * from './selectBaseLevels';
export * from './selectMarks';
export * from './selectRelated';
export * from './sumResults';
