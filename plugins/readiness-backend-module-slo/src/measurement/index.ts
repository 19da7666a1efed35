export * from './fractionOf';
export * from './errorBudget';
export * from './budgetHistory';
export * from './MeasurableSlo';
export * from './measures';
export * from './promQlText';
export * from './shareQueries';
export * from './SloWindow';
