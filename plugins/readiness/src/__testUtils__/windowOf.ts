/**
 * A window of so many pixels, as far as styles ask for its width.
 *
 * @param width - in pixels
 * @returns what `window.matchMedia` is for a test; put the one before back after it
 */
export function windowOf(width: number): typeof window.matchMedia {
  return query => {
    const widest = /max-width:\s*([\d.]+)px/.exec(query)?.[1];
    const list: Partial<MediaQueryList> = {
      media: query,
      matches: widest !== undefined && width <= Number(widest),
      addListener: () => undefined,
      removeListener: () => undefined,
      addEventListener: () => undefined,
      removeEventListener: () => undefined,
    };
    return list as MediaQueryList;
  };
}
