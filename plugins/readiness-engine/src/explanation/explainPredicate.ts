/**
 * A Backstage filter predicate, part by part, with the values that were seen.
 *
 * Each part that stands alone is answered by Backstage's own evaluation, and the
 * parts are joined in its order: what it does not look at is not reached here
 * either. So the truth of the first line is what it answers; a test compares the
 * two over generated predicates.
 */
import {
  evaluateFilterPredicate,
  FilterPredicate,
  getJsonValueAtPath,
} from '@backstage/filter-predicates';
import { JsonObject } from '@backstage/types';
import { ConditionLine } from './ConditionLine';
import { describePart, writePredicate } from './predicateWords';
import { toEvidence } from './seenValues';

const maxLines = 500;
const maxReasons = 5;

type Truth = ConditionLine['truth'];

/** The answer of a part. */
interface PartAnswer {
  truth: Truth;
  /** Position of the line that decides it. */
  deciding: number;
  /** In words, by what was seen. */
  reasons: string[];
}

/** A predicate part by part, and in words why it answers so. */
export interface PredicateExplanation {
  lines: ConditionLine[];
  /** e.g. `kind is Component and spec.type is service`; empty where nothing was looked at. */
  words: string;
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function toParts(predicate: Record<string, unknown>): FilterPredicate[] {
  return Object.entries(predicate).map(
    entry => Object.fromEntries([entry]) as FilterPredicate,
  );
}

/** What a predicate joins, and how; null for one that stands alone. */
function readGroup(
  predicate: unknown,
): { kind: 'all' | 'any' | 'not'; parts: FilterPredicate[] } | null {
  if (!isMap(predicate)) {
    return null;
  }
  const keys = Object.keys(predicate);
  const operators = ['$all', '$any', '$not'].filter(key => keys.includes(key));
  if (operators.length === 0) {
    return keys.length > 1 ? { kind: 'all', parts: toParts(predicate) } : null;
  }
  const [operator] = operators;
  const operand = predicate[operator];
  if (keys.length > 1 || (operator !== '$not' && !Array.isArray(operand))) {
    // Backstage refuses it.
    return null;
  }
  return {
    kind: operator.slice(1) as 'all' | 'any' | 'not',
    parts: (operator === '$not' ? [operand] : operand) as FilterPredicate[],
  };
}

class PredicateExplainer {
  readonly lines: ConditionLine[] = [];
  readonly #entity: JsonObject;
  readonly #role: ConditionLine['role'];

  constructor(entity: JsonObject, role: ConditionLine['role']) {
    this.#entity = entity;
    this.#role = role;
  }

  /** @param reached - false: what is before it has decided */
  explain(predicate: unknown, depth: number, reached: boolean): PartAnswer {
    const group = readGroup(predicate);
    const position = this.#add(predicate, depth, group?.kind ?? 'part');
    const answer = group
      ? this.#explainGroup(group, position, depth, reached)
      : this.#explainPart(predicate, position, reached);
    const line = this.lines[position];
    if (line) {
      line.truth = answer.truth;
    }
    return answer;
  }

  /** Marks the line that decides, and the groups around it. */
  markDecided(position: number): void {
    let depth = Infinity;
    for (let i = Math.min(position, this.lines.length - 1); i >= 0; i--) {
      if (this.lines[i].depth < depth) {
        this.lines[i].decided = true;
        depth = this.lines[i].depth;
      }
    }
  }

  /** @returns the position of the line, also where there are too many to keep it */
  #add(predicate: unknown, depth: number, kind: ConditionLine['kind']): number {
    if (this.lines.length < maxLines) {
      this.lines.push({
        role: this.#role,
        depth,
        kind,
        text: writePredicate(predicate),
        truth: 'not-reached',
        decided: false,
        seen: [],
      });
      return this.lines.length - 1;
    }
    return maxLines;
  }

  #explainPart(
    predicate: unknown,
    position: number,
    reached: boolean,
  ): PartAnswer {
    if (!reached) {
      return { truth: 'not-reached', deciding: position, reasons: [] };
    }
    const truth = this.#answer(predicate);
    const [path, filter] = isMap(predicate)
      ? Object.entries(predicate)[0] ?? []
      : [];
    if (path === undefined || path.startsWith('$')) {
      return { truth, deciding: position, reasons: [] };
    }
    const value = getJsonValueAtPath(this.#entity, path);
    this.lines[position]?.seen.push({ path, value: toEvidence(value) });
    const words = describePart(path, filter, this.#entity, truth === 'true');
    return { truth, deciding: position, reasons: [words] };
  }

  #answer(predicate: unknown): Truth {
    try {
      return evaluateFilterPredicate(predicate as FilterPredicate, this.#entity)
        ? 'true'
        : 'false';
    } catch {
      return 'failed';
    }
  }

  #explainGroup(
    { kind, parts }: { kind: 'all' | 'any' | 'not'; parts: FilterPredicate[] },
    position: number,
    depth: number,
    reached: boolean,
  ): PartAnswer {
    const stopsAt: Truth = kind === 'any' ? 'true' : 'false';
    let decided: PartAnswer | null = null;
    const reasons: string[] = [];
    for (const part of parts) {
      const answer = this.explain(part, depth + 1, reached && !decided);
      if (decided || !reached) {
        continue;
      }
      if (
        kind === 'not' ||
        answer.truth === stopsAt ||
        answer.truth === 'failed'
      ) {
        decided = answer;
      }
      reasons.push(...answer.reasons.slice(0, maxReasons - reasons.length));
    }
    if (!reached) {
      return { truth: 'not-reached', deciding: position, reasons: [] };
    }
    if (!decided) {
      const truth = kind === 'any' ? 'false' : 'true';
      return { truth, deciding: position, reasons };
    }
    return kind === 'not'
      ? { ...decided, truth: invert(decided.truth) }
      : decided;
  }
}

function invert(truth: Truth): Truth {
  if (truth === 'failed') {
    return truth;
  }
  return truth === 'true' ? 'false' : 'true';
}

/**
 * Explains a predicate in lines and in words.
 *
 * @param entity - what the predicate is asked of
 * @param role - of the lines
 */
export function describePredicate(
  predicate: FilterPredicate,
  entity: JsonObject,
  role: ConditionLine['role'],
): PredicateExplanation {
  const explainer = new PredicateExplainer(entity, role);
  const { deciding, reasons } = explainer.explain(predicate, 0, true);
  explainer.markDecided(deciding);
  return { lines: explainer.lines, words: reasons.join(' and ') };
}

/**
 * Whether something applies, in one sentence.
 *
 * @param words - of {@link describePredicate}
 * @returns e.g. `It does not apply, since spec.type is library, not service.`
 */
export function writeApplies(applies: boolean, words: string): string {
  return `It ${applies ? 'applies' : 'does not apply'}${writeSince(words)}`;
}

/** The end of a sentence that gives a reason, where there is one. */
export function writeSince(words: string): string {
  return words === '' ? '.' : `, since ${words}.`;
}

/**
 * Explains a predicate part by part.
 *
 * @param entity - what the predicate is asked of
 * @returns the first line is the whole predicate; at most 500 lines
 * @public
 */
export function explainPredicate(
  predicate: FilterPredicate,
  entity: JsonObject,
): ConditionLine[] {
  return describePredicate(predicate, entity, 'applies').lines;
}
