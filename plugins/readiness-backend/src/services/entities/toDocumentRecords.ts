import {
  decisionsFact,
  DecisionsFact,
  EntityReadiness,
  reviewsFact,
  ReviewsFact,
} from '@team-readiness/backstage-plugin-readiness-common';
import { StoredFact } from '../../database/operations/reading';

const mostDecisions = 50;
const mostReviews = 20;

/**
 * What is known of the decision records and the readiness reviews of an entity: what they hold, never their text.
 *
 * @param facts - all that are stored of the entity
 */
export function toDocumentRecords(
  facts: readonly StoredFact[],
): Pick<EntityReadiness, 'decisions' | 'reviews'> {
  return {
    decisions: readDecisions(facts).map(decision => ({
      path: decision.path,
      link: webAddress(decision.url),
      title: decision.title,
      date: decision.date,
      status: decision.status,
      options: decision.options,
      hasConsequences: decision.hasConsequences,
      topics: decision.topics,
      consultedOutside: decision.consultedOutside,
    })),
    reviews: readReviews(facts).map(review => ({
      path: review.path,
      date: review.date,
      lenses: review.lenses,
      outside: review.outside,
      decision: review.decision,
    })),
  };
}

function readDecisions(facts: readonly StoredFact[]) {
  const data = dataOf<DecisionsFact>(facts, decisionsFact.collector);
  // What was stored by an earlier version may have another form: then nothing is said until it is observed anew.
  const read = decisionsFact.type.safeParse({
    ...data,
    decisions: firstOf(data?.decisions, mostDecisions),
  });
  return read.success ? read.data.decisions : [];
}

function readReviews(facts: readonly StoredFact[]) {
  const data = dataOf<ReviewsFact>(facts, reviewsFact.collector);
  const read = reviewsFact.type.safeParse({
    ...data,
    reviews: firstOf(data?.reviews, mostReviews),
  });
  return read.success ? read.data.reviews : [];
}

/** Written by a collector in this form, of some version of it; undefined also where it cannot be read. */
function dataOf<T>(
  facts: readonly StoredFact[],
  collector: string,
): Partial<T> | undefined {
  const stored = facts.find(fact => fact.collector === collector);
  try {
    return stored && JSON.parse(stored.data);
  } catch {
    return undefined;
  }
}

function webAddress(url: string | null): string | null {
  return url !== null && /^https?:\/\//i.test(url) ? url : null;
}

function firstOf(list: unknown, limit: number): unknown {
  return Array.isArray(list) ? list.slice(0, limit) : list;
}
