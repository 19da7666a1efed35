import { PathGlob } from '@team-readiness/backstage-plugin-readiness-common';
import { spend } from '../runBudget';
import { CheckFunction } from './CheckFunction';

/** As long as the paths of common file systems get. */
const maxPathLength = 4_096;
/** The time is bounded by the product of the lengths; a step takes a nanosecond or two. */
const stepsPerUnit = 500;
const maxCachedGlobs = 1_000;

const cache = new Map<string, PathGlob>();

const problem =
  'pathMatches() takes a glob of names separated by slashes, with * ? and ** as wildcards, without .. and not absolute';

function readGlob(text: string): PathGlob | null {
  const known = cache.get(text);
  if (known) {
    return known;
  }
  const glob = PathGlob.parse(text);
  if (!glob) {
    return null;
  }
  if (cache.size >= maxCachedGlobs) {
    cache.clear();
  }
  cache.set(text, glob);
  return glob;
}

/** Is a path matched by a glob? */
export const pathMatches: CheckFunction = {
  name: 'pathMatches',
  parameters: [
    { name: 'path', types: ['string'] },
    { name: 'glob', types: ['string'] },
  ],
  returns: { types: ['bool'] },
  description:
    'Does the glob match the whole path? * stands for any characters within a name, ? for one, ** for any number of directories.',
  example: 'pathMatches("docs/adr/0001-use-cel.md", "docs/**/*.md")',
  answer: true,
  overloads: ['pathMatches(string, string): bool'],
  findLiteralProblem: (text, index) =>
    index === 1 && !readGlob(text) ? problem : null,
  call(path: string, text: string): boolean {
    if (path.length > maxPathLength) {
      throw new Error(
        `pathMatches() takes paths of at most ${maxPathLength} characters`,
      );
    }
    const glob = readGlob(text);
    if (!glob) {
      throw new Error(problem);
    }
    spend((path.length * text.length) / stepsPerUnit);
    return glob.matches(path);
  },
};
