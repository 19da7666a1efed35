import { RefObject, useEffect, useRef, useState } from 'react';

/**
 * The width that an element has, for what is drawn to measure.
 *
 * @param first - pixels until it was measured, and where a browser cannot measure
 * @returns a ref for the element, and its width in whole pixels
 *
 * @public
 */
export function useMeasuredWidth(
  first: number,
): [RefObject<HTMLDivElement>, number] {
  const ref = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(first);
  useEffect(() => {
    const element = ref.current;
    if (!element || typeof ResizeObserver === 'undefined') {
      return undefined;
    }
    const observer = new ResizeObserver(([entry]) => {
      const next = Math.floor(entry.contentRect.width);
      if (next > 0) {
        setWidth(next);
      }
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [ref, width];
}
