/** Types of the functions of Readiness, read from their own descriptions. */
import {
  CheckFunctionDescription,
  CheckFunctionType,
  CheckFunctionValue,
} from '../functions/CheckFunction';
import { implementedFunctions } from '../functions/checkFunctions';
import {
  boolType,
  CelType,
  doubleType,
  dynType,
  intType,
  listOf,
  nullType,
  stringType,
} from './CelType';
import {
  acceptsItems,
  call,
  FunctionType,
  ParameterType,
} from './FunctionType';

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

/** By name. */
export const checkFunctionTypes: ReadonlyArray<[string, FunctionType[]]> =
  implementedFunctions.map(ofCheck);
