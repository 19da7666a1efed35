import { InputError } from '@backstage/errors';

/** What the versions of FOCUS say about a column. */
export interface FocusColumnRule {
  /** The first version that has it. All stand in every later one up to 1.3. */
  since: '1.0' | '1.3';
  /**
   * `mandatory`: in every file. `conditional`: where the provider has such a thing, e.g. sub-accounts.
   */
  presence: 'mandatory' | 'conditional';
  /** Rows may leave it empty. */
  nullable: boolean;
}

const mandatory = { since: '1.0', presence: 'mandatory' } as const;
const conditional = { since: '1.0', presence: 'conditional' } as const;

/**
 * The columns of FOCUS that are read, out of 43 in 1.0, 50 in 1.1, 57 in 1.2 and 65 in 1.3.
 *
 * Between these versions none of them was renamed or changed its meaning. What differs: `AllocatedTags` is new in 1.3, which also splits
 * `ProviderName` and `PublisherName`, neither of which is read. All other columns are ignored, those of
 * providers (`x_…`) among them.
 *
 * Source: the column definitions of https://focus.finops.org/focus-specification, in our own words.
 */
export const focusColumnRules = {
  BilledCost: { ...mandatory, nullable: false },
  EffectiveCost: { ...mandatory, nullable: false },
  BillingCurrency: { ...mandatory, nullable: false },
  ChargePeriodStart: { ...mandatory, nullable: false },
  ChargePeriodEnd: { ...mandatory, nullable: false },
  ChargeCategory: { ...mandatory, nullable: false },
  ServiceName: { ...mandatory, nullable: false },
  SubAccountId: { ...conditional, nullable: true },
  SubAccountName: { ...conditional, nullable: true },
  ResourceId: { ...conditional, nullable: true },
  ResourceName: { ...conditional, nullable: true },
  Tags: { ...conditional, nullable: true },
  AllocatedTags: { since: '1.3', presence: 'conditional', nullable: true },
} as const satisfies Record<string, FocusColumnRule>;

/** Name of a column that is read. */
export type FocusColumn = keyof typeof focusColumnRules;

/** Columns whose value may name an entity, by `readiness.cost.focus.columns`. */
export const namingColumns = [
  'SubAccountId',
  'SubAccountName',
  'ResourceId',
  'ResourceName',
  'ServiceName',
] as const satisfies readonly FocusColumn[];

/** One of {@link namingColumns}. */
export type NamingColumn = (typeof namingColumns)[number];

/** What is asked of a file. */
export interface FocusUse {
  /** Columns that may name an entity, after the tags. With any, a file may lack `Tags`. */
  columns: readonly NamingColumn[];
  /** Spend by sub-account is wanted: `SubAccountId` and `ChargeCategory`. */
  accounts: boolean;
}

/** Which of the columns that are asked for a file has. */
export interface FocusHeader {
  /** How many columns there are, with those that are not read. */
  count: number;
  /** 0-based index by column; those that are missing or not asked for are not in it. */
  at: ReadonlyMap<FocusColumn, number>;
  /** One sentence for each thing that is missing without stopping us. */
  problems: string[];
}

/**
 * Finds the columns in a header. Case and spaces around a name do not matter.
 *
 * @param names - all columns of the file, in order
 * @param file - named in errors
 * @throws InputError that names all columns that cannot be done without, or one that is given twice
 */
export function readFocusHeader(
  names: readonly string[],
  file: string,
  use: FocusUse,
): FocusHeader {
  const lower = names.map(name => name.trim().toLowerCase());
  const at = new Map<FocusColumn, number>();
  for (const column of wantedColumns(use)) {
    const index = lower.indexOf(column.toLowerCase());
    if (index >= 0 && lower.indexOf(column.toLowerCase(), index + 1) >= 0) {
      throw new InputError(
        `The FOCUS file '${file}' has the column ${column} twice.`,
      );
    }
    if (index >= 0) {
      at.set(column, index);
    }
  }
  const required: FocusColumn[] = [
    'ChargePeriodStart',
    'ChargePeriodEnd',
    'BillingCurrency',
  ];
  if (!at.has('BilledCost')) {
    required.push('EffectiveCost');
  }
  if (!use.columns.length) {
    required.push('Tags');
  }
  const missing = required.filter(column => !at.has(column));
  if (missing.length) {
    throw new InputError(
      `The FOCUS file '${file}' has no column ${missing.join(
        ', ',
      )}. Expected are the columns of FOCUS 1.0 to 1.3: a Parquet file, or a comma-separated one in UTF-8 whose first row names them.`,
    );
  }
  return { count: names.length, at, problems: shortcomings(at, use) };
}

function wantedColumns(use: FocusUse): FocusColumn[] {
  const wanted = new Set<FocusColumn>([
    'BilledCost',
    'EffectiveCost',
    'BillingCurrency',
    'ChargePeriodStart',
    'ChargePeriodEnd',
    'Tags',
    'AllocatedTags',
    ...use.columns,
  ]);
  if (use.accounts) {
    wanted.add('SubAccountId').add('ChargeCategory');
  }
  return [...wanted];
}

function shortcomings(
  at: ReadonlyMap<FocusColumn, number>,
  use: FocusUse,
): string[] {
  const lacking: Array<[FocusColumn, boolean, string]> = [
    [
      'EffectiveCost',
      true,
      'BilledCost is read instead: what is paid ahead counts in the month in which it is paid.',
    ],
    [
      'ChargeCategory',
      use.accounts,
      'Taxes, credits and adjustments count as spend of the accounts, since nothing tells them apart.',
    ],
    [
      'SubAccountId',
      use.accounts,
      'Its spend belongs to no account of readiness.cost.accounts.',
    ],
    ...use.columns.map((column): [FocusColumn, boolean, string] => [
      column,
      true,
      'It is one of readiness.cost.focus.columns and names no entity here.',
    ]),
  ];
  return lacking
    .filter(([column, wanted]) => wanted && !at.has(column))
    .map(([column, , consequence]) => {
      const { presence } = focusColumnRules[column];
      return `The file has no column ${column}${
        presence === 'mandatory' ? ', which FOCUS demands' : ''
      }. ${consequence}`;
    });
}
