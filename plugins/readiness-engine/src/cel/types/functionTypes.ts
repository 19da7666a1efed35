/**
 * What the functions of conditions take and answer.
 *
 * Only types: that a text is a date or a number, or a position within a text,
 * is seen when the condition runs. A function that is not in the table answers
 * `dyn`; whether it exists at all is said by the engine.
 */
import {
  boolType,
  CelType,
  doubleType,
  dynType,
  intType,
  listOf,
  stringType,
  timestampType,
} from './CelType';
import { checkFunctionTypes } from './checkFunctionTypes';
import {
  acceptsItems,
  call,
  FunctionType,
  kinds,
  method,
  ParameterType,
} from './FunctionType';

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

const table: ReadonlyMap<string, readonly FunctionType[]> = new Map<
  string,
  readonly FunctionType[]
>([
  ...checkFunctionTypes,
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
