import { useReadinessTranslation } from '../translations';

const tiers = [1, 2, 3, 0];

/**
 * The tiers that a list can be narrowed to, for a `FilterSelect`.
 *
 * @returns values that `parseTier` reads; the empty one is all of them
 */
export function useTierOptions(): Array<{ value: string; label: string }> {
  const { t, words } = useReadinessTranslation();
  return [
    { value: '', label: t('layout.allTiers') },
    ...tiers.map(tier => ({ value: String(tier), label: words.tier(tier) })),
  ];
}
