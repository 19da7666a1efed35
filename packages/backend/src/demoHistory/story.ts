/**
 * What was different at Harbour in the last 200 days. Everything else was as it is today.
 */
import { JsonObject } from '@backstage/types';

/** Which facts were different, when, and how. */
export interface Spell {
  collectors: readonly string[];
  /** Names of services, or a team whose services are meant; neither: all that have the fact. */
  names?: readonly string[];
  team?: string;
  /** Days ago at which it began; default: before the story. */
  from?: number;
  /**
   * Days ago at which it ended: of the first service, and of the last one where they followed one by
   * one.
   */
  to: number | readonly [number, number];
  /**
   * What the fact said: nothing was known (null), the same as the fact of another service, or other
   * values of some keys.
   */
  was: null | { like: string } | { values: JsonObject };
}

/** Days that the story covers. */
export const storyDays = 200;

/** How often facts with dates in them are observed anew, in days: documents age, scans are repeated. */
export const renewalDays = 25;

/** What is asked more often: a number of Prometheus counts for two days. */
export const renewals: Readonly<Record<string, number>> = { prometheus: 3 };

const noRunbook = { values: { runbook: null, runbooks: 0 } };

/** @see Spell */
export const spells: readonly Spell[] = [
  // Checkout adopted runbooks, and SLOs with alerts a quarter later.
  {
    collectors: ['repository'],
    team: 'checkout',
    to: [172, 128],
    was: noRunbook,
  },
  {
    collectors: ['runbook-history'],
    team: 'checkout',
    to: [172, 128],
    was: { like: 'reviews' },
  },
  {
    collectors: ['slo', 'prometheus'],
    team: 'checkout',
    to: [92, 58],
    was: { like: 'reviews' },
  },
  {
    collectors: ['alerts'],
    team: 'checkout',
    to: [80, 48],
    was: { like: 'reviews' },
  },
  // The platform made its own manifests safe, then helped others to.
  {
    collectors: ['manifests'],
    team: 'developer-platform',
    to: [165, 140],
    was: { like: 'picking' },
  },
  {
    collectors: ['manifests'],
    team: 'identity',
    to: [135, 110],
    was: { like: 'picking' },
  },
  {
    collectors: ['manifests'],
    team: 'catalogue',
    to: [62, 30],
    was: { like: 'picking' },
  },
  // Catalogue wrote its overviews after a quarter in which nobody found anything.
  {
    collectors: ['repository'],
    team: 'catalogue',
    to: [74, 41],
    was: { values: { architecture: null } },
  },
  {
    collectors: ['fallbacks', 'reviews'],
    team: 'catalogue',
    to: 35,
    was: { like: 'reviews' },
  },
  // Identity practised first.
  {
    collectors: ['drills'],
    team: 'identity',
    to: [150, 95],
    was: { values: { drills: [] } },
  },
  {
    collectors: ['drills'],
    team: 'checkout',
    to: [70, 33],
    was: { values: { drills: [] } },
  },
  // Shipping slipped: who had written its documents left, and reviews ran out one after the other.
  {
    collectors: ['repository', 'runbook-history'],
    team: 'shipping',
    to: [118, 66],
    was: { like: 'build-farm' },
  },
  {
    collectors: ['slo', 'prometheus', 'alerts'],
    team: 'shipping',
    to: [101, 52],
    was: { like: 'build-farm' },
  },
  { collectors: ['on-call'], names: ['carrier-gateway'], to: 88, was: null },
  // Warehouse lost its second half of the team, and with it the pipeline.
  {
    collectors: ['pipelines', 'codeowners'],
    team: 'warehouse',
    to: [57, 44],
    was: { like: 'profile' },
  },
  // Data began to scan its code; what was found is being worked off.
  {
    collectors: ['secret-scanning', 'dependabot'],
    team: 'data',
    to: [112, 84],
    was: null,
  },
  {
    collectors: ['dependabot'],
    names: ['sessions', 'profile'],
    from: 58,
    to: [51, 39],
    was: { like: 'tracking' },
  },
  {
    collectors: ['gitops'],
    names: ['promotions', 'build-farm'],
    from: 132,
    to: [127, 121],
    was: { like: 'search' },
  },
  // Prometheus moved, and for a week nobody knew anything of it.
  { collectors: ['prometheus'], from: 104, to: 97, was: null },
];

/** A service that others had before. */
export const inherited = {
  name: 'order-confirmation',
  from: 'catalogue',
  ago: 76,
} as const;

/** A service that came. */
export const newcomer = { name: 'status-page', ago: 124 } as const;

/** A service that went: never more than half done, and replaced by another one. */
export const gone = {
  name: 'gift-cards',
  title: 'Gift cards',
  owner: 'pricing',
  system: 'prices',
  tier: '2',
  ago: 96,
  /** Whose facts it had. */
  like: 'reviews',
} as const;
