/**
 * A small organisation in the shapes of the API, for the tests of the pages.
 */
export * from './healthExamples';
export * from './overviewExamples';
export * from './serviceExamples';
export * from './teamExamples';
