/**
 * The words by which a decision record is understood. All are in lower case and found as whole words, whatever
 * case and punctuation.
 */

/** @public */
export type DecisionStatus =
  | 'proposed'
  | 'accepted'
  | 'rejected'
  | 'deprecated'
  | 'superseded';

/**
 * What a status begins with. What is superseded in part, or amended, still holds: it is accepted.
 *
 * @public
 */
export const decisionStatusSynonyms: Readonly<
  Record<DecisionStatus, readonly string[]>
> = {
  proposed: [
    'proposed',
    'proposal',
    'draft',
    'pending',
    'open',
    'in review',
    'under review',
    'in discussion',
    'under discussion',
    'in progress',
    'work in progress',
    'wip',
    'rfc',
    'on hold',
    'deferred',
    'postponed',
  ],
  accepted: [
    'accepted',
    'approved',
    'agreed',
    'decided',
    'adopted',
    'active',
    'implemented',
    'done',
    'final',
    'ratified',
    'in effect',
    'in force',
    'amended',
    'partly superseded',
    'partially superseded',
  ],
  rejected: [
    'rejected',
    'not accepted',
    'declined',
    'withdrawn',
    'abandoned',
    'cancelled',
    'canceled',
    'discarded',
  ],
  deprecated: [
    'deprecated',
    'obsolete',
    'retired',
    'expired',
    'outdated',
    'archived',
    'no longer valid',
  ],
  superseded: [
    'superseded',
    'superceded',
    'superseeded',
    'replaced',
    'obsoleted by',
  ],
};

/**
 * The keys of the front matter, and the words before a colon or in the first column of a table at the top of the
 * document, that hold status and date; the first that is there counts.
 *
 * @public
 */
export const decisionKeys = {
  status: ['status', 'state', 'decision status', 'adr status'],
  date: [
    'date',
    'decision date',
    'decided on',
    'decided',
    'created',
    'created on',
  ],
} as const;

/** The parts of a record that are told by their headings. @public */
export type DecisionPart =
  | 'problem'
  | 'decision'
  | 'options'
  | 'consequences'
  | 'operability';

/**
 * Words of the headings of each part: a heading of at most eight words counts where it holds one.
 *
 * @public
 */
export const decisionPartSynonyms: Readonly<
  Record<DecisionPart, readonly string[]>
> = {
  problem: [
    'context',
    'problem',
    'problems',
    'background',
    'motivation',
    'issue',
    'situation',
    'forces',
    'why',
  ],
  decision: [
    'decision',
    'decisions',
    'outcome',
    'proposal',
    'solution',
    'recommendation',
    'chosen option',
    'what we decided',
  ],
  options: [
    'options',
    'alternatives',
    'candidates',
    'choices',
    'variants',
    'possible solutions',
    'solutions considered',
    'considered solutions',
    'approaches considered',
    'considered approaches',
    'pros and cons',
  ],
  consequences: [
    'consequences',
    'consequence',
    'implications',
    'impact',
    'trade offs',
    'trade off',
    'tradeoffs',
    'tradeoff',
    'pros',
    'cons',
    'advantages',
    'disadvantages',
    'benefits',
    'drawbacks',
    'upsides',
    'downsides',
    'risks',
  ],
  operability: [
    'operability',
    'operations',
    'operation',
    'operational',
    'operating',
    'monitoring',
    'observability',
    'rollback',
    'roll back',
    'alerting',
    'on call',
    'runbook',
    'maintenance',
    'supportability',
  ],
};

/**
 * Words that make a heading something else than its other words say: `Decision drivers` is no decision, and
 * `Chosen option` lists no options.
 */
export const otherPartWords: Readonly<Record<DecisionPart, readonly string[]>> =
  {
    problem: [],
    decision: [
      'drivers',
      'driver',
      'maker',
      'makers',
      'options',
      'alternatives',
      'criteria',
      'status',
      'date',
      'record',
      'records',
      'log',
    ],
    options: ['chosen', 'selected', 'configuration', 'command line'],
    consequences: [],
    operability: [],
  };
