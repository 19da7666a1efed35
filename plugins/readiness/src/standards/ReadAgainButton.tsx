import { useApi } from '@backstage/core-plugin-api';
import { DefinitionsRefresh } from '@team-readiness/backstage-plugin-readiness-common';
import { readinessApiRef } from '@team-readiness/backstage-plugin-readiness-react';
import { BusyButton } from '../layout';
import { ReadinessT, useReadinessTranslation } from '../translations';

/**
 * What came of reading the documents again, e.g. "Read 3 documents, 1 problem".
 */
export function refreshWords(
  t: ReadinessT,
  refresh: DefinitionsRefresh,
): string {
  const { active, comparing, problems } = refresh;
  let read: string = t('standards.readAgain.read', { count: active.length });
  if (problems.length > 0) {
    read = t('standards.readAgain.problems', { count: problems.length, read });
  }
  return comparing.length > 0
    ? t('standards.readAgain.comparing', { count: comparing.length, read })
    : read;
}

/**
 * Reads all documents of the standards again; for readers who may.
 */
export function ReadAgainButton(props: {
  /** Shows what is active now. */
  onRead(): void;
}) {
  const api = useApi(readinessApiRef);
  const { t } = useReadinessTranslation();
  return (
    <BusyButton
      label={t('standards.readAgain.label')}
      busyWords={t('standards.readAgain.busy')}
      deniedWords={t('standards.readAgain.denied')}
      failedWords={t('standards.readAgain.failed')}
      onRun={async () => {
        const refresh = await api.refreshDefinitions();
        props.onRead();
        return refreshWords(t, refresh);
      }}
    />
  );
}
