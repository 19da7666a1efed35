// The same transforms as over data of other people, in a folder that `npm test` never runs.
const {
  rootDir,
  testMatch,
  ...shared
} = require('../real-data-tests/jest.config');

module.exports = {
  ...shared,
  rootDir: __dirname,
  testMatch: ['<rootDir>/*.test.ts'],
  testTimeout: 60_000,
};
