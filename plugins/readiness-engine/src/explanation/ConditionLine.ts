import { JsonValue } from '@backstage/types';

/**
 * One line of a condition or predicate that is shown part by part: a part, or
 * a group of parts, indented below the group that it belongs to.
 *
 * @public
 */
export interface ConditionLine {
  /** Which expression of the check: whether it applies, whether it can be known, or the condition. */
  role: 'target' | 'applies' | 'unknown' | 'condition';
  /** 0 for the whole expression, one more for each group around the line. */
  depth: number;
  /** `all` of, `any` of or `not` the lines below; `choice`: test, then, else; `part`: stands alone. */
  kind: 'all' | 'any' | 'not' | 'choice' | 'part';
  /** Source text, at most 500 characters. */
  text: string;
  /** `failed`: neither can be said; `not-reached`: an earlier part had decided. */
  truth: 'true' | 'false' | 'failed' | 'not-reached';
  /** It decided, or holds the part that did. */
  decided: boolean;
  /** Of a `part`: the values that it looked at, at most ten, each cut to 500 characters. */
  seen: Array<{ path: string; value: JsonValue }>;
}
