import { Link } from '@backstage/core-components';
import { beginWords, Notice } from '../layout';
import { useReadinessLinks } from '../links';
import { isInTrouble, sortSources, useSourceHealth } from '../sources';

const mostNamed = 3;

/**
 * Names in a sentence, e.g. "A, B, C and 4 more".
 */
export function namesWords(names: readonly string[]): string {
  const named = names.slice(0, mostNamed).join(', ');
  const more = names.length - mostNamed;
  return more > 0 ? `${named} and ${more} more` : named;
}

/**
 * Data sources that need somebody, so that their checks may have no data. Nothing for readers who may
 * not know.
 */
export function TroubledSources() {
  const links = useReadinessLinks();
  const health = useSourceHealth(true);
  const troubled = sortSources([...health.values()]).filter(isInTrouble);
  if (troubled.length === 0) {
    return null;
  }
  return (
    <Notice warning>
      {troubled.length === 1
        ? '1 data source needs a look'
        : `${troubled.length} data sources need a look`}
      : {namesWords(troubled.map(({ title }) => beginWords(title)))}. Checks
      that read what they bring may have no data.{' '}
      <Link to={links.health()}>See what is wrong</Link>
    </Notice>
  );
}
