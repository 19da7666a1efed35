import { LocalEntity } from '../../collection';
import { UsageError } from '../../terminal';

/**
 * The entities that are meant.
 *
 * @param wanted - names or whole refs, in any case; none: all
 * @throws UsageError for one that is not there
 */
export function chooseEntities(
  entities: readonly LocalEntity[],
  wanted: readonly string[],
): LocalEntity[] {
  if (wanted.length === 0) {
    return [...entities];
  }
  return wanted.flatMap(text => {
    const name = text.toLowerCase();
    const found = entities.filter(
      ({ ref }) => ref === name || ref.slice(ref.indexOf('/') + 1) === name,
    );
    if (found.length === 0) {
      throw new UsageError(
        `No entity "${text}" is in the files; there are ${entities
          .map(({ ref }) => ref)
          .slice(0, 20)
          .join(', ')}`,
      );
    }
    return found;
  });
}
