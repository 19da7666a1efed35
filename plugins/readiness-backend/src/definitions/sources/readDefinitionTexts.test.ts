import { builtInRecipes } from '@team-readiness/backstage-plugin-readiness-standards';
import { readDefinitionTexts } from './readDefinitionTexts';

const read = (
  recipes: string[],
  shipped: typeof builtInRecipes = builtInRecipes,
) =>
  readDefinitionTexts(
    { builtIn: [], files: [], recipes },
    async () => [],
    undefined,
    shipped,
  );

describe('built-in recipes', () => {
  it('are off unless they are named', async () => {
    expect((await read([])).builtIn).toEqual([]);
  });

  it('are read once each, under the name of their fact', async () => {
    const texts = await read(['pagerduty-on-call', 'sonarqube', 'sonarqube']);
    expect(texts.builtIn.map(({ source, origin }) => [source, origin])).toEqual(
      [
        ['readiness-standards/recipes/pagerduty-on-call.yaml', 'built-in'],
        ['readiness-standards/recipes/sonarqube.yaml', 'built-in'],
      ],
    );
    expect([...texts.textsByCollector.keys()]).toEqual([
      'on-call',
      'sonarqube',
    ]);
    expect(texts.unread).toEqual([]);
  });

  it('that are none are named, with those that there are', async () => {
    const { builtIn, unread } = await read(['sonarcube']);
    expect(builtIn).toEqual([]);
    expect(unread).toEqual([
      {
        source: 'readiness.definitions.recipes',
        message: expect.stringMatching(
          /no built-in recipe 'sonarcube'; there are argo-cd, .*sonarqube/,
        ),
      },
    ]);
  });

  it('that cannot be read stop nothing else', async () => {
    const { unread } = await read(['sonarqube'], async () => {
      throw new Error('broken');
    });
    expect(unread).toEqual([
      {
        source: 'readiness-standards/',
        message: 'The built-in recipes cannot be read.',
      },
    ]);
  });
});
