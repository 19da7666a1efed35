import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { repositoryFileGlobs } from '@team-readiness/backstage-plugin-readiness-node';
import { answersFiles } from '../template/readAnswers';
import {
  operatorGroups,
  providerNames,
  resourceTypes,
} from './technologyNames';

const page = readFileSync(
  resolve(__dirname, '../../../../../docs/collectors/code.md'),
  'utf8',
);

/** The cells of the row whose first cell is this name. */
function rowOf(heading: string, name: string): string {
  const [section] = page.split(`### ${heading}\n`)[1]?.split('\n#') ?? [''];
  return (
    section
      .split('\n')
      .find(line => line.split('|')[1]?.trim() === `\`${name}\``) ?? ''
  );
}

describe('docs/collectors/code.md', () => {
  it.each(
    resourceTypes.flatMap(([prefix, name]) =>
      typeof name === 'string' ? [[prefix, name]] : [],
    ),
  )('names %s for %s', (prefix, name) => {
    expect(rowOf('Datastores by resource type', name)).toContain(
      `\`${prefix}\``,
    );
  });

  it.each(Object.entries(operatorGroups))('names %s for %s', (group, name) => {
    expect(rowOf('Datastores by operator', name)).toContain(`\`${group}\``);
  });

  it.each(Object.entries(providerNames))('names %s for %s', (alias, name) => {
    expect(rowOf('Providers with other names', name)).toContain(`\`${alias}\``);
  });

  it.each([
    ...answersFiles,
    ...repositoryFileGlobs.filter(glob => !glob.includes('*')),
  ])('names %s', path => {
    const directory = path.slice(0, path.lastIndexOf('/') + 1);
    expect(
      [`\`${path}\``, `\`${directory}*\``].some(it => page.includes(it)),
    ).toBe(true);
  });
});
