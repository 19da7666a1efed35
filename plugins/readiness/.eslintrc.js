/**
 * The rooms of this package and what each may import of the others. A room that is not named in its list is out of
 * bounds; of a page another page may import a single file, which is then written for both.
 */
const basics = ['layout', 'loading', 'links', 'translations', 'routes.ts'];

const rooms = {
  // What every page stands on.
  translations: [],
  loading: ['translations'],
  layout: ['translations', 'loading'],
  links: ['translations', 'routes.ts'],
  // Parts that several pages show.
  sources: basics,
  problems: basics,
  record: basics,
  delivery: [...basics, 'record'],
  history: basics,
  // Pages, tabs and cards.
  teams: [...basics, 'history'],
  team: [
    ...basics,
    'delivery',
    'history',
    'record',
    'service/ScorecardResults.tsx',
    'teams/TeamsHeatmap.tsx',
  ],
  services: [...basics, 'team/ServicesGrid.tsx', 'team/useServices.ts'],
  service: [...basics, 'delivery', 'history', 'problems', 'record', 'sources'],
  review: [...basics, 'service/LevelHeadline.tsx'],
  standards: [...basics, 'problems', 'sources', 'check/useSeen.ts'],
  check: [
    ...basics,
    'sources',
    'service/HowToFix.tsx',
    'standards/changeOfVersion.ts',
    'standards/stageWords.ts',
  ],
  impact: [...basics, 'delivery', 'record'],
  health: [...basics, 'problems', 'sources'],
  cards: basics,
  home: basics,
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
      files: ['src/**/*.ts', 'src/**/*.tsx'],
      excludedFiles: ['**/*.test.ts', '**/*.test.tsx', '**/__testUtils__/**'],
      // Without it the rule finds no file, and says nothing.
      settings: {
        'import/resolver': { node: { extensions: ['.ts', '.tsx'] } },
      },
      rules: {
        'import/no-restricted-paths': ['error', { basePath: __dirname, zones }],
      },
    },
  ],
});
