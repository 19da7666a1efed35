import { createMockDirectory } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { OnboardingFact } from '@team-readiness/backstage-plugin-readiness-common';
import { EntityFiles } from '@team-readiness/backstage-plugin-readiness-node';
import { DocumentHost } from '../__testUtils__/DocumentHost';
import { observe } from '../__testUtils__/observe';
import { OnboardingCollector } from './OnboardingCollector';

const schedule = { frequency: { hours: 24 }, timeToLive: { days: 3 } };
const own = 'Ask for it on the first morning, please.';
const guide = `# Access, set-up and contacts\n\n## Which access you need\n\n${own}\n\n## Set-up\n\n    make start\n\n## Your first pull request\n\nTBD\n\n## Whom to ask\n\n${own}`;

const group = (links?: unknown): Partial<Entity> => ({
  kind: 'Group',
  metadata: { name: 'team', links: links as Entity['metadata']['links'] },
});

describe('OnboardingCollector', () => {
  const root = createMockDirectory();
  let host: DocumentHost;

  beforeEach(() => {
    root.clear();
    host = new DocumentHost(root.path);
  });

  const factOf = async (links?: unknown, files: EntityFiles = host) => {
    const target = host.target('team', { entity: group(links) });
    const collector = new OnboardingCollector({ files, schedule });
    return (await observe<OnboardingFact>(collector, target)).fact;
  };

  it('finds the guide and its parts', async () => {
    host.write('team', { 'docs/onboarding.md': guide });
    expect(await factOf()).toEqual({
      location: 'team',
      document: {
        path: 'docs/onboarding.md',
        url: null,
        words: expect.any(Number),
        parts: ['access', 'contacts', 'set-up'],
        hasCommandOrLink: true,
        changedAt: null,
      },
      link: null,
    });
  });

  it('finds it at the top of the directory too, and finds that there is none', async () => {
    host.write('team', { 'ONBOARDING.md': guide });
    expect((await factOf()).document?.path).toBe('ONBOARDING.md');
    host.write('team', { 'ONBOARDING.md': null, 'x.md': '' });
    expect(await factOf()).toEqual({
      location: 'team',
      document: null,
      link: null,
    });
  });

  it('tells the link where the document cannot be read', async () => {
    host.write('team', { 'onboard.md': guide });
    const url = 'https://git.example.org/a/b/blob/main/onboard.md';
    expect(await factOf([{ title: ' onboarding', url }])).toMatchObject({
      document: null,
      link: url,
    });
    expect(
      await factOf([
        null,
        { title: 'Onboarding', url: 'data:text/html,x' },
        { title: 7, url },
      ]),
    ).toMatchObject({ link: null });
    expect(await factOf('Onboarding')).toMatchObject({ link: null });
  });

  it('reads the document that the link leads to, where it may be read', async () => {
    const asked: unknown[] = [];
    const files: EntityFiles = {
      list: async ({ entity, globs }) => {
        const place =
          entity.metadata.annotations?.['backstage.io/source-location'];
        asked.push([place, globs]);
        return place
          ? {
              location: place.slice('url:'.length),
              revision: 'a',
              problems: [],
              files: [
                {
                  path: 'on board.md',
                  url: 'https://git.example.org/x',
                  content: async () => guide,
                  changedAt: async () => null,
                },
              ],
            }
          : undefined;
      },
    };
    const url = 'https://git.example.org/a/b/blob/main/on%20board.md#top';
    expect(await factOf([{ title: 'Onboarding', url }], files)).toMatchObject({
      location: url,
      document: {
        path: 'on board.md',
        url: 'https://git.example.org/x',
        parts: ['access', 'contacts', 'set-up'],
      },
      link: url,
    });
    expect(asked[1]).toEqual([
      'url:https://git.example.org/a/b/blob/main/',
      ['on board.md'],
    ]);
  });
});
