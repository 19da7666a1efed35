import { useApi } from '@backstage/core-plugin-api';
import { CollectorHealth } from '@team-readiness/backstage-plugin-readiness-common';
import { readinessApiRef } from '@team-readiness/backstage-plugin-readiness-react';
import { useEffect, useRef, useState } from 'react';
import { Loaded, refusalOf, useLoaded, useRepeat } from '../loading';
import { beginWords, useToast } from '../layout';
import { ReadinessT, useReadinessTranslation } from '../translations';
import { sourceStateOf, sourceStateWords } from './sourceState';

/** How often sources are asked for while one of them runs. */
const whileRunningMs = 15_000;
/** As long as a reader waits for what was asked for just now. */
const afterAskingMs = 3_000;
const afterAskingForMs = 30_000;

/** The data sources, kept up to date while something happens to them. */
export interface Sources {
  loaded: Loaded<CollectorHealth[]>;
  /** The backend did not answer when it was asked again; what shows is what was known before. */
  isBehind: boolean;
  /** What happened last, for those who hear it. */
  said: string;
  /** Asks a source to look at everything. Never throws. */
  lookNow(source: CollectorHealth): Promise<void>;
}

/** What ended between two looks, in words; empty where nothing did. */
function endedWords(
  t: ReadinessT,
  before: readonly CollectorHealth[],
  after: readonly CollectorHealth[],
): string {
  const running = new Set(
    before.filter(({ status }) => status === 'running').map(({ id }) => id),
  );
  return after
    .filter(({ id, status }) => running.has(id) && status !== 'running')
    .map(source =>
      t('sources.ended', {
        title: beginWords(source.title),
        state: sourceStateWords(t, sourceStateOf(source), source.kind),
      }),
    )
    .join(' ');
}

/**
 * Loads the data sources, and again every few seconds while one of them runs.
 *
 * @param options - `onEnded`: a run ended, so that other things may have changed
 */
export function useSources(options: { onEnded(): void }): Sources {
  const { onEnded } = options;
  const api = useApi(readinessApiRef);
  const { t } = useReadinessTranslation();
  const toast = useToast();
  const loaded = useLoaded('', () => api.listCollectors());
  const { value, replace } = loaded;
  const [isBehind, setBehind] = useState(false);
  const [said, setSaid] = useState('');
  const [askedAt, setAskedAt] = useState<number | undefined>();
  const before = useRef<readonly CollectorHealth[]>([]);
  const ended = useRef(onEnded);
  ended.current = onEnded;

  const isRunning = value?.some(({ status }) => status === 'running') ?? false;
  let everyMs: number | null = null;
  if (askedAt !== undefined) {
    everyMs = afterAskingMs;
  } else if (isRunning) {
    everyMs = whileRunningMs;
  }
  useRepeat(everyMs, async () => {
    try {
      replace(await api.listCollectors());
      setBehind(false);
    } catch {
      setBehind(true);
    }
  });

  useEffect(() => {
    if (askedAt === undefined) {
      return undefined;
    }
    const timer = setTimeout(() => setAskedAt(undefined), afterAskingForMs);
    return () => clearTimeout(timer);
  }, [askedAt]);

  useEffect(() => {
    const words = value ? endedWords(t, before.current, value) : '';
    before.current = value ?? [];
    if (words) {
      setSaid(words);
      ended.current();
    }
  }, [t, value]);

  const lookNow = async (source: CollectorHealth) => {
    const title = beginWords(source.title);
    setSaid(t('sources.asking', { title: source.title }));
    try {
      const asked = await api.runCollector(source.id);
      const known = value ?? [];
      replace(known.map(one => (one.id === asked.id ? asked : one)));
      setSaid('');
      toast(t('sources.asked', { title }));
      setAskedAt(Date.now());
    } catch (error) {
      const isDenied = error instanceof Error && refusalOf(error) === 'denied';
      setSaid(
        isDenied
          ? t('sources.mayNot', { title: source.title })
          : t('sources.notAsked', { title }),
      );
    }
  };

  return { loaded, isBehind, said, lookNow };
}
