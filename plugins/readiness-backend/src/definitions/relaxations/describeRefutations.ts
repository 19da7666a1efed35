import { ActiveDefinitionRow } from '../../database/operations/definitions';
import { ProblemWrite } from '../../database/operations/problems';
import { readEnforcement } from '../versions/Enforcement';

/**
 * What is to be said of checks that claim to be relaxed and are not: one problem of the scorecard
 * that says how many entities fail anew, and one on the page of each of up to three of them, so
 * that nobody learns of an entity who may not see it.
 *
 * @param row - An active version.
 */
export function describeRefutations(
  row: Pick<ActiveDefinitionRow, 'name' | 'version' | 'source' | 'enforcement'>,
  at: Date,
): ProblemWrite[] {
  const { days, refuted } = readEnforcement(row.enforcement);
  const today = at.toISOString().slice(0, 10);
  return [...refuted].flatMap(([checkId, { entities, examples }]) => {
    const day = days.get(checkId);
    if (day === undefined || day <= today) {
      return [];
    }
    const subject = { subject: 'definition', name: row.name } as const;
    const until = `It counts from ${day}.`;
    const failing =
      entities === 1
        ? '1 entity fails it that did not fail before'
        : `${entities} entities fail it that did not fail before`;
    return [
      {
        ...subject,
        source: row.source,
        entityId: null,
        message:
          entities === null
            ? `The check '${checkId}' of version ${row.version} says that it is relaxed, but it cannot be compared with the version before, which is not understood any more. ${until}`
            : `The check '${checkId}' of version ${row.version} says that it is relaxed, but ${failing}. ${until}`,
      },
      ...examples.map(entityId => ({
        ...subject,
        source: row.source,
        entityId,
        message: `This entity fails the check '${checkId}', and did not before version ${row.version}, which says that the check is relaxed. ${until}`,
      })),
    ];
  });
}
