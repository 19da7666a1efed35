/**
 * The rooms of this package and what each may import of the others (docs/adr/0003).
 * A room that is not named in its list is out of bounds.
 */
const rooms = {
  config: [],
  definitions: ['config', 'database'],
  collection: ['config', 'database', 'pipeline'],
  pipeline: ['definitions', 'rollups', 'database'],
  events: ['config', 'database'],
  observation: ['config', 'database'],
  derivation: ['definitions', 'database'],
  rollups: ['database'],
  services: [
    'definitions',
    'collection',
    'events',
    'pipeline',
    'rollups',
    'database',
    'permissions',
  ],
  replay: ['config', 'collection', 'pipeline', 'rollups', 'database'],
  reactions: ['config', 'services', 'database'],
  retention: ['config', 'database'],
  database: [],
  permissions: ['database'],
  routes: ['services', 'schema'],
  schema: [],
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
      // Without it the rule finds no file, and says nothing.
      settings: {
        'import/resolver': { node: { extensions: ['.ts'] } },
      },
      rules: {
        'import/no-restricted-paths': ['error', { basePath: __dirname, zones }],
      },
    },
  ],
});
