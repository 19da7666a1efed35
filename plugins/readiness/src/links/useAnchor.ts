import { useEffect } from 'react';
import { useLocation } from 'react-router-dom';

/**
 * Shows and focuses the element that the address points at.
 *
 * @param ready - true once the element can be there
 */
export function useAnchor(ready: boolean) {
  const { hash, key } = useLocation();
  useEffect(() => {
    if (!ready || hash.length < 2) {
      return;
    }
    const element = document.getElementById(hash.slice(1));
    element?.scrollIntoView?.({ block: 'start' });
    element?.focus({ preventScroll: true });
    // A second click on the same link has the same hash, but another key.
  }, [hash, key, ready]);
}
