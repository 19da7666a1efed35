import { useCallback } from 'react';
import { useSearchParams } from 'react-router-dom';

/**
 * Filters that live in the address, so that a view can be sent to somebody.
 *
 * @returns the parameters, and a setter that replaces one of them and keeps
 * the others; no value removes it
 */
export function useSearchFilters(): [
  URLSearchParams,
  (name: string, values: readonly string[]) => void,
] {
  const [parameters, setParameters] = useSearchParams();
  const set = useCallback(
    (name: string, values: readonly string[]) => {
      setParameters(
        previous => {
          const next = new URLSearchParams(previous);
          next.delete(name);
          values
            .filter(value => value !== '')
            .forEach(value => next.append(name, value));
          return next;
        },
        { replace: true },
      );
    },
    [setParameters],
  );
  return [parameters, set];
}
