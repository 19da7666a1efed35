// The same transforms as in the packages, but over this folder, so that `npm test` never runs it.
const transformTypeScript = [
  require.resolve('@backstage/cli/config/jestSwcTransform'),
  {
    module: { ignoreDynamic: true, exportInteropAnnotation: true },
    jsc: { parser: { syntax: 'typescript' } },
  },
];

module.exports = {
  rootDir: __dirname,
  testMatch: ['<rootDir>/*.test.ts'],
  testEnvironment: require.resolve('jest-environment-node'),
  moduleFileExtensions: ['ts', 'js', 'mjs', 'cjs', 'json', 'node'],
  transform: {
    '\\.ts$': transformTypeScript,
    '\\.(mjs|cjs|js)$': [
      require.resolve('@backstage/cli/config/jestSwcTransform'),
      {
        module: { ignoreDynamic: true, exportInteropAnnotation: true },
        jsc: { parser: { syntax: 'ecmascript' } },
      },
    ],
    '\\.yaml$': require.resolve('@backstage/cli/config/jestYamlTransform'),
  },
  transformIgnorePatterns: [
    '/node_modules/(?:ajv|core-js|jest-.*|knex|json-schema|typescript)/',
  ],
  testTimeout: 300_000,
};
