import { useCallback, useEffect, useRef, useState } from 'react';
import { useChanges } from './useChanges';

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

/** When something that is loaded is asked for again by itself. */
export interface LoadedOptions {
  /** Only changes of this scorecard concern it. Default: those of any. */
  scorecard?: string;
  /** False for what no result changes, and for what must stand still. Default: true. */
  live?: boolean;
}

function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}

/**
 * Loads something, and loads it again when the key changes, or when the backend says that results changed: then what
 * shows stays until the answer is there, and where there is none. An answer that was overtaken by a newer one, or by
 * another question, is dropped.
 *
 * @param key - says what is asked; the same key is the same question
 * @param load - asks; may be a new function at each render
 * @param options - when it is asked for again
 */
export function useLoaded<T>(
  key: string,
  load: () => Promise<T>,
  options: LoadedOptions = {},
): Loaded<T> {
  const [state, setState] = useState<{
    key?: string;
    value?: T;
    error?: Error;
  }>({});
  const [attempt, setAttempt] = useState(0);
  const latestLoad = useRef(load);
  const question = useRef(0);
  const asked = useRef(0);
  const shown = useRef(0);
  latestLoad.current = load;

  const ask = useCallback(
    async (isQuiet: boolean) => {
      const mine = question.current;
      asked.current += 1;
      const turn = asked.current;
      const show = (next: { value: T } | { error: Error }) => {
        if (mine === question.current && turn > shown.current) {
          shown.current = turn;
          setState({ key, ...next });
        }
      };
      try {
        show({ value: await latestLoad.current() });
      } catch (thrown) {
        if (!isQuiet) {
          show({ error: asError(thrown) });
        }
      }
    },
    [key],
  );

  useEffect(() => {
    question.current += 1;
    ask(false);
    return () => {
      question.current += 1;
    };
  }, [ask, attempt]);

  useChanges(
    { scorecard: options.scorecard, isWanted: options.live ?? true },
    () => ask(true),
  );

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
