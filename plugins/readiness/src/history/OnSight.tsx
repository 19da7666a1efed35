import { ReactNode, useEffect, useRef, useState } from 'react';

/**
 * Makes what is far down a page, and asks for its data, when a reader comes near it; at once where a browser cannot
 * tell, or where a link leads to it.
 */
export function OnSight(props: {
  /** Links lead here with it. */
  anchor: string;
  /** Made at once. */
  eager?: boolean;
  children: ReactNode;
}) {
  const { anchor, eager, children } = props;
  const ref = useRef<HTMLDivElement>(null);
  const [seen, setSeen] = useState(
    eager || typeof IntersectionObserver === 'undefined',
  );
  useEffect(() => {
    const element = ref.current;
    if (seen || !element) {
      return undefined;
    }
    const observer = new IntersectionObserver(
      entries => entries.some(entry => entry.isIntersecting) && setSeen(true),
      { rootMargin: '200px' },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [seen]);
  return (
    <div
      ref={ref}
      id={anchor}
      tabIndex={-1}
      style={{ minHeight: seen ? undefined : 400, outline: 'none' }}
    >
      {seen && children}
    </div>
  );
}
