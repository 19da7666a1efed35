import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { sectionSynonyms } from './documentSections';

describe('sectionSynonyms', () => {
  it('is the list that the documentation shows', () => {
    const page = readFileSync(
      resolve(__dirname, '../../../../docs/collectors/repository.md'),
      'utf8',
    );
    const rows = Object.keys(sectionSynonyms).map(section => {
      const row = new RegExp(`^\\| \`${section}\` +\\| ([^|]*?) *\\|$`, 'm');
      return [section, row.exec(page)?.[1].split(', ')];
    });
    expect(Object.fromEntries(rows)).toEqual(sectionSynonyms);
  });
});
