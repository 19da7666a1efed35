/**
 * What the functions of conditions take and answer.
 *
 * Those of Readiness describe themselves. Only types: that a text is a date or a number, or a position within a text,
 * is seen when the condition runs. A function that is not in the table answers
 * `dyn`; whether it exists at all is said by the engine.
 */
import {
  CheckFunctionDescription,
  CheckFunctionType,
  CheckFunctionValue,
} from '../functions/CheckFunction';
import { implementedFunctions } from '../functions/checkFunctions';
import {
  boolType,
  CelAlternative,
  CelType,
  doubleType,
  dynType,
  intType,
  listOf,
  nullType,
  stringType,
  timestampType,
} from './CelType';

/** What a parameter takes. */
export interface ParameterType {
  /** What it is called in a sentence. */
  readonly title: string;
  accepts(each: CelAlternative): boolean;
  /** Null may be given. */
  readonly nullable?: boolean;
  /** Zero would be an error. */
  readonly nonZero?: boolean;
}

/** One way to call a function. */
export interface FunctionType {
  /** Undefined for a function without receiver. */
  readonly receiver?: ParameterType;
  readonly parameters: readonly ParameterType[];
  readonly result: CelType;
}

function kinds(
  title: string,
  ...allowed: Array<CelAlternative['kind']>
): ParameterType {
  return { title, accepts: ({ kind }) => allowed.includes(kind) };
}

/** Null is asked for apart: it is a matter of guards, not of types. */
function acceptsItems(
  each: CelAlternative,
  ...allowed: Array<CelAlternative['kind']>
): boolean {
  return (
    each.kind === 'list' &&
    each.item.every(item => item.kind === 'dyn' || allowed.includes(item.kind))
  );
}

const text = kinds('a string', 'string');
const whole = kinds('an int', 'int');
const bytes = kinds('bytes', 'bytes');
const time = kinds('a timestamp', 'timestamp');
const anything: ParameterType = {
  title: 'anything',
  accepts: () => true,
  nullable: true,
};
const sized = kinds(
  'a string, bytes, a list or a map',
  'string',
  'bytes',
  'list',
  'map',
  'object',
);
const texts: ParameterType = {
  title: 'a list of strings',
  accepts: each => acceptsItems(each, 'string'),
};
function call(
  parameters: readonly ParameterType[],
  result: CelType,
): FunctionType {
  return { parameters, result };
}

function method(
  receiver: ParameterType,
  parameters: readonly ParameterType[],
  result: CelType,
): FunctionType {
  return { receiver, parameters, result };
}

const durationType: CelType = [{ kind: 'duration' }];
const bytesType: CelType = [{ kind: 'bytes' }];

function partsOf(names: readonly string[], ofDuration: readonly string[]) {
  return names.map((name): [string, FunctionType[]] => [
    name,
    [
      method(time, [], intType),
      method(time, [text], intType),
      ...(ofDuration.includes(name)
        ? [method(kinds('a duration', 'duration'), [], intType)]
        : []),
    ],
  ]);
}

/** What a parameter or an answer of a function of Readiness may be. */
const kindsOfType: Readonly<Record<CheckFunctionType, CelType>> = {
  bool: boolType,
  int: intType,
  double: doubleType,
  number: [...intType, ...doubleType],
  string: stringType,
  date: stringType,
  null: nullType,
  list: listOf(dynType),
};

function typeOfValue({ types, items }: CheckFunctionValue): CelType {
  return types.flatMap(type =>
    type === 'list'
      ? listOf(items ? typeOfValue({ types: items }) : dynType)
      : kindsOfType[type],
  );
}

function writeTypes(types: readonly CheckFunctionType[]): string {
  const names: Partial<Record<CheckFunctionType, string>> = {
    date: 'dates as strings',
    string: 'strings',
    number: 'numbers',
  };
  return types
    .filter(type => type !== 'null')
    .map(type => names[type] ?? `${type}s`)
    .join(' or ');
}

function titleOf({ types, items }: CheckFunctionValue): string {
  if (types.includes('list')) {
    return items ? `a list of ${writeTypes(items)}` : 'a list';
  }
  const [type] = types;
  switch (type) {
    case 'date':
      return 'a date as a string';
    case 'int':
      return 'an int';
    default:
      return `a ${type}`;
  }
}

/** Parameters for which zero is an error, by function. */
const nonZeroParameters: Readonly<Record<string, string>> = {
  percent: 'whole',
};

function ofCheck({
  name,
  parameters,
  returns,
}: CheckFunctionDescription): [string, FunctionType[]] {
  const toParameter = (
    value: CheckFunctionDescription['parameters'][number],
  ): ParameterType => {
    const { types, items } = value;
    const allowed = typeOfValue({ types }).map(({ kind }) => kind);
    const ofItems = typeOfValue({ types: items ?? [] }).map(({ kind }) => kind);
    return {
      title: titleOf(value),
      accepts: each =>
        each.kind === 'list' && items
          ? acceptsItems(each, ...ofItems)
          : allowed.includes(each.kind) ||
            (each.kind === 'uint' && types.includes('number')),
      nullable: types.includes('null'),
      nonZero: nonZeroParameters[name] === value.name,
    };
  };
  return [name, [call(parameters.map(toParameter), typeOfValue(returns))]];
}

const table: ReadonlyMap<string, readonly FunctionType[]> = new Map<
  string,
  readonly FunctionType[]
>([
  ...implementedFunctions.map(ofCheck),
  ['size', [call([sized], intType), method(sized, [], intType)]],
  [
    'string',
    [
      call(
        [
          kinds(
            'a string, number, bool or bytes',
            'string',
            'int',
            'uint',
            'double',
            'bool',
            'bytes',
          ),
        ],
        stringType,
      ),
      method(bytes, [], stringType),
    ],
  ],
  [
    'double',
    [
      call(
        [kinds('a number or a string', 'int', 'uint', 'double', 'string')],
        doubleType,
      ),
    ],
  ],
  [
    'int',
    [
      call(
        [kinds('a number or a string', 'int', 'uint', 'double', 'string')],
        intType,
      ),
    ],
  ],
  [
    'uint',
    [
      call(
        [kinds('a number or a string', 'int', 'uint', 'double', 'string')],
        [{ kind: 'uint' }],
      ),
    ],
  ],
  ['bool', [call([kinds('a bool or a string', 'bool', 'string')], boolType)]],
  ['bytes', [call([kinds('a string or bytes', 'string', 'bytes')], bytesType)]],
  [
    'timestamp',
    [call([kinds('a string or an int', 'string', 'int')], timestampType)],
  ],
  ['duration', [call([text], durationType)]],
  ['dyn', [call([anything], dynType)]],
  ['type', [call([anything], [{ kind: 'type' }])]],
  ['startsWith', [method(text, [text], boolType)]],
  ['endsWith', [method(text, [text], boolType)]],
  ['contains', [method(text, [text], boolType)]],
  ['matches', [method(text, [text], boolType)]],
  ['lowerAscii', [method(text, [], stringType)]],
  ['upperAscii', [method(text, [], stringType)]],
  ['trim', [method(text, [], stringType)]],
  [
    'indexOf',
    [method(text, [text], intType), method(text, [text, whole], intType)],
  ],
  [
    'lastIndexOf',
    [method(text, [text], intType), method(text, [text, whole], intType)],
  ],
  [
    'substring',
    [
      method(text, [whole], stringType),
      method(text, [whole, whole], stringType),
    ],
  ],
  [
    'split',
    [
      method(text, [text], listOf(stringType)),
      method(text, [text, whole], listOf(stringType)),
    ],
  ],
  ['join', [method(texts, [], stringType), method(texts, [text], stringType)]],
  ['json', [method(bytes, [], dynType)]],
  ['hex', [method(bytes, [], stringType)]],
  ['base64', [method(bytes, [], stringType)]],
  ['at', [method(bytes, [whole], intType)]],
  ...partsOf(
    [
      'getDate',
      'getDayOfMonth',
      'getDayOfWeek',
      'getDayOfYear',
      'getFullYear',
      'getHours',
      'getMilliseconds',
      'getMinutes',
      'getMonth',
      'getSeconds',
    ],
    ['getHours', 'getMilliseconds', 'getMinutes', 'getSeconds'],
  ),
]);

/** The names of macros: calls that the checker takes apart itself. */
export const macroNames = [
  'has',
  'all',
  'exists',
  'exists_one',
  'map',
  'filter',
  'bind',
] as const;

/** Names of all functions and macros, for those who misspell one. */
export const functionNames: readonly string[] = [
  ...table.keys(),
  ...macroNames,
];

/** The ways to call a function; undefined where nothing is known of it. */
export function findFunctionTypes(
  name: string,
): readonly FunctionType[] | undefined {
  return table.get(name);
}
