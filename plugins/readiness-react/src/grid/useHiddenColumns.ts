import { RefObject, useCallback, useEffect, useState } from 'react';

/**
 * Whether a grid has more columns than it shows.
 *
 * @param box - the element that scrolls
 * @returns whether there are some to the left and to the right of what shows (false where a browser cannot measure),
 *   and what has to be called when it scrolls
 */
export function useHiddenColumns(box: RefObject<HTMLElement>): {
  before: boolean;
  after: boolean;
  onScroll(): void;
} {
  const [before, setBefore] = useState(false);
  const [after, setAfter] = useState(false);
  const onScroll = useCallback(() => {
    const element = box.current;
    if (element) {
      const { scrollLeft, scrollWidth, clientWidth } = element;
      setBefore(scrollLeft > 0);
      // Widths are rounded, so that a pixel may be none.
      setAfter(scrollWidth - clientWidth - scrollLeft > 1);
    }
  }, [box]);
  useEffect(() => {
    const element = box.current;
    if (!element || typeof ResizeObserver === 'undefined') {
      return undefined;
    }
    const observer = new ResizeObserver(onScroll);
    observer.observe(element);
    if (element.firstElementChild) {
      observer.observe(element.firstElementChild);
    }
    return () => observer.disconnect();
  }, [box, onScroll]);
  return { before, after, onScroll };
}
