import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  openSloAnnotations,
  optOutPrefix,
  readinessAnnotations,
  readinessDomain,
} from './annotations';

const page = readFileSync(
  resolve(__dirname, '../../../../docs/annotations.md'),
  'utf8',
);

describe('annotations', () => {
  it.each([
    ...Object.values(readinessAnnotations),
    ...Object.values(openSloAnnotations),
  ])('%s has a row in the documentation', annotation => {
    const name = annotation.slice(readinessDomain.length + 1);
    expect(page).toMatch(new RegExp(`^\\| \`${name}\` +\\|`, 'm'));
  });

  it('are told with the prefix by which an entity opts out', () => {
    expect(page).toContain(`${optOutPrefix}/<check>`);
  });

  it('are different from each other', () => {
    const all = [
      ...Object.values(readinessAnnotations),
      ...Object.values(openSloAnnotations),
    ];
    expect(new Set(all).size).toBe(all.length);
  });
});
