import { Link } from '@backstage/core-components';
import { CollectorHealth } from '@team-readiness/backstage-plugin-readiness-common';
import { Words } from '@team-readiness/backstage-plugin-readiness-react';
import { beginWords, Notice } from '../layout';
import { useReadinessLinks } from '../links';
import { isInTrouble, sortSources } from '../sources';
import { ReadinessT, useReadinessTranslation } from '../translations';

const mostNamed = 3;

/**
 * Names in a sentence, e.g. "A, B, C and 4 more".
 *
 * @param reader - what `useReadinessTranslation` gives
 */
export function namesWords(
  { t, words }: { t: ReadinessT; words: Words },
  names: readonly string[],
): string {
  const named = names.slice(0, mostNamed).join(', ');
  const more = names.length - mostNamed;
  return more > 0
    ? t('standards.troubled.more', {
        names: named,
        number: words.number(more),
      })
    : named;
}

/**
 * Data sources that need somebody, so that their checks may have no data. Nothing for readers who may
 * not know.
 */
export function TroubledSources(props: {
  /** By id; empty for readers who may not know. */
  health: ReadonlyMap<string, CollectorHealth>;
}) {
  const { health } = props;
  const links = useReadinessLinks();
  const reader = useReadinessTranslation();
  const { t, words } = reader;
  const troubled = sortSources([...health.values()]).filter(isInTrouble);
  if (troubled.length === 0) {
    return null;
  }
  const names = namesWords(
    reader,
    troubled.map(({ title }) => beginWords(title)),
  );
  return (
    <Notice warning>
      {troubled.length === 1
        ? t('standards.troubled.one', { names })
        : t('standards.troubled.several', {
            names,
            number: words.number(troubled.length),
          })}{' '}
      {t('standards.troubled.meaning')}{' '}
      <Link to={links.health()} underline="always">
        {t('standards.troubled.see')}
      </Link>
    </Notice>
  );
}
