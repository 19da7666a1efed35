import { useCallback, useEffect, useRef, useState } from 'react';

/**
 * What is known of something that is loaded.
 */
export interface Loaded<T> {
  /** Stays while something newer is on its way. */
  value: T | undefined;
  error: Error | undefined;
  /** True until the answer to the present key is there. */
  loading: boolean;
  /** Asks again, and keeps what is shown until the answer is there. */
  reload(): void;
  /** Shows what was learned in another way, e.g. by a refresh. */
  replace(value: T): void;
}

function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}

/**
 * Loads something, and loads it again when the key changes. An answer that was
 * overtaken by a newer question is dropped.
 *
 * @param key - says what is asked; the same key is the same question
 * @param load - asks; may be a new function at each render
 */
export function useLoaded<T>(key: string, load: () => Promise<T>): Loaded<T> {
  const [state, setState] = useState<{
    key?: string;
    value?: T;
    error?: Error;
  }>({});
  const [attempt, setAttempt] = useState(0);
  const latestLoad = useRef(load);
  const question = useRef(0);
  latestLoad.current = load;

  useEffect(() => {
    question.current += 1;
    const mine = question.current;
    latestLoad.current().then(
      value => mine === question.current && setState({ key, value }),
      thrown =>
        mine === question.current && setState({ key, error: asError(thrown) }),
    );
    return () => {
      question.current += 1;
    };
  }, [key, attempt]);

  const reload = useCallback(() => setAttempt(count => count + 1), []);
  const replace = useCallback(
    (value: T) => {
      question.current += 1;
      setState({ key, value });
    },
    [key],
  );

  return {
    value: state.value,
    error: state.key === key ? state.error : undefined,
    loading: state.key !== key,
    reload,
    replace,
  };
}
