import { RefObject, useEffect, useRef, useState } from 'react';

/**
 * Whether a reader has come near an element, so that what it needs is asked for no sooner; at once where a browser
 * cannot tell.
 *
 * @returns a ref for the element, and whether it was seen
 */
export function useSeen(): [RefObject<HTMLDivElement>, boolean] {
  const ref = useRef<HTMLDivElement>(null);
  const [seen, setSeen] = useState(typeof IntersectionObserver === 'undefined');
  useEffect(() => {
    const element = ref.current;
    if (seen || !element) {
      return undefined;
    }
    const observer = new IntersectionObserver(
      entries => entries.some(entry => entry.isIntersecting) && setSeen(true),
      { rootMargin: '100px' },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [seen]);
  return [ref, seen];
}
