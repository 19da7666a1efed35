import { useApi } from '@backstage/core-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import {
  DefinitionsRefresh,
  definitionRefreshPermission,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  countWords,
  readinessApiRef,
} from '@team-readiness/backstage-plugin-readiness-react';
import { BusyButton } from '../layout';

/**
 * What came of reading the documents again, e.g. "Read 3 documents, 1 problem".
 */
export function refreshWords(refresh: DefinitionsRefresh): string {
  const { active, comparing, problems } = refresh;
  const read = [
    `Read ${countWords(active.length, 'document', 'documents')}`,
    problems.length > 0
      ? countWords(problems.length, 'problem', 'problems')
      : '',
  ]
    .filter(Boolean)
    .join(', ');
  if (comparing.length === 0) {
    return read;
  }
  return comparing.length === 1
    ? `${read}. 1 new version is tried on what is known before it counts.`
    : `${read}. ${comparing.length} new versions are tried on what is known before they count.`;
}

/**
 * Reads all documents of the standards again. Nothing for readers who may not.
 */
export function ReadAgainButton(props: {
  /** Shows what is active now. */
  onRead(): void;
}) {
  const api = useApi(readinessApiRef);
  const { allowed } = usePermission({
    permission: definitionRefreshPermission,
  });
  if (!allowed) {
    return null;
  }
  return (
    <BusyButton
      label="Read again"
      busyWords="Reading the documents…"
      deniedWords="You may not have the documents read"
      failedWords="The documents could not be read. What shows is what was known before."
      onRun={async () => {
        const refresh = await api.refreshDefinitions();
        props.onRead();
        return refreshWords(refresh);
      }}
    />
  );
}
