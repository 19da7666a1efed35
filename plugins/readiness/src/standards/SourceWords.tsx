import { Link } from '@backstage/core-components';
import { httpUrl, OwnerLinks } from '../links';
import { useReadinessTranslation } from '../translations';

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
  const { t } = useReadinessTranslation();
  const url = httpUrl(source);
  const named = {
    source: url ? <Link to={url}>{source}</Link> : <>{source}</>,
  };
  const from = begin
    ? t('standards.origin.fromBegin', named)
    : t('standards.origin.from', named);
  return bySchedule.has(createdBy) ? (
    from
  ) : (
    <>
      {t('standards.origin.requested', {
        from,
        who: <OwnerLinks owners={[createdBy]} />,
      })}
    </>
  );
}
