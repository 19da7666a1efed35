import { Link } from '@backstage/core-components';
import { httpUrl, OwnerLinks } from '../links';

/** Who brings versions by the schedule; everybody else is a user who asked. */
const bySchedule = new Set(['built-in', 'config', 'file', 'url']);

/**
 * Where a version of a document comes from, and who asked for it to be read;
 * nobody where the schedule brought it.
 */
export function SourceWords(props: {
  source: string;
  createdBy: string;
  /** The words begin a line. */
  begin?: boolean;
}) {
  const { source, createdBy, begin } = props;
  const url = httpUrl(source);
  return (
    <>
      {begin ? 'From' : 'from'} {url ? <Link to={url}>{source}</Link> : source}
      {!bySchedule.has(createdBy) && (
        <>
          , read at the request of <OwnerLinks owners={[createdBy]} />
        </>
      )}
    </>
  );
}
