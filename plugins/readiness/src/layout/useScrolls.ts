import { RefObject, useEffect, useRef, useState } from 'react';

/**
 * Whether something is wider than its place, so that it scrolls sideways.
 *
 * @returns a ref for the element that scrolls, and whether it does; false where a browser cannot measure
 */
export function useScrolls(): [RefObject<HTMLDivElement>, boolean] {
  const ref = useRef<HTMLDivElement>(null);
  const [scrolls, setScrolls] = useState(false);
  useEffect(() => {
    const element = ref.current;
    if (!element || typeof ResizeObserver === 'undefined') {
      return undefined;
    }
    const observer = new ResizeObserver(() =>
      setScrolls(element.scrollWidth > element.clientWidth),
    );
    observer.observe(element);
    if (element.firstElementChild) {
      observer.observe(element.firstElementChild);
    }
    return () => observer.disconnect();
  }, []);
  return [ref, scrolls];
}
