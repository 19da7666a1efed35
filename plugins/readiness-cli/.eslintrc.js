/**
 * The rooms of this package and what each may import of the others. A room that
 * is not named in its list is out of bounds.
 */
const rooms = {
  terminal: [],
  formats: ['terminal'],
  documents: ['terminal'],
  collection: ['terminal', 'documents'],
  portal: ['terminal'],
  commands: ['terminal', 'formats', 'documents', 'collection', 'portal'],
};

const zones = Object.entries(rooms).map(([room, allowed]) => ({
  target: `./src/${room}`,
  from: './src',
  except: [room, ...allowed].map(name => `./${name}`),
  message: `The room '${room}' may import only ${
    allowed.length ? allowed.join(', ') : 'nothing of this package'
  }.`,
}));

module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  overrides: [
    {
      files: ['src/**/*.ts'],
      excludedFiles: [
        '**/*.test.ts',
        '**/__fixtures__/**',
        '**/__testUtils__/**',
      ],
      rules: {
        'import/no-restricted-paths': ['error', { basePath: __dirname, zones }],
      },
    },
  ],
});
