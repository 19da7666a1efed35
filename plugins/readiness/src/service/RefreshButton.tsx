import { BusyButton } from '../layout';

/**
 * Looks at an entity again, with progress, and says how it went.
 */
export function RefreshButton(props: {
  /** Resolves when the new results show. */
  onRefresh(): Promise<void>;
}) {
  return (
    <BusyButton
      label="Refresh"
      busyWords="Looking again…"
      deniedWords="You may not refresh this"
      failedWords="The refresh failed. What shows is what was known before."
      onRun={async () => {
        await props.onRefresh();
        return 'Refreshed just now';
      }}
    />
  );
}
