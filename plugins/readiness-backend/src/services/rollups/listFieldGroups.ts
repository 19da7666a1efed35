import { GroupEntity, GroupKey } from '../../database/operations/reading';
import { Standings } from '../standing/Standings';
import { RollupGroup } from './RollupGroup';

/**
 * Groups by what entities say: their system, domain, tier, life cycle, kind or type.
 *
 * A group is there if a visible entity that the filter picks is in it. Only where the reader sees the System or
 * Domain itself it is there for hidden entities too, has its title, and says how many are hidden: of
 * a tier or life cycle that would tell what a hidden entity says of itself.
 *
 * @param entities - Systems and Domains that the reader may see; empty for other fields
 * @param isFiltered - then groups without an entity that is picked are left out
 */
export function listFieldGroups(
  standings: Standings,
  options: {
    entities: readonly GroupEntity[];
    isFiltered: boolean;
  },
): RollupGroup[] {
  const known = new Map(options.entities.map(entity => [entity.ref, entity]));
  const visible = (ref: string | null | undefined) =>
    ref && known.has(ref) ? ref : null;
  return standings.keys().flatMap((key): RollupGroup[] => {
    const standing = standings.sum([key]);
    const entity = known.get(String(key));
    const isNamed = standing.entities + standing.inGrace > 0;
    return isNamed || (entity && !options.isFiltered)
      ? [
          {
            key: toText(key),
            title: entity ? entity.title ?? entity.name : null,
            parentRef: visible(entity?.domain_ref),
            mine: false,
            groups: [key],
            tellsHidden: entity !== undefined,
            standing,
          },
        ]
      : [];
  });
}

function toText(key: GroupKey): string | null {
  return key === null ? null : String(key);
}
